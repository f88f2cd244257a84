"""A list of 100,000 files taken away as CSV and, as far as it goes, as XLSX: time and memory.

.venv/bin/python bin/with-postgres .venv/bin/python bench/exports.py [ROWS]     (default 100,000)
"""

import resource
import sys
import time

from board import furnish
from ground import fresh_database, verdict

ROWS = 100_000
FEW = 2_000  # rows against which memory is compared


def megabytes():
    """The most memory that this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def take(client, name, **given):
    """Read the answer as it comes; how many bytes, and in how many seconds."""
    from django.urls import reverse

    began, size = time.perf_counter(), 0
    for part in client.get(reverse(name), given).streaming_content:
        size += len(part)
    return size, time.perf_counter() - began


def main():
    """Print time and memory; exit 1 where a goal is missed."""
    from django.test import Client

    from requests_app.models import Submission
    from requests_app.views.exports import MOST_ROWS

    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with fresh_database():
        head, *_ = furnish(rows)
        client, reached = Client(), True
        client.force_login(head)
        few = Submission.objects.order_by("pk")[FEW].title.split()[-1]
        take(client, "submissions_csv", cari=few)  # whatever is loaded once is loaded now
        take(client, "submissions_xlsx", cari=few)
        for name in ("submissions_csv", "submissions_xlsx"):
            before = megabytes()
            if name.endswith("xlsx") and rows > MOST_ROWS:
                Submission.objects.filter(
                    pk__in=Submission.objects.order_by("-pk").values("pk")[: rows - MOST_ROWS]
                ).update(office=elsewhere())
            size, took = take(client, name)
            more = megabytes() - before
            print(f"{name}: {size / 1e6:.1f} MB in {took:.1f} s")
            reached &= verdict(f"{name}: memory it took", more, 40, "MB")
    sys.exit(not reached)


def elsewhere():
    """Another office, for the rows that no workbook takes."""
    from tests.cast import make_office

    return make_office("6301")


if __name__ == "__main__":
    main()
