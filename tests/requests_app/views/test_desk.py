import pytest
from django.urls import reverse

from requests_app.models import Submission
from requests_app.workflow import State
from tests.submissions import (
    at,
    make_draft,
    make_examined,
    make_proposed,
    make_returned,
    make_submitted,
)


def desk_codes(client, person, name="desk", **parameters):
    client.force_login(person)
    return [row.code for row in client.get(reverse(name), parameters).context["rows"]]


def test_the_desk_shows_what_waits_for_each(client, sari, ratna, hasan, budi, agency):
    draft = make_draft(sari)
    submitted = make_submitted(sari)
    examined = make_examined(sari, ratna)
    returned = make_returned(sari, ratna)
    proposed = make_proposed(sari, ratna)
    entered = Submission.objects.start(edition="fpkpa_2021", agency=agency, by=budi)

    open_files = {draft, returned, entered, submitted, examined, proposed}
    assert set(desk_codes(client, sari)) == {file.code for file in open_files}
    assert set(desk_codes(client, ratna)) == {submitted.code, examined.code}
    assert desk_codes(client, hasan) == [proposed.code]
    assert desk_codes(client, budi) == [entered.code]


def test_the_most_urgent_comes_first(client, sari, ratna, time_machine):
    codes = []
    for day in (4, 2, 3):
        time_machine.move_to(at(2026, 3, day))
        codes.append(make_submitted(sari).code)

    assert desk_codes(client, ratna) == [codes[1], codes[2], codes[0]]


def test_words_and_states_filter_the_list(client, sari, ratna):
    survey = make_submitted(sari, survey_title="Survei Wisata Pantai")
    make_submitted(sari)
    make_examined(sari, ratna)

    assert desk_codes(client, ratna, "submissions", cari="wisata pantai") == [survey.code]
    assert desk_codes(client, ratna, "submissions", cari=survey.code.lower()) == [survey.code]
    assert len(desk_codes(client, ratna, "submissions", status=State.SUBMITTED)) == 2
    assert desk_codes(client, ratna, "submissions", cari="tidak-ada") == []


def test_pages_of_fifty_reach_every_row_once(client, sari, ratna, django_assert_max_num_queries):
    survey = make_submitted(sari)
    Submission.objects.bulk_create(
        Submission(
            edition=survey.edition,
            title=f"Survei {n}",
            state=State.SUBMITTED,
            agency=survey.agency,
            office=survey.office,
            created_by=sari,
            submitted_at=survey.submitted_at,
            due_on=None if n % 3 == 0 else survey.due_on,
        )
        for n in range(119)
    )
    client.force_login(ratna)
    seen, href = [], reverse("submissions")
    while href:
        page = client.get(href).context
        seen += [row.pk for row in page["rows"]]
        href = page["next_href"]

    assert len(seen) == 120
    assert len(set(seen)) == 120


@pytest.mark.parametrize("name", ["desk", "submissions"])
def test_a_list_asks_the_same_few_queries_however_many_rows(
    client, sari, ratna, name, django_assert_max_num_queries
):
    def queries():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        client.get(reverse(name))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(reverse(name)).status_code == 200
        return len(asked)

    client.force_login(ratna)
    make_submitted(sari)
    one = queries()
    for _ in range(3):
        make_examined(sari, ratna).notes.write(by=ratna, text="Jelaskan.")
    assert queries() == one
    assert one <= 12


@pytest.mark.parametrize("cursor", ["x", "2026-13-01.4", ".", "-.99999999999999999999", "\x00"])
def test_a_broken_cursor_is_the_first_page(client, survey, ratna, cursor):
    assert desk_codes(client, ratna, "submissions", sesudah=cursor) == [survey.code]


def test_a_file_page_asks_at_most_twenty_queries_with_any_history(
    client, sari, ratna, django_assert_max_num_queries
):
    submission = make_examined(sari, ratna)
    for _ in range(3):
        for question in ("design.training", "purpose.variables", "cover.survey_title"):
            submission.notes.write(by=ratna, text="Jelaskan.", question=question)
        submission.return_for_revision(by=ratna)
        for note in submission.notes.all():
            if note.awaits_answer:
                note.answer(by=sari, text="Sudah.")
        submission.submit(by=sari)
        submission.begin_examination(by=ratna)
    for person in (sari, ratna):
        client.force_login(person)
        client.get(reverse("submission", args=[submission.code]))
        for name in ("submission", "notes", "resume"):
            with django_assert_max_num_queries(20):
                client.get(reverse(name, args=[submission.code]))
    with django_assert_max_num_queries(20):
        client.get(reverse("examination", args=[submission.code]))


def test_a_member_of_an_agency_that_waits_is_told_so(client, pending_member):
    client.force_login(pending_member)
    assert "Instansi Anda menunggu persetujuan" in client.get(reverse("desk")).content.decode()
