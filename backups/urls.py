from django.urls import path

from backups import views

urlpatterns = [
    path("kantor/cadangan/", views.show, name="office_backups"),
]
