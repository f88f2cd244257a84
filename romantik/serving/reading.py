"""Which addresses count as reading a file, a letter or personal data, when staff open them, or a
Walidata those of its own."""

from events.reads import note

FILE, VISIT, COMPLAINT = "submission", "visit", "complaint"
TALK, AGENCY, PERSON, OFFICE = "consultation", "agency", "person", "office"

READS = {  # name of the address: what is read, in words, and of which kind of thing
    "submission": ("Halaman pengajuan", FILE),
    "submission_history": ("Riwayat pengajuan", FILE),
    "examination": ("Pemeriksaan", FILE),
    "revision": ("Isian formulir", FILE),
    "changes": ("Perbandingan versi", FILE),
    "counter_entry": ("Isian formulir", FILE),
    "answers": ("Isian formulir", FILE),
    "answers_review": ("Ringkasan isian", FILE),
    "receipt": ("Tanda terima", FILE),
    "form_pdf": ("Formulir dalam PDF", FILE),
    "attachments": ("Daftar lampiran", FILE),
    "attachment": ("Lampiran", FILE),
    "notes": ("Catatan dan tanggapan", FILE),
    "note": ("Catatan dan tanggapan", FILE),
    "results": ("Hasil kegiatan", FILE),
    "result": ("Hasil kegiatan", FILE),
    "metadata": ("Metadata kegiatan", FILE),
    "dossier": ("Seluruh berkas dalam ZIP", FILE),
    "letter": ("Halaman surat", FILE),
    "letter_pdf": ("Surat", FILE),
    "letter_issued": ("Surat", FILE),
    "letter_issued_pdf": ("Surat", FILE),
    "letter_archival_copy": ("Salinan arsip surat", FILE),
    "letter_concept": ("Konsep surat", FILE),
    "issuance": ("Surat sebelum ditandatangani", FILE),
    "walidata_file": ("Isian formulir, sebagai Walidata", FILE),
    "visit": ("Kunjungan", VISIT),
    "complaint_handling": ("Pengaduan", COMPLAINT),
    "complaint_handling_file": ("Berkas pengaduan", COMPLAINT),
    "consultation": ("Konsultasi", TALK),
    "consultation_file": ("Berkas konsultasi", TALK),
    "agency_approval": ("Data instansi dan anggotanya", AGENCY),
    "office_person": ("Data pegawai", PERSON),
    "office_data_request": ("Permintaan atas data pribadi", PERSON),
    "supervision": ("Papan pengawasan", ""),
    "supervised": ("Papan satu satuan kerja", OFFICE),
    "supervised_list": ("Daftar pengawasan", OFFICE),
    "supervised_file": ("Pengajuan, untuk pembinaan", FILE),
    "supervised_letter": ("Surat, untuk pembinaan", FILE),
    "visits": ("Daftar kunjungan", ""),
    "earlier_import": ("Rekomendasi terdahulu yang diunggah", ""),
    "earlier_records": ("Rekaman aplikasi terdahulu", ""),
    "office_people": ("Daftar pegawai", ""),
    "country_office": ("Kantor dan adminnya", ""),
    "country_list": ("Daftar kantor dan admin pertamanya", ""),
    **{
        f"{name}_{ending}": (f"{words} ({ending.upper()})", "")
        for name, words in (
            ("submissions", "Ekspor daftar pengajuan"),
            ("visits", "Ekspor kunjungan"),
            ("letter_register", "Ekspor register surat"),
            ("board", "Ekspor papan"),
            ("walidata", "Ekspor kegiatan wilayah, sebagai Walidata"),
            ("supervision", "Ekspor papan pengawasan"),
        )
        for ending in ("csv", "xlsx", "ods")
    },
    **{
        f"supervised_list_{ending}": (f"Ekspor daftar pengawasan ({ending.upper()})", OFFICE)
        for ending in ("csv", "xlsx", "ods")
    },
}
SENT = (200, 206, 304)


class NoteReads:
    """Note what a member of the staff, or of a Walidata, was given to read."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        match = request.resolver_match
        read = READS.get(match.url_name) if match else None
        is_read = read and request.method == "GET" and response.status_code in SENT
        if is_read and request.user.is_authenticated and _is_noted(request.user, match.url_name):
            what, kind = read
            named = [
                match.kwargs[key] for key in ("code", "ticket", "area", "pk") if key in match.kwargs
            ]
            about = named[0] if kind and named else ""
            note(request.user, what, kind=kind, about=about, address=request.get_full_path())
        return response


def _is_noted(user, name):
    """What an agency reads of its own is its own affair; a Walidata reads what others wrote."""
    return user.office_id or name.startswith("walidata")
