"""How long the head waits: from the passphrase to "ditandatangani", for a one-page letter.

    .venv/bin/python bench/letters.py [letters]

With a local key, in a process that has signed once before, as a web worker would.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from django.conf import settings
from ground import fresh_database, verdict

from letters.models import Certificate
from letters.signing.demonstration import PASSPHRASE
from tests.cast import appoint, make_agency, make_member, make_staff
from tests.files import make_proposed

LONGEST = 1.5  # seconds, 95th percentile


def main(count):
    with fresh_database(), tempfile.TemporaryDirectory() as folder:
        settings.STORAGES["default"]["OPTIONS"]["location"] = Path(folder)
        first, *waits = [wait(letter, head) for letter, head in letters(count + 1)]
        waits.sort()
        print(f"{count + 1} letters, the first {first:.2f} s, then")
        print(f"median {statistics.median(waits):.2f} s")
        return verdict("p95 of a signature", waits[int(count * 0.95) - 1], LONGEST, "s")


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
    letter.sign(by=head, passphrase=PASSPHRASE, unsigned_sha256=letter.unsigned_sha256)
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(not main(int(sys.argv[1]) if len(sys.argv) > 1 else 20))
