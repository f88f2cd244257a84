"""A list of offices in a file: CSV as spreadsheets write it, or a workbook."""

import csv
from itertools import zip_longest
from pathlib import PurePath

from django import forms

from accounts.models import OfficeList
from accounts.text import plain
from files.names import known
from files.reading import delimited
from files.scanning import scan
from files.sheets import sheets_of
from files.sniffing import Unfit
from romantik.country.facts import Known, OfficeForm

COLUMNS = {  # of the file: the field, and how else it may be called
    "kode": ("code", "kode satuan kerja"),
    "nama": ("name", "nama kantor"),
    "wilayah": ("region",),
    "alamat": ("address",),
    "zona": ("time_zone", "zona waktu"),
    "surel admin": ("email", "surel admin pertama", "email admin"),
    "nama admin": ("admin_name", "nama admin pertama"),
    "tempat surat": ("city", "tempat surat diterbitkan"),
}
FREE = {"wilayah", "nama admin", "tempat surat"}  # columns that may be missing
FIELDS = {name: facts[0] for name, facts in COLUMNS.items()}
FIELDS |= {other: facts[0] for facts in COLUMNS.values() for other in facts[1:]}
LARGEST, MOST = 1024 * 1024, 1000  # bytes; offices
NO_TEXT = "Berkas ini bukan CSV yang dapat dibaca. Simpan sebagai CSV UTF-8 atau XLSX."
SAMPLE = (
    ("6301", "BPS Kabupaten Tanah Laut", "Kabupaten Tanah Laut", "Jalan Contoh 1, Pelaihari"),
    ("WITA", "admin6301@bps.example.go.id", "", "Pelaihari"),
)


class ListForm(forms.Form):
    """The file; ``lines`` are its rows by our names of columns, each with its number."""

    file = forms.FileField(
        label="Berkas daftar kantor",
        help_text="CSV (titik koma atau koma) atau XLSX, paling besar 1 MB dan 1.000 kantor.",
        widget=forms.FileInput({"accept": ".csv,.xlsx,text/csv"}),
        error_messages={
            "required": "Pilih berkasnya.",
            "empty": "Berkas ini kosong. Isi dahulu contohnya, lalu unggah lagi.",
        },
    )

    def clean_file(self):
        upload = self.cleaned_data["file"]
        upload.name = known(upload.name)[:255]
        try:
            if upload.size > LARGEST:
                raise Unfit("Berkas ini lebih dari 1 MB. Bagi menjadi beberapa daftar.")
            scan(upload)
            self.lines = _by_columns(_table_of(upload))
        except Unfit as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return upload

    def checked(self):
        """Every line as a form that was looked at: (its number, the form)."""
        everybody = Known([line.get("email", "") for _, line in self.lines])
        forms_of = [
            (number, OfficeForm(line, known=everybody, is_line=True)) for number, line in self.lines
        ]
        _look_for_doubles(forms_of)
        return forms_of

    def keep(self, checked, *, by):
        """The list, to be looked at once more and made."""
        rows = [{"line": number} | form.row() for number, form in checked]
        name = self.cleaned_data["file"].name
        return OfficeList.objects.create(by=by, name=name, rows=rows)


def sample():
    """The lines of a file to begin with."""
    return [list(COLUMNS), [cell for part in SAMPLE for cell in part]]


def _table_of(upload):
    """The cells of a file, line by line."""
    if PurePath(upload.name).suffix.lower() == ".xlsx":
        return sheets_of(upload)[0].lines
    try:
        table = delimited.table_of(upload.read(), 2 * MOST, strict=True)  # with blank lines
    except (csv.Error, UnicodeDecodeError) as problem:
        raise Unfit(NO_TEXT) from problem
    if table is None:
        raise Unfit(NO_TEXT)
    return table


def _by_columns(table):
    """[(number of the line, {field: text})] of what stands below the headings."""
    filled = [
        (number, cells) for number, cells in enumerate(table, 1) if any(map(str.strip, cells))
    ]
    if not filled:
        raise Unfit("Berkas ini tidak berisi baris. Isi dahulu contohnya, lalu unggah lagi.")
    heading = [" ".join(cell.casefold().split()) for cell in filled[0][1]]
    fields = [FIELDS.get(name, "") for name in heading]
    if lacking := [n for n, facts in COLUMNS.items() if n not in FREE and facts[0] not in fields]:
        raise Unfit(
            f"Kolom {', '.join(lacking)} tidak ada pada baris judul. Pakai judul kolom dari "
            "berkas contoh."
        )
    if len(filled) < 2:
        raise Unfit("Di bawah baris judul belum ada kantor. Isi satu baris untuk satu kantor.")
    if len(filled) > MOST + 1:
        raise Unfit("Lebih dari 1.000 kantor. Bagi menjadi beberapa daftar.")
    return [(number, _line(fields, cells)) for number, cells in filled[1:]]


def _line(fields, cells):
    filled = zip_longest(fields, cells[: len(fields)], fillvalue="")  # lines may end early
    line = {field: plain(cell) for field, cell in filled if field}
    if line["code"].isdigit():
        line["code"] = line["code"].zfill(4)  # spreadsheets take the centre's for a number
    return line


def _look_for_doubles(checked):
    """The same office or mailbox twice in one file is an error of the later line."""
    for field, words in (("code", "Kode ini"), ("email", "Surel ini")):
        first = {}
        for number, form in checked:
            form.is_valid()
            value = form.cleaned_data.get(field)
            before = first.setdefault(value, number)
            if value and before != number:
                form.add_error(field, f"{words} sudah ada pada baris {before}.")


def found_bad(checked):
    """What is wrong, line by line: (number, what the line names, [(column, error)])."""
    return [
        (
            number,
            form.data.get("name") or form.data.get("code", ""),
            [
                (form.fields[name].label, error)
                for name, said in form.errors.items()
                for error in said
            ],
        )
        for number, form in checked
        if form.errors
    ]
