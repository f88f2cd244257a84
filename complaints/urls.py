"""Addresses of this app."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from complaints.views import (
    complaints,
    following,
    handling,
    ratings,
    satisfaction,
    standards,
    summaries,
)
from files.tables import AS_ODS


class Ticket(StringConverter):
    """The number of a ticket; anything else is no address."""

    regex = "[0-9A-Z]{8}"


register_converter(Ticket, "ticket")

open_side = [
    path("pengaduan/", complaints.new, name="complaint_new"),
    path("pengaduan/lacak/", complaints.entrance, name="complaint_entry"),
    path("pengaduan/ringkasan/", summaries.show, name="complaint_summary"),
    path("pengaduan/tautan/<str:token>/", complaints.link, name="complaint_link"),
]

desk = [
    path("pengaduan/meja/", handling.index, name="complaint_desk"),
    path("pengaduan/meja/baru/", handling.new, name="complaint_desk_new"),
    path("pengaduan/meja/<ticket:ticket>/", handling.show, name="complaint_handling"),
    path("pengaduan/meja/<ticket:ticket>/waktu/", handling.clock, name="complaint_handling_clock"),
    path("pengaduan/meja/<ticket:ticket>/catatan/", handling.remarks, name="complaint_remarks"),
    path(
        "pengaduan/meja/<ticket:ticket>/berkas/<int:pk>/",
        handling.download,
        name="complaint_handling_file",
    ),
    path("pengaduan/meja/<ticket:ticket>/<str:noun>/", handling.step, name="complaint_step"),
]

reporter = [
    path("pengaduan/<ticket:ticket>/", following.show, name="complaint"),
    path("pengaduan/<ticket:ticket>/tanda-terima/", complaints.receipt, name="complaint_receipt"),
    path("pengaduan/<ticket:ticket>/waktu/", following.clock, name="complaint_clock"),
    path("pengaduan/<ticket:ticket>/keterangan/", following.reply, name="complaint_reply"),
    path(
        "pengaduan/<ticket:ticket>/pencabutan/", following.withdrawal, name="complaint_withdrawal"
    ),
    path("pengaduan/<ticket:ticket>/pembukaan/", following.reopening, name="complaint_reopening"),
    path("pengaduan/<ticket:ticket>/penilaian/", following.grading, name="complaint_grading"),
    path("pengaduan/<ticket:ticket>/penutupan/", following.leaving, name="complaint_leaving"),
    path("pengaduan/<ticket:ticket>/berkas/<int:pk>/", following.download, name="complaint_file"),
]

standard = [
    path("standar-pelayanan/", standards.show, name="service_standard"),
    path("kantor/standar-pelayanan/", standards.edit, name="office_standard"),
    path("kantor/standar-pelayanan/<int:n>/", standards.version, name="office_standard_version"),
]

opinions = [
    path("kepuasan/", satisfaction.show, name="satisfaction"),
    path("kepuasan/laporan.pdf", satisfaction.as_pdf, name="satisfaction_pdf"),
    path("kepuasan/laporan.xlsx", satisfaction.as_workbook, name="satisfaction_xlsx"),
    path("kepuasan/laporan.ods", satisfaction.as_workbook, AS_ODS, name="satisfaction_ods"),
    path("kepuasan/kuesioner.pdf", satisfaction.questionnaire, name="rating_form_pdf"),
    path("penilaian/terima-kasih/", ratings.thanks, name="rating_thanks"),
    path("penilaian/kertas/", ratings.on_paper, name="rating_paper"),
    path("penilaian/<str:token>/", ratings.by_link, name="rating_link"),
    path("pengajuan/<code:code>/penilaian/", ratings.by_member, name="rating"),
    path("kantor/kepuasan/", satisfaction.office, name="office_satisfaction"),
]

urlpatterns = [*opinions, *standard, *open_side, *desk, *reporter]
