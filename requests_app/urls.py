from django.urls import path, register_converter

from files.tables import AS_ODS
from requests_app.views import (
    board,
    calendars,
    clocks,
    column_headings,
    desk,
    exports,
    guests,
    holidays,
    looking,
    mails,
    reads,
    results,
    saved_filters,
    slips,
    submissions,
    synonyms,
    year_lists,
)
from requests_app.views.examining import (
    closings,
    decisions,
    examinations,
    findings,
    likenesses,
    notes,
    objections,
    revisions,
    sectors,
    stand_ins,
    standard_notes,
)
from requests_app.views.filling import (
    advice,
    answers,
    attachments,
    autosave,
    beginnings,
    counter,
    needs,
    papers,
    photographs,
    scans,
    submittals,
    tables,
)


class CodeConverter:
    """A submission's code; read out on the telephone, so small letters are taken too."""

    regex = "[0-9A-Za-z]{8}"

    def to_python(self, value):
        return value.upper()

    def to_url(self, value):
        return str(value)


class IdentityConverter:
    """The identity of a recommendation, "V-26.6302.014"; small letters are taken too."""

    regex = r"[A-Za-z]-[0-9]{2}\.[0-9]{4}\.[0-9]{3,8}"

    def to_python(self, value):
        return value.upper()

    def to_url(self, value):
        return str(value)


register_converter(CodeConverter, "code")
register_converter(IdentityConverter, "identity")
FILE = "pengajuan/<code:code>/"

