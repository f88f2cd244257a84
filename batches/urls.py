from django.urls import path

from batches.views import batches

urlpatterns = [
    path("pengajuan/sekaligus/", batches.new, name="batch_new"),
    path("pengajuan/sekaligus/<int:pk>/", batches.show, name="batch"),
]
