"""Addresses of the project's own pages."""

from django.urls import path

from romantik.views import (
    accessibility,
    breach,
    contact,
    guide,
    health,
    home,
    search,
    status,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("cari/", search.show, name="search"),
    path("panduan/", guide.index, name="guide"),
    path("panduan/cetak/", guide.booklet, name="guide_booklet"),
    path("panduan/cetak/pdf/", guide.booklet_as_pdf, name="guide_booklet_pdf"),
    path("panduan/<slug:task>/", guide.page, name="guide_page"),
    path("aksesibilitas/", accessibility.show, name="accessibility"),
    path("kantor/kebocoran-data/", breach.new, name="office_breach"),
    path("status/", status.show, name="status"),
    path(".well-known/security.txt", contact.security_txt, name="security_txt"),
    path("sehat/", health.health, name="health"),
    path("siap/", health.ready, name="ready"),
]
