"""The examiner's desk with 5,000 submissions: queries, weight and CPU of a page.

.venv/bin/python bench/desk.py            (TEST_DATABASE_URL=postgres://… for PostgreSQL)
"""

import sys

from ground import cpu_milliseconds, fresh_database, verdict

ROWS = 5000


def furnish():
    """An office with 5,000 submissions, in every state, on every due date; a desk full of them."""
    from datetime import timedelta

    from requests_app.models import Submission
    from tests.cast import make_agency, make_member, make_office, make_staff
    from tests.submissions import make_examined

    office = make_office()
    ratna = make_staff("Ratna Dewanti", "examiner", office=office)
    members = [make_member(agency=make_agency(office=office)) for _ in range(20)]
    first = make_examined(members[0], ratna)
    states = ["submitted", "under_examination", "returned", "cancelled"]
    submissions = []
    for number in range(ROWS - 1):
        state = states[number % 4] if number % 3 else "submitted"
        member = members[number % 20]
        submissions.append(
            Submission(
                edition=("fs3_2021", "fpkpa_2021")[number % 2],
                title=f"Survei Kepuasan Layanan Publik Kecamatan {number} Kabupaten Kotabaru 2026",
                state=state,
                agency=member.agency,
                office=office,
                created_by=member,
                examiner=ratna if state == "under_examination" else None,
                submitted_at=first.submitted_at,
                decided_at=first.submitted_at if state == "cancelled" else None,
                due_on=first.due_on + timedelta(days=number % 60 - 30)
                if state in ("submitted", "under_examination")
                else None,
            )
        )
    Submission.objects.bulk_create(submissions, batch_size=500)
    return ratna


def main():
    """Print what a page costs; exit 1 where a goal is missed."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    with fresh_database():
        client = Client()
        client.force_login(furnish())
        reached = True
        for name in ("desk", "submissions"):
            url = reverse(name)
            client.get(url)
            with CaptureQueriesContext(connection) as queries:
                page = client.get(url)
                reached &= verdict(f"{name}: queries", len(queries), 12, "queries")
            reached &= verdict(f"{name}: HTML of 50 rows", len(page.content) / 1000, 60, "kB")
            cpu = cpu_milliseconds(lambda url=url: client.get(url))
            reached &= verdict(f"{name}: CPU a page (median of 5)", cpu, 60, "ms")
    sys.exit(not reached)


if __name__ == "__main__":
    main()
