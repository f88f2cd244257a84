"""Addresses of the offices of the country."""

from django.urls import path

from romantik.country import closing, lists, views

urlpatterns = [
    path("satuan-kerja/", views.index, name="country"),
    path("satuan-kerja/baru/", views.new, name="country_office_new"),
    path("satuan-kerja/daftar/", lists.new, name="country_list_new"),
    path("satuan-kerja/daftar/contoh.csv", lists.sample_csv, name="country_list_csv"),
    path("satuan-kerja/daftar/<int:pk>/", lists.show, name="country_list"),
    path("satuan-kerja/<slug:office>/", views.show, name="country_office"),
    path("satuan-kerja/<slug:office>/admin/", views.admin, name="country_office_admin"),
    path("satuan-kerja/<slug:office>/penutupan/", closing.closing, name="country_closing"),
    path("satuan-kerja/<slug:office>/pembukaan/", closing.reopening, name="country_reopening"),
]
