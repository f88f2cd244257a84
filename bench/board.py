"""The head's board beside a million submissions: CPU and database time, and what verbs pay for it.

.venv/bin/python bin/with-postgres .venv/bin/python bench/board.py [ROWS]     (default 1,000,000)

The rows are made by PostgreSQL itself; the sums by `keeping.amend`, as after an upgrade.
"""

import sys
import time

from ground import cpu_milliseconds, fresh_database, verdict

ROWS = 1_000_000
AGENCIES, EXAMINERS = 200, 12
OPEN_OF_HUNDRED = 5
VERBS = 40

SUBMISSIONS = """
INSERT INTO requests_app_submission (code, edition, title, contact, state, agency_id, office_id,
    created_by_id, examiner_id, created_at, submitted_at, returned_at, due_on, decided_at, identity,
    letter_number, revocation)
SELECT lpad(upper(to_hex(n)), 8, '0'), CASE n %% 3 WHEN 0 THEN 'fpkpa_2021' ELSE 'fs3_2021' END,
    'Survei Kepuasan Layanan Publik Kecamatan ' || n, '', state, agency, '6302', %(member)s,
    CASE WHEN state = 'submitted' THEN NULL ELSE examiner END, came, came,
    CASE WHEN state = 'returned' THEN came + interval '5 days' END,
    CASE WHEN state IN ('submitted', 'under_examination', 'awaiting_signature')
        THEN %(today)s::date + (n / 100 %% 60)::int - 15 END,
    CASE WHEN state IN ('recommended', 'declined') THEN came + (n %% 50) * interval '1 day' END,
    CASE WHEN state = 'recommended' THEN 'V-' || n ELSE '' END, '', ''
FROM (
    SELECT n, %(now)s::timestamptz - (n %% 3650) * interval '1 day' AS came,
        (%(agencies)s::bigint[])[n %% %(number_of_agencies)s + 1] AS agency,
        (%(examiners)s::bigint[])[n / 100 %% %(number_of_examiners)s + 1] AS examiner,
        CASE WHEN n %% 100 >= %(open)s THEN
                CASE WHEN n %% 20 = 7 THEN 'declined' ELSE 'recommended' END
            ELSE (ARRAY['submitted', 'under_examination', 'under_examination',
                'awaiting_signature', 'returned'])[n %% 100 %% 5 + 1] END AS state
    FROM generate_series(1, %(rows)s) AS n
) AS numbered
"""

STANDINGS = """
INSERT INTO requests_app_standing (submission_id, office_id, kind, state, examiner_id, submitted_on,
    day, decided_on, office_days, agency_days, rounds, in_time)
SELECT id, office_id, CASE edition WHEN 'fs3_2021' THEN 'survey' ELSE 'compilation' END, state,
    examiner_id, submitted_at::date,
    CASE WHEN decided_at IS NULL THEN coalesce(due_on, returned_at::date) END, decided_at::date,
    CASE WHEN decided_at IS NOT NULL THEN id %% 36 END,
    CASE WHEN decided_at IS NOT NULL THEN id %% 23 END,
    CASE WHEN decided_at IS NOT NULL THEN id %% 4 + 1 END,
    CASE WHEN decided_at IS NOT NULL THEN id %% 36 <= 30 END
FROM requests_app_submission WHERE submitted_at IS NOT NULL
"""


def furnish(rows):
    """An office with that many submissions of ten years, a twentieth of them open."""
    from django.db import connection
    from django.utils import timezone

    from tests.cast import make_agency, make_member, make_office, make_staff

    office = make_office()
    members = [make_member(agency=make_agency(office=office)) for _ in range(AGENCIES)]
    examiners = [make_staff(None, "examiner", office=office) for _ in range(EXAMINERS)]
    facts = {
        "rows": rows,
        "now": timezone.now(),
        "today": office.today(),
        "open": OPEN_OF_HUNDRED,
        "member": members[0].pk,
        "agencies": [member.agency_id for member in members],
        "number_of_agencies": AGENCIES,
        "examiners": [person.pk for person in examiners],
        "number_of_examiners": EXAMINERS,
    }
    with connection.cursor() as cursor:
        cursor.execute(SUBMISSIONS, facts)
        cursor.execute(STANDINGS.replace("%%", "%"))
        cursor.execute("ANALYZE")
    return make_staff("Hasan Basri", "head", office=office), members[0], examiners[0]


def database_milliseconds(url, client):
    """What the queries of one view take together."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return len(queries), sum(float(query["time"]) for query in queries) * 1000


def look(head):
    """The board of twelve months and of a year: CPU and database time together."""
    from django.test import Client
    from django.urls import reverse
    from django.utils import timezone

    client, reached = Client(), True
    client.force_login(head)
    year = timezone.localdate().year - 2
    for name, given in (("12 months", ""), ("a year", f"?tahun={year}")):
        url = reverse("board") + given
        client.get(url)
        cpu = cpu_milliseconds(lambda url=url: client.get(url))
        times = sorted(database_milliseconds(url, client) for _ in range(5))
        count, waited = times[2]
        print(f"{name}: CPU {cpu:.0f} ms, database {waited:.0f} ms, {count} queries")
        reached &= verdict(f"board, {name}: CPU and database", cpu + waited, 150, "ms")
        reached &= verdict(f"board, {name}: queries", count, 12, "queries")
    return reached


def pay(member, examiner):
    """What following adds to a verb: taken and given back, with the figures and without."""
    from events.recording import reactions
    from requests_app.board import keeping
    from tests.submissions import make_submitted

    file = make_submitted(member)
    action = "submission.begin_examination"
    known = list(reactions[action])
    without = [react for react in known if react is not keeping.follow_a_step]
    spent = {}
    for _ in range(VERBS):
        for name, reacting in (("with", known), ("without", without)):
            reactions[action] = reacting
            began = time.perf_counter()
            file.begin_examination(by=examiner)
            spent.setdefault(name, []).append((time.perf_counter() - began) * 1000)
            reactions[action] = known
            file.give_back(by=examiner, reason="Diukur.")
            keeping.restate(type(file).objects.filter(pk=file.pk))
    middle = {name: sorted(times)[len(times) // 2] for name, times in spent.items()}
    print(f"a verb: {middle['without']:.1f} ms without the figures, {middle['with']:.1f} ms with")
    return verdict("a verb with the figures", middle["with"] / middle["without"], 1.3, "times")


def main():
    """Print what was reached; exit 1 where a goal is missed."""
    from requests_app.board import keeping

    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with fresh_database():
        began = time.perf_counter()
        head, member, examiner = furnish(rows)
        print(f"{rows:,} submissions made in {time.perf_counter() - began:.0f} s")
        began = time.perf_counter()
        lacking = keeping.amend()
        print(f"{len(lacking):,} sums made in {time.perf_counter() - began:.0f} s")
        reached = look(head)
        reached &= pay(member, examiner)
        began = time.perf_counter()
        gone = keeping.fold()
        print(f"{gone} rows folded in {time.perf_counter() - began:.1f} s")
        began = time.perf_counter()
        reached &= verdict("sums that are wrong at the end", len(keeping.differences()), 0, "")
        print(f"checked in {time.perf_counter() - began:.0f} s")
    sys.exit(not reached)


if __name__ == "__main__":
    main()
