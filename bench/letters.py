"""What a letter costs: drawing it beside bare WeasyPrint, and how long the head waits for it.

    .venv/bin/python bench/letters.py [letters]

The wait is from the passphrase to "ditandatangani", for a one-page letter with a local key, in a
process that has signed once before, as a web worker would. Drawing is the whole way from the
content to the archival file, against the same HTML given to WeasyPrint as it is, in turn. A
sitting of a hundred letters is measured by `sitting.py`.
"""

import gc
import statistics
import sys
import tempfile
import time
from pathlib import Path

import sitting
from django.conf import settings
from ground import cpu_milliseconds, fresh_database, verdict

from letters.models import Certificate
from letters.page import pdf
from letters.signing.demonstration import PASSPHRASE
from tests.cast import appoint, make_agency, make_member, make_staff
from tests.letters.test_archival import NOTES, advice
from tests.letters.test_pdf import CONTENT
from tests.submissions import make_proposed

LONGEST = 1.5  # seconds, 95th percentile
DEARER = 1.15  # times bare WeasyPrint
SITTING = 100  # letters with one secret


def main(count):
    with fresh_database(), tempfile.TemporaryDirectory() as folder:
        settings.STORAGES["default"]["OPTIONS"]["location"] = Path(folder)
        settings.PRIVATE_ROOT = Path(folder)
        first, *waits = [wait(letter, head) for letter, head in letters(count + 1)]
        waits.sort()
        print(f"{count + 1} letters, the first {first:.2f} s, then")
        print(f"median {statistics.median(waits):.2f} s")
        held = verdict("p95 of a signature", waits[int(count * 0.95) - 1], LONGEST, "s")
    drawings = [drawn(pages, times) for pages, times in ((1, 21), (10, 9))]
    return all([held, *drawings, sitting.main(SITTING)])


def drawn(pages, times):
    """Is drawing a letter of so many pages hardly dearer than bare WeasyPrint?"""
    from weasyprint import HTML

    content = CONTENT | {"advice": advice(NOTES[pages])}
    html = pdf.page_of(content, pdf.code_of(content))
    pdf.render(content, draft=False)  # fonts and templates are known from here on
    bare, whole = [], []
    for _ in range(times):
        for spent, draw in (
            (bare, lambda: HTML(string=html).write_pdf(pdf_variant="pdf/a-3a")),
            (whole, lambda: pdf.render(content, draft=False)),
        ):
            gc.collect()  # nobody cleans up after the other
            spent.append(cpu_milliseconds(draw, 1))
    ours, theirs = statistics.median(whole), statistics.median(bare)
    print(f"{pages} pages: {ours:.0f} ms of CPU, bare WeasyPrint {theirs:.0f} ms")
    return verdict(f"drawing {pages} pages against bare WeasyPrint", ours / theirs, DEARER, "times")


def letters(count):
    """Letters taken up by a head who has a key."""
    head, examiner = make_staff("Hasan Basri", "head"), make_staff("Ratna Dewanti", "examiner")
    member = make_member("Sari Wulandari", agency=make_agency())
    appoint(head)
    Certificate.objects.give_trial(head)
    for _ in range(count):
        letter = make_proposed(member, examiner).letters.get()
        yield letter.take_up(by=head), head


def wait(letter, head):
    """Seconds that one signature takes."""
    begun = time.perf_counter()
    letter.attempts.sign(by=head, passphrase=PASSPHRASE, unsigned_sha256=letter.unsigned_sha256)
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(not main(int(sys.argv[1]) if len(sys.argv) > 1 else 20))
