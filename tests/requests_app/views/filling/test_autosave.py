"""One question saved while it is typed: what it answers, what it costs, what it never does."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.refusals import NotNow
from requests_app.models import Revision, Submission
from tests.answers import fs3_answers
from tests.cast import make_member
from tests.submissions import make_submitted


@pytest.fixture
def begun(sari):
    return Submission.objects.start(
        edition="fs3_2021", agency=sari.agency, by=sari, answers=fs3_answers()
    )


def save(client, person, submission, question, *, part="purpose", base=0, **typed):
    if person:
        client.force_login(person)
    page = {"base": base, "person": person.pk if person else 1}
    return client.post(reverse("answer", args=[submission.code, part, question]), page | typed)


def stored(submission, part="purpose"):
    return Submission.objects.get(pk=submission.pk).revision.answers[part]


def test_one_question_is_saved_and_the_others_stay(client, sari, begun):
    response = save(client, sari, begun, "survey_purpose", survey_purpose="Tujuan baru.")

    assert (response.status_code, response.json()["saves"]) == (200, 1)
    assert stored(begun) == fs3_answers()["purpose"] | {"survey_purpose": "Tujuan baru."}


def test_a_table_is_one_question(client, sari, begun):
    cells = {"variables-0-name": "Biaya", "variables-0-reference_period": "Sebulan"}

    response = save(client, sari, begun, "variables", **cells)

    assert response.status_code == 200
    assert stored(begun)["variables"] == [{"name": "Biaya", "reference_period": "Sebulan"}]


def test_several_ticks_are_one_question(client, sari, begun):
    response = save(
        client, sari, begun, "collectors", part="design", collectors=["own_staff", "partners"]
    )

    assert response.status_code == 200
    assert len(stored(begun, "design")["collectors"]) == 2


@pytest.mark.parametrize("sign", ["𗀀", "\ue000"])
def test_a_sign_that_cannot_be_printed_is_kept_and_told_where_it_is_typed(
    client, sari, begun, sign
):
    response = save(client, sari, begun, "survey_purpose", survey_purpose=f"Tujuan {sign}.")

    assert stored(begun)["survey_purpose"] == f"Tujuan {sign}."
    assert response.json()["warning"].startswith(f"Tanda {sign} tidak ada pada huruf")
    page = client.get(reverse("answers_review", args=[begun.code])).content.decode()
    assert f"Tanda {sign} tidak ada pada huruf" in page
    for drawn in ("ꦱꦺꦤ꧀ꦱꦸꦱ꧀", "الإحصاء", "統計", "∀x∈ℝ"):
        response = save(client, sari, begun, "survey_purpose", base=1, survey_purpose=drawn)
        assert response.json().get("warning", "") == ""


def test_in_a_table_it_is_told_with_its_row_and_column(client, sari, begun):
    cells = {"variables-0-name": "Biaya 𗀀", "variables-0-reference_period": "Sebulan"}

    response = save(client, sari, begun, "variables", **cells)

    assert "Tanda 𗀀 tidak ada pada huruf" in response.json()["warning"]


def test_an_emptied_question_is_emptied(client, sari, begun):
    save(client, sari, begun, "survey_purpose", survey_purpose="")

    assert "survey_purpose" not in stored(begun)


def test_what_somebody_else_saved_meanwhile_is_told(client, sari, agency, begun):
    tono = make_member("Tono", agency=agency)
    save(client, tono, begun, "survey_purpose", survey_purpose="Menurut Tono.")

    told = save(client, sari, begun, "survey_purpose", survey_purpose="Menurut Sari.")

    assert (told.status_code, told.json()["cause"]) == (409, "conflict")
    assert (told.json()["stored"], told.json()["by"][:5]) == ("Menurut Tono.", "Tono,")
    assert stored(begun)["survey_purpose"] == "Menurut Tono."

    chosen = save(
        client,
        sari,
        begun,
        "survey_purpose",
        base=told.json()["saves"],
        survey_purpose="Menurut Sari.",
    )
    assert chosen.status_code == 200
    assert stored(begun)["survey_purpose"] == "Menurut Sari."


def test_a_wrong_kind_of_answer_leaves_the_stored_one(client, sari, begun):
    response = save(client, sari, begun, "sample_size", part="sampling", sample_size="banyak")

    assert (response.status_code, response.json()["cause"]) == (200, "answer")
    assert response.json()["errors"]
    assert stored(begun, "sampling")["sample_size"] == 300


def test_nobody_saves_in_the_name_of_somebody_else(client, sari, agency, begun):
    client.force_login(make_member("Tono", agency=agency))
    url = reverse("answer", args=[begun.code, "purpose", "survey_purpose"])

    later = client.post(url, {"base": 0, "person": sari.pk, "survey_purpose": "Teks Sari."})
    client.logout()
    nobody = client.post(url, {"base": 0, "person": sari.pk, "survey_purpose": "Teks Sari."})

    assert (later.status_code, nobody.status_code) == (401, 401)
    assert nobody.json()["cause"] == "session"
    assert stored(begun) == fs3_answers()["purpose"]


def test_strangers_learn_nothing(client, stranger, ratna, sari, begun):
    assert save(client, stranger, begun, "survey_purpose", survey_purpose="x").status_code == 404
    assert save(client, sari, begun, "no_question", no_question="x").status_code == 404
    submitted = make_submitted(sari)
    assert save(client, ratna, submitted, "survey_purpose", survey_purpose="x").status_code == 403
    assert save(client, sari, submitted, "survey_purpose", survey_purpose="x").status_code == 403


def test_a_save_asks_at_most_six_queries(client, sari, begun):
    save(client, sari, begun, "survey_purpose", survey_purpose="Pertama.")
    url = reverse("answer", args=[begun.code, "purpose", "survey_purpose"])

    with CaptureQueriesContext(connection) as queries:
        client.post(url, {"base": 9, "person": sari.pk, "survey_purpose": "Kedua."})

    asked = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
    assert stored(begun)["survey_purpose"] == "Kedua."
    assert len(asked) == 6, asked  # session and person are two of them on a cold cache


def test_what_was_sent_after_the_session_had_ended_comes_back(client, sari, begun):
    url = reverse("answers", args=[begun.code, "purpose"])
    sent = {"base": 0, "person": sari.pk, "survey_purpose": "Tujuan yang panjang.", "lanjut": "1"}

    refused = client.post(url, sent)
    client.force_login(sari)
    page = client.get(url)
    again = client.get(url)

    assert refused.url == f"{reverse('account_login')}?next={url}"
    assert page.context["form"]["survey_purpose"].value() == "Tujuan yang panjang."
    assert "belum tersimpan" in page.content.decode()
    assert stored(begun) == fs3_answers()["purpose"]
    assert (
        again.context["form"]["survey_purpose"].value()
        == fs3_answers()["purpose"]["survey_purpose"]
    )


def test_what_somebody_sent_comes_back_to_nobody_else(client, sari, agency, begun):
    url = reverse("answers", args=[begun.code, "purpose"])
    client.post(url, {"person": sari.pk, "survey_purpose": "Teks Sari."})
    client.force_login(make_member("Tono", agency=agency))

    assert "Teks Sari." not in client.get(url).content.decode()


def test_a_button_pressed_too_late_leads_back_to_its_page(client, begun):
    page = f"http://testserver{reverse('submission', args=[begun.code])}"
    url = reverse("submittal", args=[begun.code])

    known = client.post(url, headers={"Referer": page})
    foreign = client.post(url, headers={"Referer": "https://jahat.example/pengajuan/"})

    login = reverse("account_login")
    assert known.url == f"{login}?next={reverse('submission', args=[begun.code])}"
    assert foreign.url == f"{login}?next=/"


def test_a_form_that_was_submitted_at_that_moment_takes_nothing(client, sari, begun, monkeypatch):
    def quicker(revision, *args, **kwargs):
        raise NotNow("Versi ini sudah diajukan.")

    monkeypatch.setattr(Revision, "store", quicker)
    refused = save(client, sari, begun, "survey_purpose", survey_purpose="Terlambat.")

    assert refused.status_code == 403
    assert refused.json() == {"cause": "state", "errors": ["Versi ini sudah diajukan."]}


def test_a_new_title_is_told_to_the_page(client, sari, begun):
    told = save(
        client, sari, begun, "survey_title", part="cover", survey_title="Survei\nIkan  2027"
    )
    other = save(client, sari, begun, "survey_purpose", base=9, survey_purpose="Tujuan baru.")

    assert told.json()["title"] == "Survei Ikan 2027"
    assert "title" not in other.json()
