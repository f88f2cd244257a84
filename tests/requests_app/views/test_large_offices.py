"""Pages of an office with many files: which index PostgreSQL has for them, among 3,000."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from requests_app.activities.search import trigrams
from requests_app.models import Submission
from tests.cast import make_agency
from tests.submissions import make_examined, make_proposed, make_submitted

FILES = 3000
TITLES = trigrams.name_of("requests_app_submission", "title")


def many(survey, count=FILES):
    """As many files beside this one: every tenth waits, the others are decided."""
    made, other = [], make_agency(office=survey.office)
    for number in range(count):
        waits = number % 10 == 0
        made.append(
            Submission(
                edition=survey.edition,
                title=f"Survei Kepuasan Layanan {number} Kabupaten Kotabaru",
                contact=f"kontak{number}@example.go.id",
                agency=other if number % 100 else survey.agency,
                office=survey.office,
                created_by=survey.created_by,
                state="submitted" if waits else "declined",
                submitted_at=survey.submitted_at,
                decided_at=None if waits else survey.submitted_at,
                due_on=survey.due_on + timedelta(days=number % 40) if waits else None,
            )
        )
    Submission.objects.bulk_create(made, batch_size=1000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        # What waits to be sorted into a trigram index makes it dear, until a vacuum comes by.
        cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [TITLES])


@pytest.fixture
def crowd(db, sari, ratna):
    """Sari's survey, examined by Ratna, among thousands."""
    if connection.vendor != "postgresql":
        pytest.skip("which index is used is asked of PostgreSQL")
    survey = make_examined(sari, ratna, survey_title="Survei Budidaya Kerapu")
    many(survey)
    return survey


def plan_of(queryset):
    return queryset.explain(analyze=False)


def without(*ways):
    """From now on until the test ends PostgreSQL takes these ways where there is no other only:
    among 3,000 rows they cost little."""
    with connection.cursor() as cursor:
        for way in ways:
            cursor.execute(f"SET LOCAL enable_{way} = off")


def asked_by(client, person, name, **given):
    """How PostgreSQL finds the rows of a list."""
    client.force_login(person)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(reverse(name), given).status_code == 200
    (rows,) = [
        query["sql"]
        for query in queries
        if query["sql"].startswith('SELECT "requests_app_submission"')
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {rows}")
        return "\n".join(line for (line,) in cursor.fetchall())


def test_each_list_has_its_index(client, ratna, hasan, crowd):
    without("seqscan")
    in_order = "requests_ap_office__ad80b2_idx"
    for person, name, given, index in (
        (ratna, "submissions", {}, in_order),
        (ratna, "submissions", {"status": "dibatalkan"}, "submission_by_state"),
        (ratna, "submissions", {"perlu": "dikembalikan"}, "submission_refused"),
        (ratna, "submissions", {"cari": "kerapu"}, TITLES),
        (ratna, "submissions", {"cari": "tiada-begitu"}, TITLES),
        (ratna, "submissions", {"cari": "survei"}, in_order),
        (hasan, "desk", {}, "submission_act_open"),
    ):
        plan = asked_by(client, person, name, **given)
        assert index in plan, (name, given, plan)


def test_a_rare_word_is_found_by_its_trigrams(ratna, crowd):
    found = Submission.objects.visible_to(ratna).matching("kerapu budidaya").most_urgent_first()

    assert TITLES in plan_of(found[:51])
    assert [file.pk for file in found] == [crowd.pk]


def test_a_page_far_behind_begins_at_its_place(ratna, crowd):
    files = Submission.objects.visible_to(ratna).most_urgent_first()
    far = files.filter(due_on=None, pk__lt=crowd.pk + 500)[:51]
    day = crowd.due_on + timedelta(days=20)
    dated = files.filter(due_on__gte=day)[:51]

    for page, condition in ((far, "due_on IS NULL) AND (id <"), (dated, "(due_on >=")):
        (line,) = [line for line in plan_of(page).splitlines() if "Index Cond" in line]
        assert condition in line


def test_what_was_sent_back_has_an_index_of_its_own(ratna, hasan, crowd, sari):
    file = make_proposed(sari, ratna)
    file.send_back(by=hasan, note="Periksa lagi.")
    found = Submission.objects.visible_to(ratna).sent_back()

    assert [one.pk for one in found] == [file.pk]
    assert "submission_refused" in plan_of(found)
    assert "submission_act_open" in plan_of(found)


def test_files_of_the_same_agency_or_contact_are_two_look_ups(ratna, crowd):
    without("seqscan", "sort")
    plan = plan_of(Submission.objects.visible_to(ratna).neighbours_of(crowd))

    assert "submission_of_agency" in plan
    assert "submission_of_contact" in plan


def test_a_broken_index_of_titles_is_made_anew(transactional_db):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite reads the titles")
    state = "SELECT indisvalid FROM pg_index WHERE indexrelid = %s::regclass"
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE pg_index SET indisvalid = false WHERE indexrelid = %s::regclass", [TITLES]
        )
        trigrams.stand_up("default", apps=True)
        cursor.execute(state, [TITLES])
        assert cursor.fetchone() == (True,)


