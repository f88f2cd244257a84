from django.urls import path

from letters.views import (
    certificates,
    checks,
    concepts,
    deliveries,
    issuances,
    letters,
    mandates,
    registers,
    revocations,
    templates,
)

urlpatterns = [
    path("pengajuan/<str:code>/surat/", letters.show, name="letter"),
    path("pengajuan/<str:code>/surat/berkas/", letters.document, name="letter_pdf"),
    path("pengajuan/<str:code>/surat/konsep/", concepts.show, name="letter_concept"),
    path("pengajuan/<str:code>/surat/penomoran/", issuances.take_up, name="letter_numbering"),
    path("pengajuan/<str:code>/surat/penerbitan/", issuances.show, name="issuance"),
    path("pengajuan/<str:code>/surat/pengembalian/", issuances.send_back, name="letter_return"),
    path("pengajuan/<str:code>/surat/pengiriman/", deliveries.show, name="delivery"),
    path("pengajuan/<str:code>/surat/pencabutan/", revocations.new, name="letter_revocation"),
    path(
        "pengajuan/<str:code>/surat/pencabutan/pembatalan/",
        revocations.give_up,
        name="letter_revocation_removal",
    ),
    path(
        "pengajuan/<str:code>/surat/terbit/<str:token>/",
        revocations.issued,
        name="letter_issued",
    ),
    path(
        "pengajuan/<str:code>/surat/terbit/<str:token>/berkas/",
        revocations.issued_document,
        name="letter_issued_pdf",
    ),
    path("kantor/template-surat/", templates.index, name="office_letter_templates"),
    path("kantor/template-surat/<slug:kind>/", templates.edit, name="office_letter_template"),
    path(
        "kantor/template-surat/<slug:kind>/pratinjau/",
        templates.preview,
        name="office_letter_template_preview",
    ),
    path(
        "kantor/template-surat/<slug:kind>/versi/<int:n>/",
        templates.version,
        name="office_letter_template_version",
    ),
    path("pengajuan/<str:code>/surat/terpental/", deliveries.bounce, name="letter_bounce"),
    path("pengajuan/<str:code>/surat/penyerahan/", deliveries.hand_over, name="letter_handover"),
    path("kantor/pengiriman-surat/", deliveries.sending, name="office_sending"),
    path("kantor/register-surat/", registers.show, name="letter_register"),
    path("kantor/register-surat/csv/", registers.as_csv, name="letter_register_csv"),
    path("kantor/register-surat/xlsx/", registers.as_xlsx, name="letter_register_xlsx"),
    path("kantor/penugasan/", mandates.index, name="office_mandates"),
    path("kantor/penugasan/baru/", mandates.new, name="office_mandate_new"),
    path("kantor/penugasan/<int:pk>/pengakhiran/", mandates.end, name="office_mandate_end"),
    path("akun/sertifikat/", certificates.show, name="certificate"),
    path("surat/", checks.show, name="letter_check"),
    path("surat/<str:token>/", checks.verification, name="letter_verification"),
]
