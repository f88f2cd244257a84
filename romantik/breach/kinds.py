"""Which kinds of personal data stand behind what was opened, by its words in the read log."""

from romantik.serving.reading import AGENCY, COMPLAINT, PERSON, TALK, VISIT

CONTACTS = "nama, jabatan, telepon, dan surel narahubung dalam formulir"
INSIDE = "yang tertulis dalam berkas itu, misalnya nama, tanda tangan, dan kontak"
NAMES = "nama orang yang mengurus berkas"
REACHED = f"{CONTACTS}; {INSIDE} (dapat dibuka akun instansi itu; tidak tercatat apakah dibuka)"
FIGURES = "angka saja, tanpa data pribadi"
LISTED = "nama instansi dan judul kegiatan; tanpa kontak"
WITHOUT_CONTACTS = "isian formulir tanpa narahubung dan kontak"
OF_KIND = {
    VISIT: "nama, instansi, kontak, dan keperluan tamu",
    COMPLAINT: "isi pengaduan, nama dan kontak pelapor bila tidak anonim",
    TALK: "nama, kontak, pertanyaan, dan berkas penanya",
    AGENCY: "nama, surel, dan telepon anggota instansi",
    PERSON: "nama, surel, telepon, NIP, dan jabatan pegawai",
}
OF_PAGE = {
    "Lampiran": INSIDE,
    "Hasil kegiatan": INSIDE,
    "Berkas konsultasi": INSIDE,
    "Berkas pengaduan": INSIDE,
    "Isian formulir": CONTACTS,
    "Ringkasan isian": CONTACTS,
    "Perbandingan versi": CONTACTS,
    "Pemeriksaan": CONTACTS,
    "Formulir dalam PDF": CONTACTS,
    "Metadata kegiatan": CONTACTS,
    "Seluruh berkas dalam ZIP": f"{CONTACTS}; {INSIDE}; {NAMES}",
    "Daftar kunjungan": OF_KIND[VISIT],
    "Daftar pegawai": OF_KIND[PERSON],
    "Ekspor kunjungan": OF_KIND[VISIT],
    "Ekspor register surat": "nama instansi dan penanda tangan; tanpa kontak",
    "Ekspor papan": FIGURES,
    "Papan pengawasan": FIGURES,
    "Papan satu satuan kerja": FIGURES,
    "Ekspor papan pengawasan": FIGURES,
    "Daftar pengawasan": LISTED,
    "Ekspor daftar pengawasan": LISTED,
    "Ekspor kegiatan wilayah, sebagai Walidata": LISTED,
    "Rekomendasi terdahulu yang diunggah": LISTED,
    "Rekaman aplikasi terdahulu": f"{LISTED}, dan nama orang yang tertulis dalam rekaman itu",
    "Pengajuan, untuk pembinaan": WITHOUT_CONTACTS,
    "Isian formulir, sebagai Walidata": WITHOUT_CONTACTS,
    "Surat, untuk pembinaan": "nama penanda tangan dan penerima surat",
    "Kantor dan adminnya": OF_KIND[PERSON],
    "Daftar kantor dan admin pertamanya": OF_KIND[PERSON],
}


def data_of(read):
    """The kinds of data that whoever opened it could see, in words."""
    page = read.what.partition(" (")[0]  # the ending of an export
    return OF_PAGE.get(page) or OF_KIND.get(read.kind) or NAMES


def is_export(read):
    """Was it taken away as a file?"""
    words = ("Ekspor", "Seluruh berkas", "Formulir dalam PDF", "Metadata", "Lampiran", "Berkas")
    return read.what.startswith(words)
