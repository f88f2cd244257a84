"""Addresses of this app."""

from django.urls import path

from files.tables import AS_ODS
from walidata.views import answering, listing, marking, reading

SEEN = "walidata/<code:code>/"
OF_FILE = "pengajuan/<code:code>/walidata/<int:pk>/"

urlpatterns = [
    path("instansi/persetujuan/<int:pk>/walidata/", marking.mark, name="walidata_marking"),
    path("instansi/walidata/<int:pk>/pengakhiran/", marking.end, name="walidata_ending"),
    path("walidata/", listing.index, name="walidata"),
    path("walidata/daftar.csv", listing.as_csv, name="walidata_csv"),
    path("walidata/daftar.xlsx", listing.workbook, name="walidata_xlsx"),
    path("walidata/daftar.ods", listing.workbook, AS_ODS, name="walidata_ods"),
    path(SEEN, reading.show, name="walidata_file"),
    path(f"{SEEN}catatan/", reading.write, name="walidata_note_new"),
    path(f"{SEEN}catatan/<int:pk>/", reading.reword, name="walidata_note"),
    path(f"{SEEN}catatan/<int:pk>/penghapusan/", reading.drop, name="walidata_note_removal"),
    path(f"{SEEN}pendapat/", reading.give, name="walidata_opinion"),
    path(f"{SEEN}hasil/", reading.results, name="walidata_results"),
    path(f"{OF_FILE}tanggapan/", answering.answer, name="walidata_answer"),
    path(f"{OF_FILE}catatan/", answering.take_over, name="walidata_taking"),
]
