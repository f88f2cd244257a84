"""Files of earlier recommendations, as offices keep them; all invented."""

import json
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from earlier.models import Import
from tests.cast import make_region

HEADINGS = ["No", "Identitas", "Jenis", "Judul Kegiatan", "Nama Instansi", "Tahun", "Tgl Surat"]
HEADINGS += ["Wilayah", "Tujuan", "Variabel"]
FISHERS = [
    *("1", "V-24.6302.001", "Survei", "Survei Biaya Operasional Nelayan 2024"),
    *("Dinas Perikanan Kabupaten Kotabaru", "2024", "5 Maret 2024", "Kabupaten Kotabaru"),
    *("Mengetahui biaya melaut", "biaya bahan bakar; pendapatan per trip"),
]
PATIENTS = [
    *("2", "K-24.6302.007", "Kompilasi", "Kompilasi Data Kunjungan Pasien Puskesmas 2024"),
    *("Dinas Kesehatan Kabupaten Kotabaru", "2024", "2024-06-10", "6302", "", ""),
]


def as_csv(*rows, headings=HEADINGS, sign=";", code="utf-8", name="daftar.csv"):
    lines = [sign.join(f'"{cell}"' for cell in row) for row in [headings, *rows]]
    return SimpleUploadedFile(name, "\r\n".join(lines).encode(code))


def as_xlsx(*rows, headings=HEADINGS):
    book, file = Workbook(), BytesIO()
    for row in [["Daftar rekomendasi BPS Kabupaten Kotabaru"], headings, *rows]:
        book.active.append(row)
    book.save(file)
    return SimpleUploadedFile("daftar.xlsx", file.getvalue())


def as_json(records):
    return SimpleUploadedFile("rekaman.json", json.dumps(records).encode())


def brought(upload, by):
    """Read by the worker, its columns guessed."""
    make_region()
    made = Import.objects.bring(upload, by=by)
    made.work()
    return made


def checked(upload, by):
    """Its columns confirmed as they were guessed, its rows checked."""
    made = brought(upload, by)
    made.map(by=by, mapping=made.mapping)
    made.work()
    return made


def imported(upload, by, **choices):
    made = checked(upload, by)
    made.start(by=by, **{"leaves_alike": False} | choices)
    made.work()
    return made


def said(made):
    """Number, state and sentences of each row of which something is said."""
    return [
        (line.number, line.state, [sentence for _, sentence in line.words])
        for line in made.lines.told()
    ]
