"""The service standard as it comes with the portal, and how its texts are written.

SK 118/2023 of BPS Kabupaten Kotabaru has the six components of service delivery (list A of the
guideline); the promise (maklumat pelayanan) is shown with it. An empty line begins a new
paragraph, "- " an item of a list, "1. " a numbered one.
"""

import re
from typing import NamedTuple

from norms.reading import norm


class Part(NamedTuple):
    """One component: its name in the texts, its title, and what the portal says by default."""

    name: str
    title: str
    default: str


PARTS = (
    Part(
        "requirements",
        "Persyaratan",
         """Layanan ini untuk instansi pemerintah pusat dan daerah yang akan menyelenggarakan \
survei atau kompilasi produk administrasi. Siapkan:

- alamat surel yang aktif;
- surat pengantar dari pimpinan instansi;
- formulir FS3 untuk survei, atau FP-KPA untuk kompilasi produk administrasi, yang diisi \
lengkap di portal ini;
- kuesioner atau lembar kerja yang akan dipakai.""",
    ),
    Part(
        "procedure",
        "Sistem, mekanisme, dan prosedur",
        """Secara daring:

1. Daftarkan instansi Anda dengan surel yang aktif, lalu tunggu persetujuan petugas.
2. Cari di katalog apakah kegiatan serupa sudah pernah direkomendasikan.
3. Isi formulir dan lampirkan surat pengantar, lalu ajukan.
4. Petugas memeriksa rancangan. Bila perlu diperbaiki, formulir dikembalikan dengan catatan.
5. Bila rancangan layak, petugas menyusun surat rekomendasi dan Kepala menandatanganinya.
6. Surat dikirim ke surel Anda. Nilailah layanan kami.

Di kantor: datanglah ke Pelayanan Statistik Terpadu, isi buku tamu, dan petugas membantu Anda \
membuat akun dan mengisi formulir.""",
    ),
    Part(
        "time",
        "Jangka waktu pelayanan",
        """Paling lama {hari} hari kerja sejak formulir terekam lengkap di aplikasi.

Waktu berhenti selama formulir dikembalikan untuk diperbaiki, dan dilanjutkan setelah diajukan \
kembali. Sabtu, Minggu, hari libur nasional, dan cuti bersama tidak dihitung.""",
    ),
    Part("cost", "Biaya atau tarif", "Tidak dipungut biaya."),
    Part(
        "product",
        "Produk pelayanan",
         """Surat rekomendasi kegiatan statistik dengan identitas rekomendasi dan tanda tangan \
Kepala {kantor}. Bila rancangan tidak layak, surat berisi alasannya.""",
    ),
    Part(
        "complaints",
        "Penanganan pengaduan, saran, dan masukan",
        """Sampaikan melalui:

- halaman pengaduan portal ini, tanpa akun, juga secara anonim;
- kotak saran di Pelayanan Statistik Terpadu;
- surel {surel};
- telepon, SMS, atau WhatsApp {telepon};
- SP4N-LAPOR!, https://www.lapor.go.id

Pengaduan diverifikasi dalam {verifikasi}. Permintaan informasi dijawab dalam {informasi}, \
pengaduan dalam {pengaduan}, dan pengaduan berkadar pengawasan dalam {pengawasan} \
({dasar_pengaduan}). Yang diadukan tidak ikut menanganinya.""",
    ),
    Part(
        "basis",
        "Dasar hukum",
        "- {uu_pelayanan}\n- {pedoman_standar}\n- {sk_standar}",
    ),
    Part(
        "promise",
        "Maklumat pelayanan",
         """Dengan ini kami, {kantor}, menyatakan sanggup menyelenggarakan pelayanan sesuai \
standar pelayanan yang telah ditetapkan. Apabila kami tidak menepatinya, kami siap menerima \
sanksi sesuai peraturan perundang-undangan yang berlaku.""",
    ),
)  # fmt: skip
OF_NORMS = {  # placeholder: which norm, and what of it
    "verifikasi": ("complaint.verify", "words"),
    "informasi": ("complaint.information", "words"),
    "pengaduan": ("complaint.complaint", "words"),
    "pengawasan": ("complaint.supervision", "words"),
    "dasar_pengaduan": ("complaint.complaint", "cited"),
    "uu_pelayanan": ("basis.service", "full_deed"),
    "pedoman_standar": ("basis.components", "full_deed"),
    "sk_standar": ("basis.standard", "full_deed"),
}
DEFAULTS = {part.name: part.default for part in PARTS}
TITLES = {part.name: part.title for part in PARTS}
MARKERS = {"ul": re.compile(r"^[-•*]\s+"), "ol": re.compile(r"^\d{1,2}[.)]\s+")}


class Piece(NamedTuple):
    """A paragraph ("p") of one line, or a list ("ul", "ol") of several."""

    kind: str
    lines: list


def pieces(text, office):
    """The text as paragraphs and lists, with what the office is filled in."""
    found = []
    for line in filled(text, office).split("\n"):
        line = line.strip()
        kind = next((kind for kind, mark in MARKERS.items() if mark.match(line)), "p")
        if not line:
            found.append(Piece("gap", []))
        elif kind == "p":
            found.append(Piece("p", [line]))
        elif found and found[-1].kind == kind:
            found[-1].lines.append(MARKERS[kind].sub("", line))
        else:
            found.append(Piece(kind, [MARKERS[kind].sub("", line)]))
    return [piece for piece in found if piece.kind != "gap"]


def values_of(office):
    """What stands for each placeholder."""
    return {
        "{hari}": str(office.allowance_days),
        "{kantor}": office.name,
        "{surel}": office.email,
        "{telepon}": office.phone,
        "{alamat}": office.address,
        **{f"{{{name}}}": getattr(norm(key), part) for name, (key, part) in OF_NORMS.items()},
    }


def filled(text, office):
    """The text with the office's own facts in place of the placeholders."""
    for placeholder, value in values_of(office).items():
        text = text.replace(placeholder, value or "–")
    return text
