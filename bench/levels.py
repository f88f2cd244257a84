"""How much a letter's file grows with what it proves, and what the head waits for a timestamp.

    .venv/bin/python bench/levels.py

With an authority on this machine, so without the way to a real one.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from django.conf import settings
from ground import fresh_database, verdict

from letters import archive
from letters.models import Certificate
from letters.tasks import keep_provable
from romantik.celery import app
from tests.cast import appoint, make_agency, make_member, make_staff
from tests.letters import stamping
from tests.letters.stamped import SECRET, sign, trust
from tests.submissions import make_proposed

DEARER = 0.5  # seconds that a timestamp may add to a signature
LETTERS = 7


def main():
    with fresh_database(), tempfile.TemporaryDirectory() as folder, stamping.running() as authority:
        settings.STORAGES["default"]["OPTIONS"]["location"] = Path(folder)
        settings.PRIVATE_ROOT = Path(folder)
        app.conf.task_always_eager = False  # what a worker does is not what the head waits for
        trust(authority, settings, Path(folder))
        letters = list(taken_up(2 * LETTERS, authority.hasan.container(SECRET.encode())))
        waits = {"": [], authority.url: []}
        for at, letter in enumerate(letters):
            settings.TIMESTAMP_URL = ("", authority.url)[at % 2]
            waits[settings.TIMESTAMP_URL].append(signed(letter))
        plain, stamped = letters[-2:]
        keep_provable(stamped.pk)
        unsigned = len(archive.read(plain.unsigned_sha256))
        for name, document in (
            ("B-B", plain.document()),
            ("B-T", stamped.document()),
            ("B-LTA", stamped.revisions.get().document()),
        ):
            print(f"{name}: {len(document)} bytes, {len(document) - unsigned} more than unsigned")
        without, with_stamp = map(statistics.median, waits.values())
        print(f"signed in {without:.2f} s, with a timestamp in {with_stamp:.2f} s")
        return verdict("what a timestamp adds", with_stamp - without, DEARER, "s")


def taken_up(count, container):
    """Letters that a head with a key is about to sign."""
    head, examiner = make_staff("Hasan Basri", "head"), make_staff("Ratna Dewanti", "examiner")
    member = make_member("Sari Wulandari", agency=make_agency())
    appoint(head)
    Certificate.objects.examine(container, secret=SECRET).keep_for(head)
    for _ in range(count):
        yield make_proposed(member, examiner).letters.get().take_up(by=head)


def signed(letter):
    """Seconds that the signature took."""
    begun = time.perf_counter()
    sign(letter)
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(not main())
