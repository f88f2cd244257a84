"""A file of earlier recommendations: a table (XLSX, CSV) or records of the earlier application."""

import json
from pathlib import PurePath
from typing import NamedTuple

from earlier.columns import guessed, place_of_headings
from files.reading import apart

MOST_LINES = 20_000
MOST_BYTES = 10 * 1024 * 1024
SECONDS, PATIENCE = 60, 90  # nobody waits at a page for it
READERS = {".xlsx": "tables", ".csv": "delimited", ".txt": "delimited", ".tsv": "delimited"}
RECORDS = ".json"
ENDINGS = [*READERS, RECORDS]
TOO_LONG = (
    f"Berkas ini memuat lebih dari {MOST_LINES:,} baris. Bagi menjadi beberapa berkas."
).replace(",", ".")
PROBLEMS = {
    "password": "Lembar kerja ini berkata sandi. Simpan tanpa kata sandi, lalu unggah lagi.",
    "busy": "Portal sedang sibuk. Unggah lagi beberapa menit lagi.",
    "heavy": "Berkas ini terlalu berat untuk dibaca. Simpan tabelnya saja, atau bagi berkasnya.",
    "bomb": "Isi berkas ini terlalu besar. Simpan tabelnya saja, tanpa gambar.",
    "merged": "Lembar ini memuat terlalu banyak sel gabungan. Salin tabelnya saja.",
    "rows": TOO_LONG,
}
DAMAGED = "Berkas ini tidak dapat dibaca. Simpan kembali sebagai XLSX atau CSV, lalu unggah lagi."
NO_ROWS = "Berkas ini tidak memuat baris di bawah judul kolomnya. Periksa isinya."
NO_RECORDS = (
    "Berkas JSON ini tidak memuat daftar rekaman. Yang diharapkan: daftar objek, satu objek untuk "
    "satu kegiatan."
)
STRANGE = "Berkas JSON ini memuat huruf yang tidak dapat disimpan (NUL atau separuh huruf)."


class Unreadable(Exception):
    """Why a file cannot be read, and what to do."""


class Content(NamedTuple):
    """What a file says: headings, or keys of records, and its numbered rows as they came."""

    is_records: bool
    headings: list
    lines: list


def read(document, name):
    """The content of a file's bytes. Raises ``Unreadable``."""
    ending = PurePath(name).suffix.lower()
    if ending == RECORDS:
        return _records(document)
    problem, said = apart.read(
        document, PATIENCE, reader=READERS[ending], most=MOST_LINES + HEAD, seconds=SECONDS
    )
    if problem:
        raise Unreadable(PROBLEMS.get(problem, DAMAGED))
    sheets = [lines for _, lines in json.loads(said)]
    return _table(max(sheets, key=_fitness, default=[]))


HEAD = 10  # lines of titles above a table


def _fitness(lines):
    return len(guessed(lines[place_of_headings(lines)])) if lines else 0, len(lines)


def _table(lines):
    place = place_of_headings(lines)
    headings = [cell[:200] for cell in lines[place]] if lines else []
    rows = [
        (number, cells)
        for number, cells in enumerate(lines[place + 1 :], place + 2)
        if any(cells) and not _counts_columns(cells)
    ]
    if not (headings and rows):
        raise Unreadable(NO_ROWS)
    if len(rows) > MOST_LINES:
        raise Unreadable(TOO_LONG)
    return Content(False, headings, rows)


def _counts_columns(cells):
    """A line "(1) (2) (3)" beneath the headings, as official tables have one."""
    return len(cells) > 2 and [cell.strip("() ") for cell in cells] == [
        str(number) for number in range(1, len(cells) + 1)
    ]


def _unwrapped(said):
    """The list inside of an answer of the application; one record by itself is a list of one."""
    if guessed(said):
        return [said]
    return next((one for one in said.values() if isinstance(one, list)), [said])


def _records(document):
    """Each record with every key it has; the keys in the order in which they first occur."""
    try:
        said = json.loads(document.decode("utf-8-sig"))
        json.dumps(said, ensure_ascii=False, allow_nan=False).encode()
    except UnicodeEncodeError:
        raise Unreadable(STRANGE) from None
    except (ValueError, RecursionError):
        raise Unreadable(NO_RECORDS) from None
    records = _unwrapped(said) if isinstance(said, dict) else said
    if not (isinstance(records, list) and records and all(isinstance(r, dict) for r in records)):
        raise Unreadable(NO_RECORDS)
    if len(records) > MOST_LINES:
        raise Unreadable(TOO_LONG)
    if b"\\u0000" in document:
        raise Unreadable(STRANGE)
    keys = list(dict.fromkeys(key for record in records for key in record))
    return Content(True, keys, list(enumerate(records, 1)))
