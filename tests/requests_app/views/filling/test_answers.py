import pytest
from django.urls import reverse

from requests_app.models import Submission
from tests.submissions import make_draft, make_returned


@pytest.fixture
def begun(sari, agency):
    """A draft with nothing but the organiser."""
    return Submission.objects.start(edition="fs3_2021", agency=agency, by=sari)


def answers_url(submission, block):
    return reverse("answers", args=[submission.code, block])


def test_a_block_is_saved_as_a_draft_with_blanks(client, sari, begun):
    client.force_login(sari)

    response = client.post(
        answers_url(begun, "cover"), {"base": 0, "survey_title": "Survei Nelayan", "lanjut": "1"}
    )

    assert response.url == answers_url(begun, "organizer")
    begun.refresh_from_db()
    assert begun.title == "Survei Nelayan"
    assert begun.revision.answers["cover"] == {"survey_title": "Survei Nelayan"}


def test_a_wrong_type_is_told_and_everything_else_is_saved(client, sari, begun):
    client.force_login(sari)

    response = client.post(
        answers_url(begun, "design"), {"base": 0, "supervisor_count": "tiga", "enumerator_count": 4}
    )

    assert response.status_code == 422
    assert 'value="tiga"' in response.content.decode()
    assert Submission.objects.get().revision.answers["design"] == {"enumerator_count": 4}


def test_a_title_of_5000_characters_is_refused_and_kept_on_the_page(client, sari, begun):
    client.force_login(sari)
    title = "Survei " * 714

    response = client.post(answers_url(begun, "cover"), {"base": 0, "survey_title": title})

    assert response.status_code == 422
    assert title.strip() in response.content.decode()
    assert Submission.objects.get().title == ""


def test_control_and_direction_characters_are_stripped(client, sari, begun):
    client.force_login(sari)

    client.post(
        answers_url(begun, "cover"), {"base": 0, "survey_title": "Survei\x00 \u202eNelayan\x07"}
    )

    assert Submission.objects.get().title == "Survei Nelayan"


def test_somebody_elses_change_is_shown_with_both_texts(client, sari, begun):
    client.force_login(sari)
    page = client.get(answers_url(begun, "cover"))
    begun.revision.store("cover", {"survey_title": "Judul rekan"}, by=sari)

    response = client.post(
        answers_url(begun, "cover"), {"base": page.context["base"], "survey_title": "Judul saya"}
    )

    text = response.content.decode()
    assert response.status_code == 422
    assert "Judul rekan" in text
    assert "Judul saya</textarea>" in text
    assert Submission.objects.get().title == "Judul rekan"

    client.post(
        answers_url(begun, "cover"),
        {"base": response.context["base"], "survey_title": "Judul bersama"},
    )
    assert Submission.objects.get().title == "Judul bersama"


def test_a_row_is_added_without_losing_what_was_typed(client, sari, begun):
    client.force_login(sari)

    response = client.post(
        answers_url(begun, "purpose"),
        {
            "base": 0,
            "survey_purpose": "Mengetahui biaya",
            "variables-0-name": "Biaya",
            "rows": "variables:add",
        },
    )

    text = response.content.decode()
    assert response.status_code == 200
    assert "Mengetahui biaya" in text
    assert 'name="variables-1-name"' in text
    assert Submission.objects.get().revision.answers.get("purpose") is None


def test_a_deciding_answer_shows_its_questions_without_saving(client, sari, begun):
    client.force_login(sari)

    response = client.post(
        answers_url(begun, "general"), {"base": 0, "repetition": "repeated", "perbarui": "1"}
    )

    assert 'name="frequency"' in response.content.decode()
    assert Submission.objects.get().revision.answers.get("general") is None


