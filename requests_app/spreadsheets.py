"""A table of the official form as an XLSX file, out and in."""

import zipfile
from io import BytesIO
from itertools import islice

from requests_app.editions.cells import rows_from
from requests_app.editions.rows import MOST_ROWS
from requests_app.sniffing import Unfit

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_BYTES = 2_000_000
MOST_UNPACKED = 30_000_000
MOST_CELLS = 50  # across
WIDTH = 28


def write(columns, rows, title):
    """The table as bytes of a workbook: headings, rows of words, every cell plain text."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    sheet = book.active
    sheet.title = title
    for across, label in enumerate(columns, 1):
        cell = sheet.cell(1, across, label)
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = WIDTH
    for down, row in enumerate(rows, 2):
        for across, text in enumerate(row, 1):
            cell = sheet.cell(down, across)
            cell.value, cell.data_type = text, "s"  # never a formula, whatever it begins with
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def read(upload, columns):
    """The rows of an uploaded workbook's first sheet, `[{column: text}]`, not yet checked.

    Raises ``Unfit`` with words for the person: no workbook, too large, more than 200 rows.
    """
    from openpyxl import load_workbook

    if upload.size > MOST_BYTES:
        raise Unfit("Berkas ini lebih dari 2 MB. Simpan tabelnya saja dalam berkas tersendiri.")
    try:
        with zipfile.ZipFile(upload) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise Unfit("Isi berkas ini terlalu besar. Simpan tabelnya saja, tanpa gambar.")
        upload.seek(0)
        book = load_workbook(upload, read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        lines = sheet.iter_rows(max_col=MOST_CELLS, values_only=True)
        lines = list(islice(lines, MOST_ROWS + 2))
    except Unfit:
        raise
    except Exception as broken:
        raise Unfit(
            "Berkas ini bukan lembar kerja XLSX yang dapat dibaca. Simpan sebagai XLSX, lalu "
            "unggah lagi."
        ) from broken
    rows = rows_from(lines, columns)
    if len(rows) > MOST_ROWS:
        raise Unfit(f"Paling banyak {MOST_ROWS} baris. Bagi tabelnya, atau hapus sebagian baris.")
    if not rows:
        raise Unfit("Lembar pertama berkas ini tidak memuat baris. Periksa isinya.")
    return rows