def test_words_are_asked_of_titles_codes_and_agencies(sari, ratna, django_assert_num_queries):
    survey = make_submitted(sari, survey_title="Survei Wisata Pantai")
    other = make_submitted(sari, survey_title="Survei Kebun")
    visible = Submission.objects.visible_to(ratna)
    for words, found in (
        ("wisata perikanan", [survey]),  # a title and the agency's name
        ("KEBUN", [other]),
        (other.code.lower(), [other]),
        ("dinas", [survey, other]),
        ("survei dinas tiada", []),
    ):
        with django_assert_num_queries(3):  # abbreviations, agencies, files
            assert sorted(file.pk for file in visible.matching(words)) == [f.pk for f in found]


def test_a_name_of_many_agencies_is_asked_as_a_name(sari, ratna, monkeypatch):
    from requests_app.models.submissions import sought

    monkeypatch.setattr(sought, "MOST_AGENCIES", 0)
    survey = make_submitted(sari, survey_title="Survei Kebun")

    found = Submission.objects.visible_to(ratna).matching("perikanan")
    assert list(found) == [survey]
    assert 'FROM "accounts_agency"' in str(found.query)


def test_what_a_release_before_did_not_note_is_noted(sari, ratna, hasan):
    file = make_proposed(sari, ratna)
    file.send_back(by=hasan, note="Periksa lagi.")
    Submission.objects.update(refused_at=None)
    again = make_proposed(sari, ratna)
    again.send_back(by=hasan, note="Periksa lagi.")
    again.propose_recommendation(by=ratna)

    assert Submission.objects.note_refusals() == 1
    assert list(Submission.objects.sent_back()) == [file]
    assert Submission.objects.note_refusals() == 0


def test_what_a_release_before_did_not_forget_is_forgotten(sari, ratna, hasan):
    file = make_proposed(sari, ratna)
    file.send_back(by=hasan, note="Periksa lagi.")
    refused_at = file.refused_at
    file.propose_recommendation(by=ratna)
    file.withdraw_proposal(by=ratna)
    Submission.objects.update(refused_at=refused_at)  # that release knew no such column

    assert Submission.objects.note_refusals() == 1
    assert not Submission.objects.sent_back().exists()
    assert Submission.objects.note_refusals() == 0


def test_trigrams_that_lie_elsewhere_are_told_and_stop_no_upgrade(transactional_db, caplog):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite reads the titles")
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA elsewhere")
        cursor.execute("ALTER EXTENSION pg_trgm SET SCHEMA elsewhere")
        cursor.execute(f"DROP INDEX {TITLES}")
        try:
            trigrams.stand_up("default", apps=True)
            assert "without an index (its schema is not in the search_path)" in caplog.text
        finally:
            cursor.execute("ALTER EXTENSION pg_trgm SET SCHEMA public")
            cursor.execute("DROP SCHEMA elsewhere")
            trigrams.stand_up("default", apps=True)
