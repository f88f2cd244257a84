"""Addresses of files on their way; what they become belongs to the apps."""

from django.urls import re_path

from files.arriving import views

DIGEST = r"(?P<digest>[0-9a-f]{64})"

urlpatterns = [
    re_path(rf"^kiriman/{DIGEST}/$", views.piece, name="arrival"),
    re_path(rf"^kiriman/{DIGEST}/gambar/$", views.picture, name="arrival_picture"),
]
