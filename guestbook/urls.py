"""Addresses of the counter: guest book, queue, visits."""

from django.urls import path

from files.tables import AS_ODS
from guestbook.views import (
    display,
    guest_books,
    kiosk,
    queue,
    visit_accounts,
    visit_files,
    visits,
)

urlpatterns = [
    path("buku-tamu/", kiosk.new, name="guestbook"),
    path("buku-tamu/nomor/<uuid:once>/", kiosk.ticket, name="guestbook_ticket"),
    path("buku-tamu/perangkat/<slug:key>/", kiosk.device, name="guestbook_device"),
    path("antrean/", queue.show, name="queue"),
    path("antrean/panggilan/", queue.call_next, name="queue_call"),
    path("antrean/meja/", queue.place, name="queue_place"),
    path("antrean/layar/", display.show, name="queue_display"),
    path("antrean/layar/papan/", display.board, name="queue_board"),
    path("kunjungan/", visits.index, name="visits"),
    path("kunjungan/csv/", visits.as_csv, name="visits_csv"),
    path("kunjungan/xlsx/", visits.as_workbook, name="visits_xlsx"),
    path("kunjungan/ods/", visits.as_workbook, AS_ODS, name="visits_ods"),
    path("kunjungan/baru/", visits.new, name="visit_new"),
    path("kunjungan/<int:pk>/", visits.show, name="visit"),
    path("kunjungan/<int:pk>/panggilan/", queue.call, name="visit_call"),
    path("kunjungan/<int:pk>/pelayanan/", queue.serve, name="visit_serving"),
    path("kunjungan/<int:pk>/ketidakhadiran/", queue.miss, name="visit_absence"),
    path("kunjungan/<int:pk>/penyelesaian/", visits.end, name="visit_ending"),
    path("kunjungan/<int:pk>/akun/", visit_accounts.new, name="visit_account"),
    path("kunjungan/<int:pk>/pengajuan/", visit_files.link, name="visit_link"),
    path("kunjungan/<int:pk>/pengajuan/pelepasan/", visit_files.unlink, name="visit_unlink"),
    path("kantor/buku-tamu/", guest_books.show, name="office_guestbook"),
    path("kantor/buku-tamu/tautan/", guest_books.renew_key, name="office_guestbook_key"),
]
