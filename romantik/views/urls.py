"""Addresses of the project's own pages."""

from django.urls import path

from romantik.views import health, home

urlpatterns = [
    path("", home.home, name="home"),
    path("sehat/", health.health, name="health"),
]