def test_a_skipped_answer_is_cleared(client, sari):
    submission = make_draft(sari)
    client.force_login(sari)
    assert submission.revision.answers["general"]["frequency"] == "yearly"

    client.post(
        answers_url(submission, "general"),
        {"base": 99, "repetition": "once", "data_collection_type": "cross_sectional"},
    )

    answers = Submission.objects.get().revision.answers["general"]
    assert answers == {"repetition": "once", "data_collection_type": "cross_sectional"}


def test_the_identity_is_shown_and_never_typed(client, sari, begun):
    client.force_login(sari)

    client.post(
        answers_url(begun, "cover"),
        {"base": 0, "survey_title": "Survei", "recommendation_identity": "V-26.6302.001"},
    )

    assert Submission.objects.get().revision.answers["cover"] == {"survey_title": "Survei"}


def test_who_may_not_write_is_led_to_what_he_may_read(client, ratna, survey):
    client.force_login(ratna)

    response = client.get(answers_url(survey, "cover"))

    assert response.url == reverse("resume", args=[survey.code]) + "#blok-cover"


def test_an_officer_at_the_desk_fills_in_on_behalf_of_the_agency(client, budi, agency):
    submission = Submission.objects.start(edition="fs3_2021", agency=agency, by=budi)
    client.force_login(budi)

    client.post(answers_url(submission, "cover"), {"base": 0, "survey_title": "Survei Tamu"})

    submission.refresh_from_db()
    assert submission.title == "Survei Tamu"
    assert submission.revision.saved_by == budi


def test_notes_stand_beside_their_question_after_the_return(client, sari, ratna):
    submission = make_returned(sari, ratna)
    submission.notes.create(
        revision=submission.revisions.first(),
        question="design.training",
        text="Berapa lama pelatihannya?",
        by=ratna,
        sent_at=submission.returned_at,
    )
    client.force_login(sari)

    page = client.get(answers_url(submission, "design")).content.decode()

    assert page.index("Apakah melakukan pelatihan") < page.index("Berapa lama pelatihannya?")


@pytest.mark.parametrize("block", ["tidak-ada", "cover0"])
def test_an_unknown_block_is_not_found(client, sari, begun, block):
    client.force_login(sari)
    assert client.get(answers_url(begun, block)).status_code == 404


def test_colleagues_on_the_same_page_both_keep_what_each_changed(client, sari):
    submission = make_draft(sari)
    client.force_login(sari)
    page = client.get(answers_url(submission, "contacts")).context
    shown = submission.revision.answers["contacts"] | {"base": page["base"], "marks": page["marks"]}

    for change in ({"responsible_name": "Aminah Baru"}, {"manager_name": "Rahmat Baru"}):
        assert client.post(answers_url(submission, "contacts"), shown | change).status_code == 302

    stored = Submission.objects.get().revision.answers["contacts"]
    assert stored["responsible_name"] == "Aminah Baru"
    assert stored["manager_name"] == "Rahmat Baru"

    response = client.post(
        answers_url(submission, "contacts"), shown | {"manager_name": "Rahmat Lain"}
    )
    assert [conflict.key for conflict in response.context["conflicts"]] == ["contacts.manager_name"]

    again = {name: response.context[name] for name in ("base", "marks")}
    mine = shown | again | {"manager_name": "Rahmat Lain"}
    assert client.post(answers_url(submission, "contacts"), mine).status_code == 302
    stored = Submission.objects.get().revision.answers["contacts"]
    assert (stored["responsible_name"], stored["manager_name"]) == ("Aminah Baru", "Rahmat Lain")


@pytest.mark.parametrize("marks", ["", "[]", "{", "[" * 100_000, '{"survey_title": []}', "\x00"])
def test_odd_marks_only_mean_that_a_conflict_is_shown(client, sari, begun, marks):
    begun.revision.store("cover", {"survey_title": "Judul rekan"}, by=sari)
    client.force_login(sari)

    response = client.post(
        answers_url(begun, "cover"), {"base": 0, "marks": marks, "survey_title": "Judul saya"}
    )

    assert response.status_code == 422
    assert Submission.objects.get().title == "Judul rekan"
