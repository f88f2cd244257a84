"""How the two numbers of a letter are written; `models/counter.py` knows which are free.

An office sets the pattern of the letter's number. It is plain text with names between braces; what
a pattern must have for its numbers never to meet is asked here, before it is kept.
"""

import re
from datetime import date
from string import Formatter
from typing import NamedTuple

LETTER_REGISTER = "letter"
LONGEST = 60  # letters of a number, so that it stays on the line of its letter
FAR = 99_999  # a sequence no office reaches in a year
MARK = "\0"
SIGNS = re.compile(r"[\w ./\-:,()]*", re.ASCII)
DIGITS = re.compile(r"|0[1-6]")
MEANINGS = {
    "seq": "nomor urut surat dalam tahun itu; {seq:03} menulisnya dengan paling sedikit tiga angka",
    "office": "kode satuan kerja",
    "classification": "klasifikasi arsip",
    "month": "bulan tanggal surat; {month:02} menulisnya dengan dua angka",
    "year": "tahun tanggal surat",
}
NAMES = {"office": "code", "classification": "classification"}  # what an office itself says
COUNTED = {"seq", "month"}  # whose digits may be said


class Piece(NamedTuple):
    """Words of a pattern, and the name that follows them ("" at its end)."""

    words: str
    name: str = ""
    digits: str = ""
    is_odd: bool = False


def identity(register, year, office, sequence):
    """The recommendation's identity, K-TT.WWWW.NNN: "V-26.6302.001"."""
    return f"{register}-{year % 100:02}.{office.code}.{sequence:03}"


def letter_number(office, sequence, dated_on):
    """The letter's number by the office's own pattern: "B-012/63020/KS.000/03/2026"."""
    return office.letter_number_pattern.format(
        seq=sequence,
        office=office.code,
        classification=office.classification,
        month=dated_on.month,
        year=dated_on.year,
    )


def examples(office, sequence):
    """What the next letters would be called: `[(when, number)]`."""
    today = office.today()
    return [
        ("Nomor berikutnya, bila terbit hari ini", letter_number(office, sequence, today)),
        ("Sesudahnya", letter_number(office, sequence + 1, today)),
        ("Surat ke-1.000", letter_number(office, 1000, today)),
        ("Surat pertama tahun depan", letter_number(office, 1, date(today.year + 1, 1, 4))),
    ]


# What a pattern has to be


def problems(pattern, office):
    """What is wrong with it, in sentences; [] if nothing is. `office` has the classification."""
    try:
        pieces = pieces_of(pattern)
    except ValueError:
        return ["Ada kurung kurawal tanpa pasangannya. Tulis isian seperti {seq:03}."]
    found = [*_unknown(pieces), *_signs(pieces, office)]
    found = found or [*_lacking(pieces), *_adjoining(pieces, office)]
    return found or list(_too_long(pattern, office))


def pieces_of(pattern):
    """The pattern taken apart. Raises ValueError for braces that do not close."""
    return [
        Piece(words, name or "", digits or "", bool(odd) or name == "")
        for words, name, digits, odd in Formatter().parse(pattern)
    ]


def reading_of(pattern, office):
    """What finds sequence and year in a number that this pattern could have written."""
    written = ""
    for piece in pieces_of(pattern):
        written += re.escape(piece.words)
        least = int(piece.digits or 1)
        if piece.name in ("office", "classification"):
            written += re.escape(getattr(office, NAMES[piece.name]))
        elif piece.name == "year":
            written += "(?P=year)" if "?P<year>" in written else r"(?P<year>[0-9]{4})"
        elif piece.name:
            written += rf"(?P<seq>[0-9]{{{least},}})" if piece.name == "seq" else "[0-9]{1,2}"
    return re.compile(written)


def _unknown(pieces):
    for piece in pieces:
        name = piece.name
        if piece.is_odd or (name and name not in MEANINGS):
            known = ", ".join(f"{{{each}}}" for each in MEANINGS)
            yield f"“{{{name}}}” tidak dikenal. Yang dapat dipakai: {known}."
        elif piece.digits and (name not in COUNTED or not DIGITS.fullmatch(piece.digits)):
            yield (
                f"“{{{name}:{piece.digits}}}” tidak dapat dipakai. Banyaknya angka hanya untuk "
                "nomor urut dan bulan, misalnya {seq:03} atau {month:02}."
            )


def _signs(pieces, office):
    words = "".join(piece.words for piece in pieces) + office.classification
    strange = "".join(dict.fromkeys(sign for sign in words if not SIGNS.fullmatch(sign)))
    if strange:
        yield f"Tanda {strange} tidak dapat dipakai. Pakai huruf, angka, spasi, dan . / - : , ( )."


def _lacking(pieces):
    names = [piece.name for piece in pieces]
    if "seq" not in names:
        yield "Nomor urut {seq} harus ada; tanpa itu semua surat bernomor sama."
    elif names.count("seq") > 1:
        yield "Nomor urut {seq} hanya boleh ada satu kali."
    if "year" not in names:
        yield "Tahun {year} harus ada, karena nomor urut mulai lagi dari 1 setiap tahun."


def _adjoining(pieces, office):
    """A sequence beside other digits: 1 and 12 would read as 11 and 2."""
    stand_ins = {"seq": MARK, "month": "0", "year": "0", "": ""}
    stand_ins |= {name: getattr(office, fact) for name, fact in NAMES.items()}
    line = "".join(piece.words + stand_ins[piece.name] for piece in pieces)
    before, found, after = line.partition(MARK)
    if not found:
        return
    if before[-1:].isdigit() or after[:1].isdigit():
        yield "Pisahkan nomor urut {seq} dari angka lain dengan tanda, misalnya “/” atau “-”."


def _too_long(pattern, office):
    drawn = pattern.format(
        seq=FAR, office=office.code, classification=office.classification, month=12, year=2026
    )
    if len(drawn) > LONGEST:
        most = f"Paling banyak {LONGEST}."
        yield f"Nomor surat dapat menjadi {len(drawn)} huruf, misalnya {drawn}. {most}"
