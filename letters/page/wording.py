"""The words of a letter: an office's plain text, read into paragraphs and lists, and filled in.

An empty line begins a paragraph; lines that begin with "1." or "-" are a list.
"""

import re
from itertools import pairwise
from typing import NamedTuple

from django.utils import translation

from letters.page.placeholders import (
    BY_NAME,
    DECLINE,
    OVERTURNED,
    RECOMMEND,
    RULED,
    UPHELD,
    WITHDRAW,
    filled,
    kind_of,
    used_in,
    values_of,
)

KINDS = {
    RECOMMEND: "Layak",
    DECLINE: "Tidak layak",
    WITHDRAW: "Pencabutan",
    UPHELD: "Keberatan: keputusan dikuatkan",
    OVERTURNED: "Keberatan: keputusan diubah",
}
LISTED = {"numbers": re.compile(r"^\d{1,2}[.)]\s+"), "bullets": re.compile(r"^[-•–]\s+")}


class Passage(NamedTuple):
    """A part of a letter that an office words itself."""

    name: str
    label: str
    hint: str
    longest: int = 5000
    must: dict = {}  # kind: the placeholder without which the letter would say too little


PARTS = [
    Passage("sensitivity", "Sifat", "Biasa, Penting, Segera, atau Rahasia.", 40),
    Passage("subject", "Hal", "Satu baris.", 255),
    Passage("addressee", "Alamat tujuan", "Satu baris untuk setiap baris alamat.", 500),
    Passage("opening", "Pembuka", "Berdiri sebelum tabel hasil, yang selalu dicetak."),
    Passage(
        "body",
        "Isi",
        "Berdiri sesudah tabel hasil. Awali baris dengan “1.” atau “-” untuk daftar.",
        must=dict.fromkeys((DECLINE, WITHDRAW, *RULED), "alasan"),
    ),
    Passage("closing", "Penutup", "Berdiri sebelum tanda tangan.", 1000),
    Passage("copies", "Tembusan", "Satu baris untuk setiap penerima; boleh kosong.", 1000),
]
TEXTS = [part.name for part in PARTS]
ADDRESSEE = "Yth. Kepala {instansi}\ndi Tempat"
OPENING = (
    "Menindaklanjuti pemberitahuan rancangan {kegiatan} ({formulir}) yang Saudara sampaikan pada "
    "tanggal {tanggal_pengajuan}, kami beritahukan bahwa rancangan tersebut telah diperiksa "
    "dengan hasil sebagai berikut."
)
CLOSING = "Atas perhatian dan kerja sama Saudara, kami ucapkan terima kasih."
OBJECTED = {
    "subject": "Jawaban atas Keberatan terhadap Surat Nomor {nomor_keputusan}",
    "opening": "Menindaklanjuti keberatan Saudara tanggal {tanggal_keberatan} atas keputusan "
    "mengenai rancangan {kegiatan} “{judul}”, kami beritahukan bahwa keberatan tersebut telah "
    "ditelaah dengan hasil sebagai berikut.",
}
COMMON = {"sensitivity": "Biasa", "addressee": ADDRESSEE, "closing": CLOSING, "copies": ""}
DEFAULTS = {
    RECOMMEND: COMMON
    | {
        "subject": "Rekomendasi Kegiatan Statistik “{judul}”",
        "opening": OPENING,
        "body": "Sehubungan dengan hal tersebut, kami minta Saudara:\n\n"
        "1. melaksanakan {catatan_lampiran};\n"
        "2. mencantumkan nomor rekomendasi di atas pada {instrumen} yang digunakan;\n"
        "3. berkoordinasi dengan Walidata dan {kantor} selama kegiatan berlangsung; dan\n"
        "4. menyerahkan publikasi hasil beserta metadatanya kepada {kantor} setelah kegiatan "
        "selesai.",
    },
    DECLINE: COMMON
    | {
        "subject": "Hasil Pemeriksaan Rancangan Kegiatan Statistik “{judul}”",
        "opening": OPENING,
        "body": "Rancangan tersebut dinyatakan tidak layak dengan alasan:\n\n{alasan}\n\n"
        "Saudara dapat memperbaiki rancangan dan mengajukannya kembali sebagai pemberitahuan "
        "baru.\n\n"
        "Sebagai bahan perbaikan, Saudara dapat menggunakan {catatan_lampiran}.",
    },
    WITHDRAW: COMMON
    | {
        "subject": "Pencabutan Surat Nomor {nomor_dicabut}",
        "opening": "Dengan ini kami mencabut surat kami sebagai berikut.",
        "body": "Surat tersebut dicabut dengan alasan:\n\n{alasan}\n\n"
        "Sejak tanggal surat ini, surat tersebut tidak berlaku lagi.\n\n"
        "Nomor rekomendasi {identitas_dicabut} tidak dicantumkan lagi pada {instrumen} yang "
        "digunakan.",
    },
    UPHELD: COMMON
    | OBJECTED
    | {
        "body": "Keputusan tersebut dikuatkan dengan alasan:\n\n{alasan}\n\n"
        "Surat nomor {nomor_keputusan} tetap berlaku. Saudara dapat memperbaiki rancangan dan "
        "mengajukannya kembali sebagai pemberitahuan baru.",
    },
    OVERTURNED: COMMON
    | OBJECTED
    | {
        "body": "Keberatan Saudara diterima dengan alasan:\n\n{alasan}\n\n"
        "Sejak tanggal surat ini, surat nomor {nomor_keputusan} tidak berlaku lagi. Rancangan "
        "tersebut diperiksa kembali tanpa perlu Saudara ajukan lagi.",
    },
}


