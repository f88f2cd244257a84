"""Addresses of signing in by a provider; `accounts/urls.py` takes them in where one is listed."""

from django.urls import path

from accounts.views import providers

urlpatterns = [
    path("masuk/dengan/<slug:provider_id>/", providers.leave, name="openid_connect_login"),
    path(
        "masuk/dengan/<slug:provider_id>/kembali/",
        providers.come_back,
        name="openid_connect_callback",
    ),
    path("akun/masuk-dengan/", providers.index, name="socialaccount_connections"),
]
