"""What people's workbooks (XLSX) say, read in a process of its own (`reading/tables.py`)."""

import json
from typing import NamedTuple

from files.reading import apart
from files.reading.words import said_of
from files.sniffing import Unfit

MOST_BYTES = 2_000_000
FULL = "Lembar “{}” memuat lebih dari 1.000 baris. Simpan tabelnya saja dalam berkas tersendiri."
NO_WORKBOOK = (
    "Berkas ini bukan lembar kerja XLSX yang dapat dibaca. Simpan sebagai XLSX, lalu unggah lagi."
)
PROBLEMS = {
    "bomb": "Isi berkas ini terlalu besar. Simpan tabelnya saja, tanpa gambar.",
    "merged": "Lembar ini memuat terlalu banyak sel gabungan. Salin tabelnya saja.",
}


class Sheet(NamedTuple):
    """A visible sheet; merged cells say their text in each place they cover."""

    title: str
    lines: list


def sheets_of(upload):
    """The visible sheets of an uploaded workbook.

    Raises ``Unfit`` with words for the person: no workbook, too large.
    """
    if upload.size > MOST_BYTES:
        raise Unfit("Berkas ini lebih dari 2 MB. Simpan tabelnya saja dalam berkas tersendiri.")
    upload.seek(0)
    problem, said = apart.read(upload.read(), reader="tables")
    if problem == "password":
        raise Unfit(said_of(upload.name, problem, "office", program="Excel"))
    if problem in ("busy", "heavy"):
        raise Unfit(said_of(upload.name, problem))
    if problem == "rows":
        raise Unfit(FULL.format(json.loads(said)))
    if problem:
        raise Unfit(PROBLEMS.get(problem, NO_WORKBOOK))
    return [Sheet(title, lines) for title, lines in json.loads(said)]
