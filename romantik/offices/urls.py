"""Addresses of the office's own facts and of its first start."""

from django.urls import path, re_path

from romantik.offices import starting, views

urlpatterns = [
    path("kantor/data/", views.index, name="office_facts"),
    path("kantor/data/nomor-surat/contoh/", views.number, name="office_number"),
    path("kantor/data/<slug:group>/", views.edit, name="office_fact"),
    path("kantor/data/<slug:group>/kop/", views.letterhead, name="office_letterhead"),
    path("kantor/memulai/", starting.show, name="office_start"),
    path("kantor/memulai/<slug:what>/", starting.say, name="office_saying"),
    path("kantor/uji-surel/", starting.mail_trial, name="office_mail_trial"),
    re_path(r"^lambang/(?P<digest>[0-9a-f]{64})/$", views.emblem, name="emblem"),
]
