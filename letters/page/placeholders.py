"""The {placeholders} that an office may write in its letters, and what stands for them.

Nothing but a known name between braces is ever replaced: no template language of any kind.
"""

import re
from datetime import date
from typing import NamedTuple

from django.utils.formats import date_format

BRACES = re.compile(r"\{([^{}]*)\}")
PENDING = "(ditetapkan saat penerbitan)"
PENDING_DATE = "(tanggal penerbitan)"
RECOMMEND, DECLINE, WITHDRAW = "recommend", "decline", "withdraw"
UPHELD, OVERTURNED = "upheld", "overturned"
RULED = (UPHELD, OVERTURNED)
ALL = (RECOMMEND, DECLINE, WITHDRAW, *RULED)
EXAMINED = (RECOMMEND, DECLINE)


class Placeholder(NamedTuple):
    """One name: what it means, in which letters it may stand, and may it be empty?

    A line with an optional placeholder that turns out empty is left out of the letter.
    """

    name: str
    meaning: str
    kinds: tuple = ALL
    is_optional: bool = False

    @property
    def written(self):
        return f"{{{self.name}}}"


PLACEHOLDERS = [
    Placeholder("judul", "judul kegiatan"),
    Placeholder("instansi", "nama instansi"),
    Placeholder("kegiatan", "survei statistik sektoral atau kompilasi produk administrasi"),
    Placeholder("formulir", "FS3 atau FP-KPA"),
    Placeholder("instrumen", "kuesioner, atau formulir dan lembar kerja"),
    Placeholder("tanggal_pengajuan", "hari rancangan disampaikan"),
    Placeholder("nomor_surat", "nomor surat ini"),
    Placeholder("tanggal_surat", "tanggal surat ini"),
    Placeholder("identitas", "nomor rekomendasi", (RECOMMEND,)),
    Placeholder("hasil", "LAYAK atau TIDAK LAYAK", EXAMINED),
    Placeholder(
        "alasan", "alasan keputusan, pencabutan, atau jawaban", (DECLINE, WITHDRAW, *RULED)
    ),
    Placeholder("catatan_lampiran", "“catatan hasil pemeriksaan …” bila ada", EXAMINED, True),
    Placeholder("jumlah_catatan", "banyaknya catatan pada lampiran", EXAMINED, True),
    Placeholder("nomor_dicabut", "nomor surat yang dicabut", (WITHDRAW,)),
    Placeholder("tanggal_dicabut", "tanggal surat yang dicabut", (WITHDRAW,)),
    Placeholder("identitas_dicabut", "nomor rekomendasi yang dicabut", (WITHDRAW,), True),
    Placeholder("nomor_keputusan", "nomor surat yang dikeberatani", RULED),
    Placeholder("tanggal_keputusan", "tanggal surat yang dikeberatani", RULED),
    Placeholder("nomor_keberatan", "nomor keberatan pada portal ini", RULED),
    Placeholder("tanggal_keberatan", "hari keberatan diajukan", RULED),
    Placeholder("kantor", "nama satuan kerja"),
    Placeholder("wilayah", "wilayah satuan kerja"),
    Placeholder("jabatan", "jabatan kepala satuan kerja"),
    Placeholder("kota", "tempat surat diterbitkan"),
    Placeholder("alamat", "alamat satuan kerja"),
    Placeholder("telepon", "telepon satuan kerja"),
    Placeholder("surel", "surel satuan kerja"),
]
BY_NAME = {placeholder.name: placeholder for placeholder in PLACEHOLDERS}


def of_kind(kind):
    """The placeholders that may stand in a letter of that kind."""
    return [placeholder for placeholder in PLACEHOLDERS if kind in placeholder.kinds]


def used_in(text):
    """The names between braces, in the order in which they stand, each once."""
    return list(dict.fromkeys(BRACES.findall(text)))


def problems(text, kind):
    """What is wrong with the braces of a text, in sentences; [] if nothing is."""
    known = {placeholder.name for placeholder in of_kind(kind)}
    found = [
        f"“{{{name}}}” tidak dikenal untuk surat ini. Pilih dari tabel isian."
        for name in used_in(text)
        if name not in known
    ]
    if re.search(r"[{}]", BRACES.sub("", text)):
        found.append("Ada kurung kurawal tanpa pasangannya. Tulis isian sebagai {judul}.")
    return found


def filled(text, values):
    """The text with every known name replaced; the values themselves are never read again."""
    return BRACES.sub(lambda found: values.get(found[1], found[0]), text)


def values_of(content):
    """What each name stands for in a letter of that content; "" where there is nothing to say."""
    office, about = content["office"], content.get("about") or {}
    objection = content.get("objection") or {}
    notes = len(content["advice"])
    is_fit, is_act = content["verdict"] == RECOMMEND, kind_of(content) not in EXAMINED
    return {
        "judul": content["title"],
        "instansi": content["agency"],
        "kegiatan": content["activity"],
        "formulir": content["form"],
        "instrumen": content["instrument"],
        "tanggal_pengajuan": spoken_day(content["submitted_on"]),
        "nomor_surat": content["number"] or PENDING,
        "tanggal_surat": spoken_day(content["dated_on"]) or PENDING_DATE,
        "identitas": content["identity"] or PENDING,
        "hasil": "LAYAK" if is_fit else "TIDAK LAYAK",
        "alasan": content["cause"] if is_act else content["reason"],
        "catatan_lampiran": "catatan hasil pemeriksaan pada lampiran surat ini" if notes else "",
        "jumlah_catatan": str(notes) if notes else "",
        "nomor_dicabut": about.get("number", ""),
        "tanggal_dicabut": spoken_day(about.get("dated_on")),
        "identitas_dicabut": about.get("identity", ""),
        "nomor_keputusan": about.get("number", ""),
        "tanggal_keputusan": spoken_day(about.get("dated_on")),
        "nomor_keberatan": objection.get("code", ""),
        "tanggal_keberatan": spoken_day(objection.get("made_on")),
        "kantor": office["name"],
        "wilayah": office["area"],
        "jabatan": content["signer"].get("position", ""),
        "kota": office["city"],
        "alamat": office["address"],
        "telepon": office["phone"],
        "surel": office["email"],
    }


def kind_of(content):
    """Which kind of letter that content is."""
    purpose = content.get("purpose")
    if purpose in RULED:
        return purpose
    return WITHDRAW if purpose == "withdrawal" else content["verdict"]


def spoken_day(day):
    """A day of the content as letters write it, "2 Maret 2026"; "" if there is none yet."""
    return date_format(date.fromisoformat(day), "j F Y") if day else ""