def written(texts, content):
    """The words of a letter as its content keeps them for ever: nothing is left to be filled in."""
    with translation.override("id"):
        values = values_of(content)
    return {
        "sensitivity": _line(texts["sensitivity"], values),
        "subject": _line(texts["subject"], values),
        "addressee": _lines(texts["addressee"], values),
        "copies": [LISTED["numbers"].sub("", line) for line in _lines(texts["copies"], values)],
        **{name: _paragraphs(texts[name], values) for name in ("opening", "body", "closing")},
    }


def gaps(texts, content):
    """The placeholders that come out empty in a letter of that content."""
    with translation.override("id"):
        values = values_of(content)
    used = used_in("\n".join(texts[part.name] for part in PARTS))
    return [BY_NAME[name] for name in used if name in BY_NAME and not values[name].strip()]


def completed(content):
    """Content as it is drawn; letters from before there were templates get the portal's words."""
    if "opening" in content:
        return content
    return written(DEFAULTS[kind_of(content)], content) | content


def _line(text, values):
    return " ".join(filled(text, values).split())


def _lines(text, values):
    return [_line(line, values) for line in _kept(text.splitlines(), values) if line.strip()]


def _kept(lines, values):
    """Without the lines that speak of something optional which is not there."""
    for line in lines:
        names = [BY_NAME[name] for name in used_in(line) if name in BY_NAME]
        if not any(name.is_optional and not values[name.name] for name in names):
            yield line


def _paragraphs(text, values):
    """`[{"kind": "text" | "quote" | "numbers" | "bullets", "lines": […]}, …]`."""
    found = []
    for chunk in re.split(r"\n\s*\n", text.strip()):
        lines = [line.strip() for line in _kept(chunk.strip().splitlines(), values)]
        if lines == ["{alasan}"]:
            quoted = re.split(r"\n\s*\n", values["alasan"].strip())
            found.append({"kind": "quote", "lines": quoted})
        else:
            found.extend(_runs(lines, values))
    for part, after in pairwise(found):
        part["leads"] = part["kind"] == "text" != after["kind"]
    return found


def _runs(lines, values):
    """Neighbouring lines of one kind belong together."""
    runs = []
    for line in lines:
        kind = next((kind for kind, mark in LISTED.items() if mark.match(line)), "text")
        if kind != "text":
            line = LISTED[kind].sub("", line)
        if not runs or runs[-1]["kind"] != kind:
            runs.append({"kind": kind, "lines": []})
        runs[-1]["lines"].append(filled(line, values))
    return runs
