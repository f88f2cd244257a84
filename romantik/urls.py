"""Addresses of the whole portal: includes only."""

from django.urls import include, path

urlpatterns = [
    path("", include("romantik.views.urls")),
    path("", include("romantik.offices.urls")),
    path("", include("romantik.country.urls")),
    path("", include("romantik.fronts.urls")),
    path("", include("accounts.urls")),
    path("", include("backups.urls")),
    path("", include("batches.urls")),  # before the codes of files
    path("", include("requests_app.urls")),
    path("", include("integrity.urls")),
    path("", include("letters.urls")),
    path("", include("guestbook.urls")),
    path("", include("complaints.urls")),
    path("", include("consultations.urls")),
    path("", include("opinions.urls")),
    path("", include("walidata.urls")),
    path("", include("appeals.urls")),
    path("", include("catalogue.urls")),
    path("", include("supervision.urls")),
    path("", include("earlier.urls")),
    path("", include("events.urls")),
    path("", include("files.urls")),
]

handler400 = "romantik.views.faults.bad_request"
handler403 = "romantik.views.faults.forbidden"
handler404 = "romantik.views.faults.lost"
handler500 = "romantik.views.faults.broken"
