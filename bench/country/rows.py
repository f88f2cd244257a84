"""Rows of a whole country on PostgreSQL: files and activities by COPY, what follows from them by
`INSERT … SELECT`.

Ten years of files, the newest fiftieth of them open. What somebody looks for stands in the first
10,000 only, so the same few rows are found beside a million.
"""

import io
import itertools
import json
from collections import Counter
from datetime import timedelta
from functools import cache

from django.db import connection
from django.utils import timezone

from bench.country.titles import Maker

YEARS, OPEN_OF_HUNDRED = 10, 2
RARE, EVERY = "Kerapu", 2000  # the rare word stands in every so many titles of the first
FIRST = 10_000
AT_ONCE = 20_000
DESCRIPTIONS = 2000  # different ones
OPEN = ("submitted", "under_examination", "under_examination", "awaiting_signature", "returned")

DERIVED = (
    """
    INSERT INTO requests_app_revision (submission_id, number, answers, saves, versions, created_at,
        submitted_at, submitted_by_id, kept)
    SELECT id, 1, %(answers)s::jsonb, 40, '{}', created_at, submitted_at,
        CASE WHEN submitted_at IS NULL THEN NULL ELSE created_by_id END, '[]'
    FROM requests_app_submission WHERE id > %(last)s
    """,
    """
    INSERT INTO events_event (subject_type_id, subject_id, action, by_id, particulars, at, digest)
    SELECT %(kind)s, id::text, 'submission.' || verb, created_by_id, '{"version": 1}', created_at,
        md5(verb || id) || md5(id || verb)
    FROM requests_app_submission, unnest(ARRAY['start', 'submit', 'begin_examination']) AS verb
    WHERE id > %(last)s
    """,
    """
    INSERT INTO events_mail (kind, "to", subject, text, html, attachments, message_id,
        about_type_id, about_id, created_at, state, attempts, next_try_at, last_error)
    SELECT 'submitted', 'dinas@example.go.id', title, title, '', '[]', md5(id::text), %(kind)s,
        id::text, created_at, CASE WHEN state = 'submitted' AND id %% 50 = 0 THEN 'failed'
        ELSE 'sent' END, 1, created_at, ''
    FROM requests_app_submission WHERE id > %(last)s
    """,
    """
    INSERT INTO requests_app_proposal (submission_id, revision_id, verdict, reason, advice,
        checklist, by_id, at, state)
    SELECT s.id, r.id, CASE s.state WHEN 'declined' THEN 'decline' ELSE 'recommend' END, 'Alasan.',
        '[]', '[]', s.examiner_id, s.created_at,
        CASE s.state WHEN 'awaiting_signature' THEN 'open' WHEN 'under_examination' THEN 'sent_back'
        ELSE 'settled' END
    FROM requests_app_submission s JOIN requests_app_revision r ON r.submission_id = s.id
    WHERE s.id > %(last)s AND (s.state IN ('awaiting_signature', 'recommended', 'declined')
        OR s.state = 'under_examination' AND s.id %% 25 < 2)
    """,
    """
    INSERT INTO requests_app_standing (submission_id, office_id, kind, state, examiner_id,
        submitted_on, day, decided_on, office_days, agency_days, rounds, in_time)
    SELECT id, office_id, CASE edition WHEN 'fs3_2021' THEN 'survey' ELSE 'compilation' END, state,
        examiner_id, submitted_at::date,
        CASE WHEN decided_at IS NULL THEN coalesce(due_on, returned_at::date) END,
        decided_at::date, days %% 36, days %% 23, days %% 4 + 1, days %% 36 <= 30
    FROM (SELECT *, CASE WHEN decided_at IS NOT NULL THEN id END AS days
        FROM requests_app_submission) AS s
    WHERE id > %(last)s AND submitted_at IS NOT NULL
    """,
)


