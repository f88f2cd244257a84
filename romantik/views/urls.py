"""Addresses of the project's own pages."""

from django.urls import path

from romantik.views import home

urlpatterns = [
    path("", home.home, name="home"),
]
