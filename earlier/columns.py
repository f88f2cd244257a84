"""What may be known of an earlier recommendation, and which heading of a table means what.

The words are those of offices' own lists; after them the keys of the earlier application's records,
misspelt as they are (docs/operators.md names its versions).
"""

import re
from typing import NamedTuple


class Column(NamedTuple):
    """One thing to know: its name in words, the headings that mean it, whether it must be there."""

    label: str
    words: str
    is_needed: bool = False


COLUMNS = {
    "identity": Column(
        "Identitas rekomendasi",
        "identitas, identitas rekomendasi, id rekomendasi, no rekomendasi, nomor rekomendasi, "
        "kode rekomendasi, nomor identitas, nomor identitas rekomendasi",
        is_needed=True,
    ),
    "kind": Column(
        "Jenis",
        "jenis, jenis kegiatan, jenis statistik, cara pengumpulan data, cara kegiatan, formulir, "
        "kategori, jenis rekomendasi",
    ),
    "title": Column(
        "Judul kegiatan",
        "judul, judul kegiatan, nama kegiatan, kegiatan, judul survei, nama survei, judul "
        "kompilasi, judul rancangan",
        is_needed=True,
    ),
    "agency": Column(
        "Instansi",
        "instansi, nama instansi, instansi penyelenggara, penyelenggara, opd, nama opd, skpd, "
        "dinas, produsen data",
        is_needed=True,
    ),
    "year": Column("Tahun kegiatan", "tahun, tahun kegiatan, tahun pelaksanaan, thn"),
    "office": Column(
        "Satuan kerja BPS",
        "satuan kerja, satker, kode satker, kode satuan kerja, bps, kantor, satuan kerja bps, "
        "kode bps",
    ),
    "date": Column(
        "Tanggal surat",
        "tanggal, tanggal surat, tgl, tgl surat, tanggal rekomendasi, tanggal terbit, tgl terbit, "
        "tanggal selesai, tanggal layak",
        is_needed=True,
    ),
    "letter_number": Column("Nomor surat", "nomor surat, no surat, nomor surat rekomendasi"),
    "scope": Column("Cakupan wilayah", "cakupan wilayah, cakupan wilayah pengumpulan data"),
    "areas": Column(
        "Wilayah",
        "wilayah, daerah, lokasi, wilayah kegiatan, kabupaten kota, kabupaten, kode wilayah, "
        "sebagian cakupan wilayah pengumpulan data",
    ),
    "purpose": Column("Tujuan", "tujuan, tujuan kegiatan, maksud dan tujuan, tujuan survei"),
    "variables": Column(
        "Variabel",
        "variabel, peubah, daftar variabel, variabel yang dikumpulkan, variabel utama, nama "
        "variabel, data yang dikumpulkan",
    ),
    "methods": Column("Metode pengumpulan data", "metode, metode pengumpulan data"),
    "schedule": Column("Jadwal", "jadwal, jadwal kegiatan, rencana jadwal kegiatan"),
    "status": Column("Status", "status, status rekomendasi, hasil, hasil pemeriksaan, keputusan"),
}
NEEDED = [name for name, column in COLUMNS.items() if column.is_needed]
MEANT = {word.strip(): name for name, column in COLUMNS.items() for word in column.words.split(",")}
HEADINGS_WITHIN = 10  # lines


def plain(heading):
    """A heading's words, without case and marks: of "No. Rekomendasi" and "no_rekomendasi"."""
    return " ".join(re.sub(r"[\W_]", " ", re.sub(r"\(.*?\)", " ", heading).casefold()).split())


def guessed(headings):
    """Which column each thing stands in, `{name: place}`: the first heading that means it."""
    found = {}
    for place, heading in enumerate(headings):
        name = MEANT.get(plain(heading))
        if name:
            found.setdefault(name, place)
    return found


def place_of_headings(lines):
    """The number of the line that names the columns: of the first ones the one that says most."""
    known = [len(guessed(line)) for line in lines[:HEADINGS_WITHIN]]
    return known.index(max(known)) if known and max(known) else 0
