"""Completeness, and the click that submits."""

import re

import pytest
from django.urls import reverse

from events.models import Event
from requests_app.models import Submission
from requests_app.workflow import State
from tests.pages import soup, told, words
from tests.submissions import make_draft, make_returned


def review(client, file, person, **asked):
    client.force_login(person)
    return client.get(reverse("answers_review", args=[file.code]), asked)


def submit(client, file, person):
    client.force_login(person)
    return client.post(reverse("submittal", args=[file.code]))


def test_what_is_missing_stands_under_its_block_and_leads_there(client, sari):
    draft = make_draft(sari, sampling_frame=None, survey_purpose=None)
    draft.revision.attachments.all().delete()
    page = soup(review(client, draft, sari))

    assert page.h1.get_text(strip=True) == "Masih ada 3 hal yang perlu dilengkapi"
    assert [section.h2.get_text().partition(".")[0] for section in page.select("main section")][
        :3
    ] == ["Blok IV", "Blok VI", "Lampiran"]
    block = reverse("answers", args=[draft.code, "purpose"])
    assert [link["href"] for link in page.select(".missing a")] == [
        f"{block}#q-survey_purpose",
        reverse("answers", args=[draft.code, "sampling"]) + "#q-sampling_frame",
        reverse("attachments", args=[draft.code]),
    ]
    assert page.select("form[action$='/penyampaian/']") == []


def test_at_the_counter_it_leads_to_the_counters_pages(client, budi, agency):
    draft = make_draft(budi, agency=agency, sampling_frame=None)
    page = soup(review(client, draft, budi))

    assert page.select_one(".missing a")["href"] == (
        reverse("counter_entry", args=[draft.code, "sampling"]) + "#q-sampling_frame"
    )


def test_a_note_that_waits_is_named_and_led_to(client, sari, ratna):
    file = make_returned(sari, ratna)
    (way,) = soup(review(client, file, sari)).select(".missing a")

    assert re.fullmatch(rf"/pengajuan/{file.code}/catatan/#catatan-\d+", way["href"])
    refused = submit(client, file, sari)
    assert refused.url == reverse("answers_review", args=[file.code])
    assert len(told(refused)) == 1
    assert Submission.objects.get().state == State.RETURNED


def test_a_complete_form_says_who_will_examine_it_and_until_when(client, draft, sari):
    page = review(client, draft, sari)

    assert soup(page).h1.get_text(strip=True) == "Isian sudah lengkap, dengan 2 pertentangan"
    assert "BPS Kabupaten Kotabaru memeriksa rancangan ini dan memberi hasil dalam " in words(page)
    assert soup(page).select_one("main form .btn-primary").get_text(strip=True) == "Ajukan"


def test_who_only_reads_has_nothing_to_complete(client, survey, ratna, stranger):
    page = review(client, survey, ratna)

    assert "Tidak ada yang perlu Anda lengkapi sekarang." in words(page)
    assert soup(page).select("main form") == []
    assert review(client, survey, stranger).status_code == 404


def test_nobody_else_submits_it(client, draft, stranger, pending_member):
    for person in (stranger, pending_member):
        assert submit(client, draft, person).status_code == 404
    assert Submission.objects.get().state == State.DRAFT


def test_what_is_examined_is_told_to_be_submitted_already(client, examined, sari, ratna):
    late, wrong = submit(client, examined, sari), submit(client, examined, ratna)

    assert late.url == reverse("submission", args=[examined.code])
    assert "sekarang “Sedang diperiksa”" in told(late)[0]
    assert wrong.status_code == 403
    assert Event.objects.filter(action="submission.submit").count() == 1


def test_a_colleague_who_is_quicker_is_told(client, draft, sari, monkeypatch):
    submit_it = Submission.submit

    def quicker(submission, by):
        submit_it(Submission.objects.get(pk=submission.pk), by=by)
        submit_it(submission, by=by)

    monkeypatch.setattr(Submission, "submit", quicker)
    late = submit(client, draft, sari)

    assert late.url == reverse("submission", args=[draft.code])
    assert "tidak dapat dilakukan lagi" in told(late)[0]
    assert Event.objects.filter(action="submission.submit").count() == 1


@pytest.mark.parametrize("method", ["get", "put"])
def test_an_address_that_is_opened_submits_nothing(client, draft, sari, method):
    client.force_login(sari)

    assert getattr(client, method)(reverse("submittal", args=[draft.code])).status_code == 405
