"""What the centre's board costs over all offices: at most 12 queries and 150 ms.

    .venv/bin/python bin/with-postgres .venv/bin/python -m bench.country.centre
    … -m bench.country.centre --rows 1000000 --offices 553 --times 9

The rows are those of `bench.country`, with published answers and complaints at every office. Told
are the milliseconds from the request to the whole page, and what of them Python and PostgreSQL ran.
"""

import argparse
import os
import statistics
import time
from datetime import timedelta

import bench.ground  # noqa: F401  sets Django up
from bench.country.__main__ import SMALL, fill, fill_small, make, ready

QUARTERS, COMPLAINTS = 8, 5  # at each office
MOST_QUERIES, MOST_MS = 12, 150
BOARDS = {"provinces": "", "offices": "?baris=kantor", "ranked": "?baris=kantor&urut=lewat"}


def main():
    """Make what is missing, look, print; exit 1 where a goal is missed."""
    asked = arguments()
    small, big = "country_small", f"country_{asked.rows}_{asked.offices}"
    from django.test.utils import setup_test_environment

    setup_test_environment()
    if make(small, "template0"):
        fill_small(small)
    if make(big, small):
        fill(big, asked.rows - SMALL, asked.offices)
    ready(big)
    raise SystemExit(not look(prepared(), big, asked.times))


def arguments():
    parser = argparse.ArgumentParser("bench.country.centre")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--offices", type=int, default=553)
    parser.add_argument("--times", type=int, default=9, help="looks at each board")
    return parser.parse_args()


def prepared():
    """The centre's Pengawas; answers and complaints of every office, unless they are there."""
    from accounts.models import Office, Role, User
    from complaints.index.unsur import KEYS
    from complaints.models import Complaint, Tally
    from tests.cast import make_office, make_staff
    from workdays.months import months_before, quarter_of

    centre = make_office("0000")
    if found := User.objects.filter(office=centre, staff_roles__role=Role.SUPERVISOR).first():
        return found
    today = centre.today()
    quarters = [quarter_of(months_before(today, 3 * back)) for back in range(QUARTERS)]
    offices = list(Office.objects.exclude(pk=centre.pk))
    Tally.objects.bulk_create(
        Tally(office=office, quarter=quarter, count=20, sums=dict.fromkeys(KEYS, 70))
        for office in offices
        for quarter in quarters
    )
    Complaint.objects.bulk_create(
        Complaint(
            office=office,
            desk=office,
            kind="complaint",
            target="service",
            privacy="anonymous",
            channel="web",
            text="Diukur.",
            verify_by=today + timedelta(days=number - 2),
        )
        for office in offices
        for number in range(COMPLAINTS)
    )
    return make_staff("Pengawas Pusat", Role.SUPERVISOR, office=centre)


def look(person, name, times):
    """Look at each board; True where every goal is reached."""
    from django.urls import reverse

    from bench.country.pages import Visitor
    from bench.country.watch import middle, spent, use

    backend, visitor, reached = use(name), Visitor(person), True
    print(f"load {os.getloadavg()[0]:.1f}; middle of {times}")
    for board, query in BOARDS.items():
        seen = visitor.look(f"{reverse('supervision')}{query}")
        seen()
        waited, costs = [], []
        for _ in range(times):
            began = time.perf_counter()
            costs.append(spent(seen, backend))
            waited.append((time.perf_counter() - began) * 1000)
        cost, whole = middle(costs), statistics.median(waited)
        well = cost.queries <= MOST_QUERIES and whole <= MOST_MS
        reached &= well
        print(
            f"{board:<10} {whole:6.1f} ms ({cost.own:.1f} in Python, {cost.database:.1f} in "
            f"PostgreSQL), {cost.queries} queries: {'ok' if well else 'MISSED'}"
        )
    return reached


if __name__ == "__main__":
    main()
