"""Addresses of this app."""

from django.urls import path

from consultations.views import asking, following, hours, listing

ONE = "konsultasi/<code:ticket>/"

urlpatterns = [
    path("kantor/janji-temu/", hours.index, name="office_hours"),
    path("kantor/janji-temu/<int:pk>/penutupan/", hours.remove, name="office_hours_removal"),
    path("konsultasi/", asking.new, name="consultation_new"),
    path("konsultasi/lacak/", asking.entrance, name="consultation_entry"),
    path("konsultasi/semua/", listing.index, name="consultations"),
    path("konsultasi/tautan/<str:token>/", asking.link, name="consultation_link"),
    path(ONE, following.show, name="consultation"),
    path(f"{ONE}tanda-terima/", following.receipt, name="consultation_receipt"),
    path(f"{ONE}penutupan/", following.leaving, name="consultation_leaving"),
    path(f"{ONE}janji-temu.ics", following.calendar, name="consultation_calendar"),
    path(f"{ONE}berkas/<int:pk>/", following.download, name="consultation_file"),
    path(f"{ONE}<slug:step>/", following.step, name="consultation_step"),
]
