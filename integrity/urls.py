from django.urls import path

from integrity import views

urlpatterns = [
    path("kantor/keutuhan/", views.show, name="office_integrity"),
    path("kantor/keutuhan/<int:pk>/", views.settle, name="office_damage"),
]
