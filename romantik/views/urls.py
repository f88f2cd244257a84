"""Addresses of the project's own pages."""

from django.urls import path

from romantik.views import health, home, search, status

urlpatterns = [
    path("", home.home, name="home"),
    path("cari/", search.show, name="search"),
    path("status/", status.show, name="status"),
    path("sehat/", health.health, name="health"),
]
