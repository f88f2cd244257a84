"""Addresses of this app."""

from django.urls import path

from appeals.views import appeals, files, letters

ONE = "keberatan-keputusan/<code:appeal>/"

urlpatterns = [
    path("pengajuan/<code:code>/keberatan-keputusan/", appeals.new, name="appeal_new"),
    path("keberatan-keputusan/", appeals.index, name="appeals"),
    path(ONE, appeals.show, name="appeal"),
    path(f"{ONE}pengajuan/", files.show, name="appeal_submission"),
    path(f"{ONE}pengajuan/berkas.zip", files.dossier, name="appeal_dossier"),
    path(f"{ONE}keputusan/", files.decision, name="appeal_decision"),
    path(f"{ONE}berkas/<int:pk>/", files.download, name="appeal_file"),
    path(f"{ONE}surat/", letters.show, name="appeal_letter"),
    path(f"{ONE}surat/berkas/", letters.document, name="appeal_letter_pdf"),
    path(f"{ONE}surat/penomoran/", letters.take_up, name="appeal_letter_numbering"),
    path(f"{ONE}surat/pengembalian/", letters.send_back, name="appeal_letter_return"),
    path(f"{ONE}<slug:step>/", appeals.step, name="appeal_step"),
]
