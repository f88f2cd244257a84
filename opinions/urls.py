"""Addresses of this app."""

from django.urls import path

from opinions.views import answering, asking, listing

OF_FILE = "pengajuan/<code:code>/pendapat/"
ONE = "pendapat/<int:pk>/"

urlpatterns = [
    path(OF_FILE, asking.new, name="opinion_new"),
    path(f"{OF_FILE}<int:pk>/catatan/", asking.note, name="opinion_note"),
    path("pendapat/", listing.index, name="opinions"),
    path(ONE, answering.show, name="opinion"),
    path(f"{ONE}pencabutan/", answering.withdraw, name="opinion_withdrawal"),
    path(f"{ONE}pengingat/", answering.remind, name="opinion_reminder"),
    path("pendapat/tautan/<str:token>/", answering.link, name="opinion_link"),
]
