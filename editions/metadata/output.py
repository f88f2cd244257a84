"""The metadata forms as files: a workbook laid out like the form, and JSON with fixed keys."""

import json
from io import BytesIO

from editions.metadata import ms_keg, ms_var

REGULATION = "Peraturan BPS Nomor 5 Tahun 2020"
FILLED, CHECK, EMPTY = "filled", "check", "empty"
WORDS = {FILLED: "", CHECK: "periksa", EMPTY: "belum diketahui, isi sendiri"}
WIDTHS = {"A": 9, "B": 46, "C": 8, "D": 60, "E": 28}
PALE = "FFF2CC"


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
    book = _book("MS-Keg")
    sheet = book.active
    found = ms_keg.fields(source)
    _heading(sheet, ["Nomor", "Rincian", "Kode", "Isian", "Keterangan"])
    for down, line in enumerate(ms_keg.LINES, 2):
        filled = found.get(line.key)
        state = _state(filled)
        code, shown = (filled.code, filled.shown) if filled else ("", "")
        cells = [line.number, line.label, code, shown, WORDS[state]]
        _write(sheet, down, cells, pale={3: state == EMPTY, 4: state == EMPTY})
    for column, width in WIDTHS.items():
        sheet.column_dimensions[column].width = width
    variables = book.create_sheet("Variabel")
    _heading(variables, ["No.", "Nama variabel", "Konsep", "Definisi", "Referensi waktu"])
    for down, row in enumerate(ms_var.rows(source), 2):
        named = [row.get(key, "") for key in ("name", "concept", "definition", "time_reference")]
        _write(variables, down, [down - 1, *named], pale={n: not named[n - 2] for n in (2, 3, 4)})
    areas = book.create_sheet("Wilayah")
    _heading(areas, ["Provinsi", "Kabupaten/Kota"])
    for down, row in enumerate(source.spoken_table("areas"), 2):
        _write(areas, down, row)
    return _saved(book)


def ms_var_xlsx(source):
    """MS-Var as a workbook: the head, then one row a variable."""
    book = _book("MS-Var")
    sheet = book.active
    about = ms_var.head(source)
    labels = ("Kegiatan", "Kode Kegiatan", "Penyelenggara")
    for down, (label, value) in enumerate(zip(labels, about, strict=True), 1):
        _write(sheet, down, [label, value], pale={2: not value})
    columns = ms_var.COLUMNS
    _heading(sheet, [column.label for column in columns], down=5, freeze="A6")
    for down, row in enumerate(ms_var.rows(source), 6):
        cells = [row.get(column.key, "") for column in columns]
        _write(sheet, down, cells, pale={n: cell == "" for n, cell in enumerate(cells, 1)})
    return _saved(book)


def _state(filled):
    if filled is None:
        return EMPTY
    return CHECK if filled.check else FILLED


def _json(source, standard, **content):
    file = source.submission
    told = {
        "standard": standard,
        "regulation": REGULATION,
        "source": {"code": file.code, "edition": file.edition, "identity": file.identity},
        **content,
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode()


def _book(title):
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = title
    return book


def _heading(sheet, labels, down=1, freeze="A2"):
    from openpyxl.styles import Font

    _write(sheet, down, labels)
    for cell in sheet[down]:
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = 30
    sheet.freeze_panes = freeze


def _write(sheet, down, values, pale=None):
    """A row; words stay words whatever they begin with, and pale cells are to be filled in."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, PatternFill

    for across, value in enumerate(values, 1):
        cell = sheet.cell(down, across)
        if isinstance(value, str) and value:
            cell.value, cell.data_type = ILLEGAL_CHARACTERS_RE.sub("", value), "s"
        elif value != "":
            cell.value = value
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if pale and pale.get(across):
            cell.fill = PatternFill("solid", start_color=PALE)


def _saved(book):
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()
