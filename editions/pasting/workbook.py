"""A table of the official form read from an XLSX file."""

import zipfile
from itertools import islice

from editions.pasting.shape import rows_from
from editions.rows import MOST_ROWS
from files.sniffing import Unfit

MOST_BYTES = 2_000_000
MOST_UNPACKED = 30_000_000
MOST_CELLS = 50  # across


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
