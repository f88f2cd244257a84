"""The metadata forms as files: a workbook laid out like the form, and JSON with fixed keys."""

import json

from editions.metadata import ms_keg, ms_var
from files.cells import Pale, Table
from files.workbooks import written
from norms.reading import norm

FILLED, CHECK, EMPTY = "filled", "check", "empty"
WORDS = {FILLED: "", CHECK: "periksa", EMPTY: "belum diketahui, isi sendiri"}
WIDTHS = {"A": 9, "B": 46, "C": 8, "D": 60, "E": 28}


def ms_keg_json(source):
    """MS-Keg as JSON: every line of the form, also those that nobody has answered yet."""
    found = ms_keg.fields(source)
    return _json(
        source,
        "MS-Keg",
        fields=[
            {
                "key": line.key,
                "number": line.number,
                "label": line.label,
                "code": found[line.key].code if line.key in found else "",
                "value": found[line.key].value if line.key in found else None,
                "state": _state(found.get(line.key)),
            }
            for line in ms_keg.LINES
        ],
        variables=ms_var.rows(source),
        areas=source.table("areas"),
    )


def ms_var_json(source):
    """MS-Var as JSON: its head and a row for each variable; None where nothing is known."""
    return _json(
        source,
        "MS-Var",
        head=ms_var.head(source)._asdict(),
        variables=[
            {column.key: row.get(column.key) for column in ms_var.COLUMNS}
            for row in ms_var.rows(source)
        ],
    )


def ms_keg_xlsx(source):
    """MS-Keg as a workbook: number, field, code, value; what is missing is pale and says so."""
    found = ms_keg.fields(source)
    names = ("name", "concept", "definition", "time_reference")
    variables = ([row.get(name) or Pale() for name in names] for row in ms_var.rows(source))
    return _workbook(
        Table(
            "MS-Keg",
            ("Nomor", "Rincian", "Kode", "Isian", "Keterangan"),
            [_line(line, found.get(line.key)) for line in ms_keg.LINES],
            widths=WIDTHS,
        ),
        Table(
            "Variabel",
            ("No.", "Nama variabel", "Konsep", "Definisi", "Referensi waktu"),
            [(number, *cells) for number, cells in enumerate(variables, 1)],
        ),
        Table("Wilayah", ("Provinsi", "Kabupaten/Kota"), source.spoken_table("areas")),
    )


def ms_var_xlsx(source):
    """MS-Var as a workbook: the head, then one row a variable."""
    labels = ("Kegiatan", "Kode Kegiatan", "Penyelenggara")
    head = zip(labels, (value or Pale() for value in ms_var.head(source)), strict=True)
    columns = ms_var.COLUMNS
    return _workbook(
        Table(
            "MS-Var",
            tuple(column.label for column in columns),
            [[_or_pale(row.get(c.key, "")) for c in columns] for row in ms_var.rows(source)],
            above=(*head, ()),
        )
    )


def _line(line, filled):
    state = _state(filled)
    cells = (Pale(), Pale()) if state == EMPTY else (filled.code, filled.shown)
    return line.number, line.label, *cells, WORDS[state]


def _or_pale(value):
    return Pale() if value == "" else value


def _workbook(*tables):
    with written(tables) as file:
        return file.read()


def _state(filled):
    if filled is None:
        return EMPTY
    return CHECK if filled.check else FILLED


def _json(source, standard, **content):
    file = source.submission
    told = {
        "standard": standard,
        "regulation": norm("metadata.form").full_deed,
        "source": {"code": file.code, "edition": file.edition, "identity": file.identity},
        **content,
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode()