urlpatterns = [
    path("kantor/hari-libur/", holidays.index, name="office_holidays"),
    path(
        "kantor/hari-libur/pengesahan/",
        year_lists.confirm,
        name="office_holidays_confirmation",
    ),
    path("kantor/hari-libur/baru/", holidays.new, name="office_holiday_new"),
    path(
        "kantor/hari-libur/<int:pk>/penarikan/",
        holidays.withdrawal,
        name="office_holiday_withdrawal",
    ),
    path("kantor/bantuan-pemeriksaan/", stand_ins.index, name="office_stand_ins"),
    path("kantor/bantuan-pemeriksaan/baru/", stand_ins.new, name="office_stand_in_new"),
    path("kantor/bantuan-pemeriksaan/<int:pk>/", stand_ins.show, name="office_stand_in"),
    path(
        "kantor/bantuan-pemeriksaan/<int:pk>/persetujuan/",
        stand_ins.agree,
        name="office_stand_in_agreement",
    ),
    path(
        "kantor/bantuan-pemeriksaan/<int:pk>/penolakan/",
        stand_ins.refuse,
        name="office_stand_in_refusal",
    ),
    path(
        "kantor/bantuan-pemeriksaan/<int:pk>/pengakhiran/",
        stand_ins.end,
        name="office_stand_in_end",
    ),
    path("kantor/catatan-baku/", standard_notes.index, name="office_standard_notes"),
    path("kantor/catatan-baku/baru/", standard_notes.new, name="office_standard_note_new"),
    path("kantor/catatan-baku/contoh/", standard_notes.load, name="office_standard_notes_samples"),
    path(
        "kantor/catatan-baku/<int:pk>/penurunan/",
        standard_notes.hand_down,
        name="office_standard_note_handing",
    ),
    path(
        "kantor/catatan-baku/<int:pk>/salinan/",
        standard_notes.copy,
        name="office_standard_note_copy",
    ),
    path(
        "kantor/catatan-baku/<int:pk>/perbandingan/",
        standard_notes.compare,
        name="office_standard_note_above",
    ),
    path("kantor/catatan-baku/<int:pk>/", standard_notes.edit, name="office_standard_note"),
    path(
        "kantor/catatan-baku/<int:pk>/penghentian/",
        standard_notes.retire,
        name="office_standard_note_closing",
    ),
    path("papan/", board.show, name="board"),
    path("papan/tabel.csv", exports.board_csv, name="board_csv"),
    path("papan/tabel.xlsx", exports.board_workbook, name="board_xlsx"),
    path("papan/tabel.ods", exports.board_workbook, AS_ODS, name="board_ods"),
    path("kantor/singkatan/", synonyms.index, name="office_synonyms"),
    path("kantor/singkatan/<int:pk>/penghapusan/", synonyms.drop, name="office_synonym_removal"),
    path("kantor/judul-kolom/", column_headings.index, name="office_column_headings"),
    path(
        "kantor/judul-kolom/<int:pk>/penghapusan/",
        column_headings.drop,
        name="office_column_heading_removal",
    ),
    path("akun/kalender/", calendars.link, name="calendar_link"),
    path("kalender/<slug:token>.ics", calendars.feed, name="calendar_feed"),
    path("meja/", desk.show, name="desk"),
    path("pengajuan/", desk.index, name="submissions"),
    path("pengajuan/daftar.csv", exports.submissions_csv, name="submissions_csv"),
    path("pengajuan/daftar.xlsx", exports.submissions_workbook, name="submissions_xlsx"),
    path("pengajuan/daftar.ods", exports.submissions_workbook, AS_ODS, name="submissions_ods"),
    path("meja/saringan/", saved_filters.keep, name="saved_filters"),
    path("meja/saringan/<int:pk>/", saved_filters.drop, name="saved_filter_removal"),
    path("pengajuan/baru/", beginnings.new, name="submission_new"),
    path("pengajuan/baru/contoh/", beginnings.sources, name="submission_source"),
    path("perlu-rekomendasi/", needs.check, name="need_check"),
    path("pengajuan/instansi/", submissions.agency_suggestions, name="agency_suggestions"),
    path("pengajuan/satuan-kerja/", closings.office_suggestions, name="office_suggestions"),
    path("lacak/", slips.find_slip, name="slip_check"),
    path("lacak/<str:token>/", slips.show, name="slip"),
    path("keberatan/<str:token>/", objections.show, name="objection"),
    path("formulir/<slug:slug>.pdf", papers.blank, name="blank_form"),
    path(f"{FILE}formulir.pdf", papers.filled, name="form_pdf"),
    path(FILE, submissions.show, name="submission"),
    path(f"{FILE}riwayat/", submissions.history, name="submission_history"),
    path(f"{FILE}pembacaan/", reads.of_file, name="submission_reads"),
    path("kantor/pembacaan/", reads.of_office, name="office_reads"),
    path(f"{FILE}ringkasan/", submissions.resume, name="resume"),
    path(f"{FILE}tanda-terima/", submissions.receipt, name="receipt"),
    path(f"{FILE}isian/<slug:block>/", answers.edit, name="answers"),
    path(f"{FILE}loket/", counter.begin, name="counter_begin"),
    path(f"{FILE}loket/<slug:block>/", answers.edit, {"counter": True}, name="counter_entry"),
    path(f"{FILE}pindaian/", scans.index, name="scans"),
    path(f"{FILE}ringkasan/tanda-tangan/", counter.statement, name="entry_statement"),
    path(f"{FILE}slip/", slips.give, name="slip_giving"),
    path(f"{FILE}slip/pencabutan/", slips.withdraw, name="slip_withdrawal"),
    path(f"{FILE}keberatan/", objections.settle, name="objection_settlement"),
    path(f"{FILE}isian/<slug:block>/<slug:question>/", autosave.save, name="answer"),
    path(f"{FILE}saran/", advice.show, name="advice"),
    path(f"{FILE}tabel/<slug:block>/<slug:question>/", tables.show, name="table"),
    path(f"{FILE}kelengkapan/", submittals.review, name="answers_review"),
    path(f"{FILE}penyampaian/", submittals.create, name="submittal"),
    path(f"{FILE}lampiran/", attachments.index, name="attachments"),
    path(f"{FILE}lampiran/foto/", photographs.index, name="photographs"),
    path(f"{FILE}lampiran/<int:pk>/", attachments.download, name="attachment"),
    path(f"{FILE}lampiran/<int:pk>/penghapusan/", attachments.remove, name="attachment_removal"),
    path(f"{FILE}pemeriksaan/", examinations.show, name="examination"),
    path(f"{FILE}lihat-sebagai-instansi/", looking.begin, name="file_looking"),
    path(f"{FILE}waktu/", clocks.show, name="clock"),
    path(f"{FILE}daftar-periksa/", examinations.judge, name="findings"),
    path(f"{FILE}pembicaraan/", findings.remark, name="remarks"),
    path(f"{FILE}pendapat-kedua/", findings.second, name="second_look"),
    path(f"{FILE}pelepasan/", examinations.release, name="release"),
    path(f"{FILE}penugasan/", examinations.assignment, name="assignment"),
    path(f"{FILE}catatan/", notes.index, name="notes"),
    path(f"{FILE}catatan/baru/", notes.new, name="note_new"),
    path(f"{FILE}catatan/<int:pk>/", notes.show, name="note"),
    path(f"{FILE}catatan/<int:pk>/tanggapan/", notes.answer, name="note_answer"),
    path(f"{FILE}catatan/<int:pk>/pembukaan/", notes.reopen, name="note_reopening"),
    path(
        f"{FILE}catatan/<int:pk>/penerimaan/",
        notes.settle,
        {"verb": "accept"},
        name="note_acceptance",
    ),
    path(
        f"{FILE}catatan/<int:pk>/saran/",
        notes.settle,
        {"verb": "close_as_advice"},
        name="note_advice",
    ),
    path(
        f"{FILE}catatan/<int:pk>/pencabutan/",
        notes.settle,
        {"verb": "withdraw"},
        name="note_withdrawal",
    ),
    path(f"{FILE}serupa/", likenesses.index, name="similar"),
    path(f"{FILE}serupa/<identity:identity>/", likenesses.show, name="similar_one"),
    path(f"{FILE}sektor/", sectors.edit, name="sector"),
    path(f"{FILE}surel/<int:pk>/pengiriman/", mails.resend, name="mail_resending"),
    path(f"{FILE}pengingat/instansi/", mails.remind_agency, name="agency_reminder"),
    path(f"{FILE}pengingat/pemeriksa/", mails.remind_examiner, name="examiner_reminder"),
    path(f"{FILE}pengembalian/", decisions.returning, name="return"),
    path(f"{FILE}pengembalian/pratinjau/", decisions.preview, name="return_preview"),
    path(f"{FILE}keputusan/", decisions.proposing, name="decision"),
    path(f"{FILE}penarikan/", decisions.withdrawal, name="withdrawal"),
    path(f"{FILE}penyerahan/", closings.passing_on, name="passing_on"),
    path(f"{FILE}rekan/", guests.index, name="guests"),
    path(f"{FILE}rekan/<int:pk>/pengakhiran/", guests.end, name="guest_ending"),
    path("undangan-pengajuan/<str:token>/", guests.arrive, name="guest_arrival"),
    path(f"{FILE}pembatalan/", closings.cancellation, name="cancellation"),
    path(f"{FILE}pelimpahan/", closings.transfer, name="transfer"),
    path(f"{FILE}versi/<int:number>/", revisions.show, name="revision"),
    path(f"{FILE}versi/<int:number>/perubahan/", revisions.changes, name="changes"),
    path(f"{FILE}hasil/", results.show, name="results"),
    path(f"{FILE}hasil/pemeriksaan/", results.confirm, name="results_confirmation"),
    path(f"{FILE}hasil/<int:pk>/", results.download, name="result"),
    path(f"{FILE}hasil/<int:pk>/pengembalian/", results.take_back, name="result_return"),
    path(f"{FILE}metadata/<str:name>", results.metadata, name="metadata"),
]
