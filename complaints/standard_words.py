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

- surat pengantar dari pimpinan instansi;
- formulir FS3 untuk survei, atau FP-KPA untuk kompilasi produk administrasi, yang diisi \
lengkap di portal ini;
- kuesioner atau lembar kerja yang akan dipakai;
- untuk layanan daring: alamat surel yang aktif dan akun di portal ini.

Untuk konsultasi tidak ada persyaratan; instansi dan masyarakat dapat bertanya tanpa akun.""",
    ),
    Part(
        "procedure",
        "Sistem, mekanisme, dan prosedur",
        """Langsung di kantor:

1. Datang ke {unit}, {alamat}.
2. Isi buku tamu elektronik dan ambil nomor antrean.
3. Sampaikan kepada petugas bahwa Anda memerlukan rekomendasi kegiatan statistik.
4. Petugas membantu Anda membuat akun, bila instansi Anda belum memilikinya.
5. Petugas merekam FS3 atau FP-KPA atas nama instansi Anda.
6. Petugas memeriksa dan memverifikasi rancangan.
7. Bila rancangan perlu diperbaiki, FS3 atau FP-KPA dikembalikan dengan catatan untuk Anda \
perbaiki.
8. Bila rancangan layak, petugas menyusun surat rekomendasi.
9. Kepala {kantor} menerbitkan surat rekomendasi.
10. Petugas mengirim surat itu ke surel instansi Anda.
11. Nilailah layanan kami, atau sampaikan pengaduan. Layanan selesai.

Jam pelayanan: {jam}.

Secara daring:

1. Masuk dengan akun dan surel yang aktif; bila belum punya, daftarkan instansi Anda dan tunggu \
persetujuan petugas.
2. Cari di katalog apakah kegiatan serupa sudah pernah direkomendasikan.
3. Rekam FS3 atau FP-KPA, lampirkan surat pengantar, lalu ajukan.
4. Petugas memeriksa dan memverifikasi rancangan.
5. Bila rancangan perlu diperbaiki, FS3 atau FP-KPA dikembalikan dengan catatan untuk Anda \
perbaiki.
6. Bila rancangan layak, petugas menyusun surat rekomendasi.
7. Kepala {kantor} menerbitkan surat rekomendasi.
8. Petugas mengirim surat itu ke surel instansi Anda.
9. Nilailah layanan kami, atau sampaikan pengaduan. Layanan selesai.

Konsultasi: bertanyalah di halaman Konsultasi portal ini atau datang ke {unit}. Petugas menjawab \
secara tertulis, atau bertemu Anda pada waktu yang disepakati.""",
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
         """\
1. Saran, masukan, pertimbangan, solusi, dan rekomendasi atas rancangan kegiatan statistik \
(konsultasi).
2. Surat rekomendasi kegiatan statistik dengan identitas rekomendasi dan tanda tangan Kepala \
{kantor}. Bila rancangan tidak layak, surat berisi alasannya.""",
    ),
    Part(
        "complaints",
        "Penanganan pengaduan, saran, dan masukan",
        """Sampaikan melalui:

- halaman pengaduan portal ini, tanpa akun, juga secara anonim;
- laman pengaduan kantor, {tautan_pengaduan}
- kotak saran: {kotak_saran};
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
MAY_LACK = ("{surel}", "{telepon}", "{jam}", "{situs}", "{tautan_pengaduan}", "{kotak_saran}")
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
        "{telepon}": office.phones,
        "{alamat}": office.whole_address,
        "{unit}": office.service_unit,
        "{jam}": "; ".join(office.opening_lines),
        "{situs}": office.website,
        "{tautan_pengaduan}": office.complaint_link,
        "{kotak_saran}": office.suggestion_box,
        **{f"{{{name}}}": getattr(norm(key), part) for name, (key, part) in OF_NORMS.items()},
    }


def filled(text, office):
    """The text with the office's own facts in place of the placeholders.

    A line about something that not every office has is left out where this one lacks it.
    """
    values = values_of(office)
    missing = [name for name in MAY_LACK if not values[name]]
    lines = [line for line in text.split("\n") if not any(name in line for name in missing)]
    text = "\n".join(lines)
    for placeholder, value in values.items():
        text = text.replace(placeholder, value or "–")
    return text
