"""Addresses of the whole portal: includes only."""

from django.urls import include, path

urlpatterns = [
    path("", include("romantik.views.urls")),
    path("", include("accounts.urls")),
    path("", include("requests_app.urls")),
    path("", include("letters.urls")),
    path("", include("guestbook.urls")),
    path("", include("complaints.urls")),
    path("", include("catalogue.urls")),
    path("", include("events.urls")),
]
