"""The advice on a form: as a page of its own, beside its questions, and when it is submitted."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from requests_app.models import Revision, Submission
from requests_app.models.revision import Unexplained
from requests_app.workflow import State
from tests.pages import soup, told, words
from tests.submissions import make_draft, make_returned, make_submitted

TRAINING = "Data dikumpulkan dengan wawancara, sedangkan petugas tidak dilatih."
WHY = "Petugasnya sama dengan tahun lalu dan sudah dilatih waktu itu."


def address(file):
    return reverse("advice", args=[file.code])


def looks(page):
    return [link["href"] for link in soup(page).select("#saran-isian > ul a")]


def later(days):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def sound(by, **answers):
    """A draft in which nothing contradicts anything else, but for these answers."""
    coming = {
        "survey_title": f"Survei Nelayan {later(60)[:4]}",
        "variables": [
            {
                "name": "Jumlah hari melaut",
                "reference_period": "Sebulan",
                "definition": "Hari sejak berangkat sampai kembali.",
            }
        ],
        "planning_start": later(1),
        "planning_end": later(20),
        "fieldwork_start": later(60),
        "fieldwork_end": later(70),
        "processing_start": later(71),
        "processing_end": later(72),
        "analysis_start": later(73),
        "analysis_end": later(74),
        "presentation_start": later(75),
        "presentation_end": later(76),
        "availability_date": later(77),
    }
    return make_draft(by, explained=False, **coming | answers)


@pytest.fixture
def untrained(sari):
    """A survey with one contradiction: interviews without training."""
    return sound(sari, training="no")


def review(client, file, person, **asked):
    client.force_login(person)
    return client.get(reverse("answers_review", args=[file.code]), asked)


def send(client, file, person, **typed):
    client.force_login(person)
    return client.post(reverse("submittal", args=[file.code]), typed)


def test_what_wants_a_look_is_said_for_the_form_and_for_its_block(client, sari, draft):
    client.force_login(sari)
    whole = client.get(address(draft))
    block = client.get(address(draft), {"blok": "purpose"})
    other = client.get(address(draft), {"blok": "contacts"})

    assert "#q-variables" in looks(whole)  # one of them is not defined
    assert set(looks(block)) == {"#q-variables"}
    assert looks(other) == []
    assert soup(block).select_one("#saran-isian")["data-hx-get"] == (
        f"{address(draft)}?blok=purpose"
    )
    assert "Saran membantu dan tidak menghalangi." in words(whole)
    assert "Tidak ada saran untuk bagian ini." in words(client.get(address(draft), {"blok": "x"}))


def test_the_office_reads_the_advice_on_what_was_submitted(client, sari, ratna, stranger, draft):
    survey = make_submitted(sari)
    client.force_login(ratna)
    page = client.get(address(survey))
    assert page.status_code == 200
    assert "Anda" not in soup(page).select_one("#saran-isian").get_text()
    assert client.get(address(draft)).status_code == 404
    client.force_login(stranger)
    assert client.get(address(survey)).status_code == 404


# Beside its question


def test_a_contradiction_stands_beside_its_question_and_first_in_the_list(client, sari, untrained):
    client.force_login(sari)
    page = soup(client.get(reverse("answers", args=[untrained.code, "design"])))

    beside = page.select_one("#q-training .contradiction").get_text(" ", strip=True)
    assert TRAINING in beside
    assert page.select("#q-pilot .contradiction") == []
    assert "id_design-training_contradiction" in page.select_one("#q-training")["aria-describedby"]
    assert page.select_one("#saran-isian h3").get_text() == "Pertentangan (1)"


def test_beside_its_question_it_is_drawn_anew_with_the_advice(client, sari, untrained):
    client.force_login(sari)
    page = soup(client.get(reverse("answers", args=[untrained.code, "design"])))
    places = page.select_one("#saran-isian")["data-hx-select-oob"].split(",")
    anew = soup(client.get(address(untrained), {"blok": "design"}))

    assert "#id_design-training_contradiction" in places
    for place in places:
        assert len(page.select(place)) == len(anew.select(place)) == 1
    assert TRAINING in anew.select_one("#id_design-training_contradiction").get_text()
    untrained.revision.store("design", {"training": "yes"}, by=sari)
    mended = soup(client.get(address(untrained), {"blok": "design"}))
    assert mended.select_one("#id_design-training_contradiction").get_text(strip=True) == ""


def test_at_the_counter_it_stands_there_as_well(client, budi, agency):
    file = sound(budi, agency=agency, training="no")
    client.force_login(budi)
    page = soup(client.get(reverse("counter_entry", args=[file.code, "design"])))

    assert TRAINING in page.select_one("#q-training .contradiction").get_text()
    review_page = soup(review(client, file, budi))
    (mend,) = review_page.select("form[action$='/penyampaian/'] a[href*='#q-training']")
    assert mend["href"].startswith(reverse("counter_entry", args=[file.code, "design"]))


# Mended, or kept with a reason


def test_a_form_without_contradictions_is_submitted_at_once(client, sari):
    file = sound(sari)
    page = soup(review(client, file, sari))

    assert page.h1.get_text(strip=True) == "Isian sudah lengkap"
    assert page.select("textarea") == []
    send(client, file, sari)
    assert Submission.objects.get().state == State.SUBMITTED


def test_a_contradiction_asks_for_its_reason_before_submission(client, sari, untrained):
    page = soup(review(client, untrained, sari))
    assert page.h1.get_text(strip=True) == "Isian sudah lengkap, dengan 1 pertentangan"
    label = page.select_one("label[for='alasan-R-VI-07']").get_text(" ", strip=True)
    assert label == "Tetap begini, karena … (Pelatihan petugas)"

    for typed in (
        {},
        *({"alasan-R-VI-07": blank} for blank in ("  ", "-")),
        {"alasan-R-IV-05": WHY},
    ):
        refused = send(client, untrained, sari, **typed)
        assert "Masih ada 1 pertentangan." in told(refused)[0]
    assert Submission.objects.get().state == State.DRAFT
    marked = soup(client.get(refused.url)).select_one(".has-error")
    assert "Tulis alasannya, atau perbaiki isiannya." in marked.get_text()

    accepted = send(client, untrained, sari, **{"alasan-R-VI-07": WHY})
    assert accepted.url == reverse("receipt", args=[untrained.code])
    (kept,) = Submission.objects.get().revision.kept
    assert kept == {
        "rule": "R-VI-07",
        "key": "design.training",
        "found": TRAINING,
        "reason": WHY,
    }


def test_mended_is_submitted_without_a_reason(client, sari, untrained):
    untrained.revision.store("design", {"training": "yes", "training_explanation": "x"}, by=sari)
    send(client, untrained, sari)

    assert Submission.objects.get().revision.kept == []


def test_a_suggestion_never_blocks(client, sari):
    file = sound(sari, pilot="no", supervisor_count=46, enumerator_count=3, analysis_end=later(75))
    send(client, file, sari)

    assert Submission.objects.get().state == State.SUBMITTED


def test_reasons_can_be_saved_before_the_print_at_the_counter_is_signed(client, budi, agency):
    file = sound(budi, agency=agency, training="no")
    saved = send(client, file, budi, simpan="1", **{"alasan-R-VI-07": WHY})

    assert "Alasan tersimpan" in told(saved)[0]
    assert Submission.objects.get().state == State.DRAFT
    assert WHY in words(client.get(reverse("entry_statement", args=[file.code])))
    send(client, file, budi)
    assert Submission.objects.get().state == State.SUBMITTED


def test_what_was_typed_stays_when_another_contradiction_wants_a_reason(client, sari):
    file = sound(sari, training="no", planning_end=later(65))
    send(client, file, sari, **{"alasan-R-VI-07": WHY, "alasan-R-III-06": ""})
    page = soup(review(client, file, sari))

    assert page.select_one("#alasan-R-VI-07").get_text(strip=True) == WHY
    assert page.select_one("#alasan-R-III-06").get_text(strip=True) == ""


def test_the_examiner_reads_the_reason_beside_the_question_and_so_does_the_agency(
    client, sari, ratna, hasan, untrained
):
    untrained.revision.explain({"R-VI-07": WHY})
    untrained.submit(by=sari)
    client.force_login(ratna)
    page = soup(client.get(reverse("examination", args=[untrained.code])))
    beside = page.select_one("div#q-training dd").get_text(" ", strip=True)

    assert TRAINING in beside
    assert WHY in beside
    first = page.select_one("#saran-isian li").get_text(" ", strip=True)
    assert first.startswith(TRAINING)
    assert WHY in first
    assert "Anda" not in page.select_one("#saran-isian").get_text()
    for person in (sari, ratna, hasan):
        client.force_login(person)
        assert WHY in words(client.get(reverse("resume", args=[untrained.code])))


def test_a_note_written_from_advice_speaks_to_the_agency(client, sari, ratna):
    file = make_submitted(sari)
    file.begin_examination(by=ratna)
    client.force_login(ratna)
    page = soup(client.get(reverse("examination", args=[file.code])))
    link = page.select_one("#saran-isian .note-link")["href"]

    assert "Tulis definisinya" in soup(client.get(link)).select_one("textarea").get_text()


def test_a_reason_goes_on_into_the_next_version_and_is_asked_for_while_it_stands(
    client, sari, ratna
):
    file = make_returned(sari, ratna)  # make_draft gave a reason for each
    file.notes.get().answer(by=sari, text="Sudah.")
    first, second = file.revisions.all()

    assert second.kept == first.kept != []
    page = soup(review(client, file, sari))
    assert page.select_one("#alasan-R-III-04").get_text(strip=True) == "Sudah dibicarakan."
    file.submit(by=sari)
    assert file.revision.kept == first.kept


def test_who_compares_versions_reads_a_new_reason_where_nothing_else_changed(client, sari, ratna):
    file = make_returned(sari, ratna)
    file.notes.get().answer(by=sari, text="Sudah.")
    file.revision.explain({"R-III-04": "Menunggu rekomendasi."})
    file.submit(by=sari)
    client.force_login(ratna)
    page = soup(client.get(reverse("changes", args=[file.code, 2])))

    (beside,) = page.select("#q-fieldwork_start .why")
    assert "Menunggu rekomendasi." in beside.get_text()
    assert page.select("#q-variables") == []  # that reason was known


def test_reasons_are_written_once(sari, untrained):
    untrained.revision.explain({"R-VI-07": WHY})
    untrained.submit(by=sari)

    with pytest.raises(IntegrityError), transaction.atomic():
        Revision.objects.update(kept=[])
    with pytest.raises(IntegrityError), transaction.atomic():
        Revision.objects.update(answers={})


def test_nobody_else_gives_a_reason(client, sari, stranger, ratna, untrained):
    for person in (stranger, ratna):
        assert send(client, untrained, person, **{"alasan-R-VI-07": WHY}).status_code == 404
    assert Revision.objects.get().kept == []


def test_the_verb_itself_refuses(sari, untrained):
    with pytest.raises(Unexplained) as refusal:
        untrained.submit(by=sari)

    assert [item.rule for item in refusal.value.missing] == ["R-VI-07"]
    assert Submission.objects.get().state == State.DRAFT
