"""A day is closed while 50,000 files are open: the due dates computed anew, time and memory.

.venv/bin/python bin/with-postgres .venv/bin/python bench/due_dates.py     (goal: 30 s)
.venv/bin/python bench/due_dates.py properties

The second holds the clock against a naive count of days, 10,000 cases a property (Hypothesis).
"""

import resource
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

from ground import fresh_database, verdict

FILES, AGENCIES = 50_000, 200
ROOT = Path(__file__).resolve().parent.parent
PROPERTIES = ["tests/workdays/test_counting.py", "tests/requests_app/test_clock.py"]


def furnish():
    """Fifty thousand files on the clock, of two hundred agencies."""
    from requests_app.models import Revision, Submission
    from tests.cast import make_agency, make_member, make_office
    from tests.submissions import at

    office = make_office()
    members = [make_member(agency=make_agency(office=office)) for _ in range(AGENCIES)]
    for start in range(0, FILES, 1000):
        files = Submission.objects.bulk_create(
            Submission(
                edition="fs3_2021",
                title=f"Survei {number}",
                state="submitted",
                agency=members[number % AGENCIES].agency,
                office=office,
                created_by=members[number % AGENCIES],
                submitted_at=at(2026, 3, 2) + timedelta(days=number % 20),
                due_on=date(2026, 4, 1),
            )
            for number in range(start, start + 1000)
        )
        Revision.objects.bulk_create(
            Revision(submission=file, number=1, submitted_at=file.submitted_at) for file in files
        )
    return office


def main():
    """Print time, moves and memory; exit 1 where the goal is missed."""
    with fresh_database():
        from events.models import Mail
        from requests_app.deadlines.recomputing import recompute
        from workdays.models import Holiday

        office = furnish()
        recompute()  # every file moves: the stored dates were made up
        day = Holiday(day=date(2026, 4, 8), name="Pilkada", deed="SK 1", office=office)
        Holiday.objects.bulk_create([day])  # without the signal that computes at once
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        mails, began = Mail.objects.count(), time.perf_counter()
        moved = recompute()
        took = time.perf_counter() - began
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        reached = verdict(f"{moved:,} of {FILES:,} files computed anew", took, 30, "s")
        print(f"mails to agencies: {Mail.objects.count() - mails}")
        print(f"memory at most: {after / 1024:.0f} MB ({(after - before) / 1024:.0f} MB more)")
    sys.exit(not reached)


def properties():
    """Exit 1 where the clock and the naive count differ."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "pytest", "-q", "--hypothesis-profile=thorough", *PROPERTIES]
    done = subprocess.run(command, cwd=ROOT)
    print(f"10,000 cases each in {time.perf_counter() - began:.0f} s")
    sys.exit(done.returncode)


if __name__ == "__main__":
    properties() if sys.argv[1:] == ["properties"] else main()
