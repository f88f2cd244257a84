"""10,000 earlier recommendations brought in from a workbook, and taken back: at most 60 s each.

.venv/bin/python -m bench.earlier [--rows 10000]
.venv/bin/python bin/with-postgres .venv/bin/python -m bench.earlier
"""

import argparse
import time
from io import BytesIO

from bench.ground import fresh_database

GOAL = 60  # seconds, of the import from the file to the catalogue, and of the way back
HEADINGS = ("Identitas", "Judul kegiatan", "Instansi", "Tanggal surat", "Wilayah", "Tujuan")
HEADINGS += ("Variabel",)
SUBJECTS = ("nelayan", "pasar", "puskesmas", "sekolah", "kebun", "sawit", "wisata", "jalan")
SUBJECTS += ("air", "rumah", "usaha", "tambak")
VARIABLES = "jumlah; luas; nilai; biaya; pendapatan; lama; jenis; sumber; mutu; harga"


def main():
    """Make the file, bring it in, take it back; exit 1 where a goal is missed."""
    asked = argparse.ArgumentParser("bench.earlier")
    asked.add_argument("--rows", type=int, default=10_000)
    rows = asked.parse_args().rows
    with fresh_database():
        held = measured(rows)
    raise SystemExit(not held)


def measured(rows):
    """Whether both ways keep to the goal."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.core.management import call_command

    from accounts.models import Role
    from earlier.models import Import
    from requests_app.models import Activity
    from tests.cast import make_office, make_staff

    call_command("reference", verbosity=0)
    admin = make_staff("Dewi", Role.ADMIN, office=make_office())
    upload = SimpleUploadedFile("daftar.xlsx", workbook(rows))
    with Told("read and columns guessed") as read:
        made = Import.objects.bring(upload, by=admin)
        made.work()
    with Told("checked") as checked:
        made.map(by=admin, mapping=made.mapping)
        made.work()
    with Told("imported") as ran:
        made.start(by=admin, leaves_alike=False)
        made.work()
    count = Activity.objects.count()
    print(f"{count} of {rows} in the catalogue, {made.lines.counted()}")
    whole = read[0] + checked[0] + ran[0]
    with Told("undone") as undone:
        made.undo(by=admin)
        made.work()
    left = Activity.objects.count()
    print(f"in {whole:.1f} s, back in {undone[0]:.1f} s; goal {GOAL} s each; {left} left")
    return max(whole, undone[0]) <= GOAL and (count, left) == (rows, 0)


class Told:
    """Context: how long it took, by the clock and by the processor."""

    def __init__(self, what):
        self.what, self.took = what, []

    def __enter__(self):
        self.began = time.perf_counter(), time.process_time()
        return self.took

    def __exit__(self, *failed):
        wall, cpu = (
            clock() - began
            for clock, began in zip((time.perf_counter, time.process_time), self.began, strict=True)
        )
        self.took.append(wall)
        print(f"{self.what}: {wall:.1f} s ({cpu:.1f} s of CPU here)")


def workbook(rows):
    """A list as an office keeps it; titles and agencies vary, areas are names."""
    from openpyxl import Workbook

    book, file = Workbook(write_only=True), BytesIO()
    sheet = book.create_sheet()
    sheet.append(HEADINGS)
    for number in range(rows):
        year, about = 2021 + number % 5, SUBJECTS[number % len(SUBJECTS)]
        sheet.append(
            (
                f"{'VK'[number % 2]}-{year % 100}.6302.{number // 10 + 1:03}",
                f"Survei {about} {number // 12} Kabupaten Kotabaru",
                f"Dinas {about.title()} Kabupaten Kotabaru",
                f"{year}-{number % 12 + 1:02}-{number % 28 + 1:02}",
                "Kabupaten Kotabaru; Tanah Bumbu",
                f"Mengetahui keadaan {about} dan memperkirakan kebutuhannya tahun berikut",
                VARIABLES,
            )
        )
    book.save(file)
    return file.getvalue()


if __name__ == "__main__":
    main()