class Filler:
    """Adds files to the offices, each with agencies and examiners of its own."""

    def __init__(self, offices, contact):
        self.offices, self.contact = offices, contact  # [(code, agencies, examiners, member)]
        self.maker, self.now = Maker(), timezone.now()
        self.descriptions = [_stems(self.maker.description()) for _ in range(DESCRIPTIONS)]

    def add(self, first, rows):
        """The files from that number on, and everything that follows from them."""
        from django.contrib.contenttypes.models import ContentType

        from requests_app.models import Submission
        from tests.answers import fs3_answers

        last = _one("SELECT coalesce(max(id), 0) FROM requests_app_submission")
        copy(Submission, (self.file(first, first + number, rows) for number in range(rows)))
        kind = ContentType.objects.get_for_model(Submission).pk
        facts = {"last": last, "kind": kind, "answers": json.dumps(fs3_answers()["purpose"])}
        with connection.cursor() as cursor:
            for statement in DERIVED:
                cursor.execute(statement, facts)
                cursor.execute("ANALYZE requests_app_submission, requests_app_revision")
        self.publish(last)

    def file(self, first, number, rows):
        """The facts of one file; its age follows from its place among those that are added."""
        place = number - first
        came = self.now - timedelta(days=YEARS * 365 * (rows - place) / rows)
        is_open = place >= rows * (100 - OPEN_OF_HUNDRED) / 100
        state = OPEN[number % 5] if is_open else _closed(number)
        office, agencies, examiners, member = self.offices[number % len(self.offices)]
        turn = number // len(self.offices)
        title = self.maker.title()
        facts = {
            "code": f"{number:08X}",
            "edition": ("fpkpa_2021", "fs3_2021", "fs3_2021")[number % 3],
            "title": f"{title} {RARE}" if number < FIRST and number % EVERY == 7 else title,
            "contact": self.contact if number % EVERY == 11 and number < FIRST else "",
            "state": state,
            "agency_id": agencies[turn % len(agencies)],
            "office_id": office,
            "created_by_id": member,
            "examiner_id": None if state == "submitted" else examiners[turn // 5 % len(examiners)],
            "created_at": came,
            "submitted_at": came,
        }
        return facts | (self._waiting(state, number, came) if is_open else _decided(number, came))

    def _waiting(self, state, number, came):
        if state == "returned":
            return {"returned_at": came + timedelta(days=5)}
        return {"due_on": self.now.date() + timedelta(days=number % 60 - 15)}

    def publish(self, last):
        """The recommended ones as the catalogue has them, under an index made at the end."""
        from requests_app.activities.search import index
        from requests_app.models import Activity, Word

        with connection.cursor() as cursor:
            cursor.execute(f"DROP INDEX {index.TABLE}_{index.VECTOR}")
            cursor.execute(
                "SELECT id, title, identity FROM requests_app_submission "
                "WHERE state = 'recommended' AND id > %s ORDER BY id",
                [last],
            )
            found = cursor.fetchall()
        spoken = Counter()
        copy(Activity, (self._activity(*one, spoken) for one in found))
        Word.objects.learn_all({word: n for word, n in spoken.items() if word.isalpha()})
        index.stand_up("default", apps=True)

    def _activity(self, pk, title, identity, spoken):
        from requests_app.activities import rows

        spoken.update(title.lower().split())
        title_stems = [stem for word in title.split() for stem in _stems(word)]
        facets = f"jenis:survey tahun:{title.split()[8]} provinsi:63 sektor:{pk % 22 + 1}".split()
        found_by = [*title_stems, *self.descriptions[pk % DESCRIPTIONS], *facets]
        found_by += [rows.EVERYTHING, rows.SPELLING]
        return {
            "submission_id": pk,
            "code": identity,
            "edition": "fs3_2021",
            "title": title,
            "agency_name": "Dinas Percontohan",
            "office_name": "BPS Kabupaten Kotabaru",
            "year": title.split()[8],
            "letter_number": "B-1",
            "letter_dated_on": self.now.date(),
            "series": str(pk),
            "facets": " ".join(facets),
            "title_stems": " ".join(title_stems),
            "search_stems": " ".join(dict.fromkeys(found_by)),
        }


@cache
def _stems(text):
    from editions.indonesian.stems import stems

    return tuple(stems(text))


def copy(model, rows):
    """Store rows, given as facts by column, with the model's own defaults for the rest."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    defaults = {field.attname: _stored(field) for field in fields}
    columns = ", ".join(f'"{field.column}"' for field in fields)
    with connection.cursor() as cursor:
        while some := list(itertools.islice(rows, AT_ONCE)):
            lines = (_line((defaults | facts).values()) for facts in some)
            cursor.copy_expert(f"COPY {model._meta.db_table} ({columns}) FROM STDIN", _text(lines))


def _line(values):
    given = (r"\N" if value is None else str(value).replace("\\", r"\\") for value in values)
    return "\t".join(given) + "\n"


def _text(lines):
    return io.StringIO("".join(lines))


def _stored(field):
    value = field.get_default()
    return json.dumps(value) if isinstance(value, (dict, list)) else value


def _closed(number):
    if number % 20 == 7:
        return "declined"
    return "cancelled" if number % 33 == 5 else "recommended"


def _decided(number, came):
    state = _closed(number)
    facts = {"decided_at": came + timedelta(days=number % 50)}
    if state != "recommended":
        return facts
    day = (came + timedelta(days=400)).date()
    given = day if number % 10 else None
    revocation = {3: "withdrawn", 4: "sent_back", 6: "proposed"}.get(number % 5000, "")
    results = {"available_on": day, "results_on": given, "results_confirmed_on": given}
    return facts | results | {"identity": f"V-26.6302.{number:08}", "revocation": revocation}


def _one(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]
