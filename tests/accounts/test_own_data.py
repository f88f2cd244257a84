"""Everybody sees what the portal holds of him, takes it away, and asks for what is wrong."""

import json

import pytest
from django.urls import reverse
from time_machine import travel

from accounts.models import DataRequest
from events.models import Event, Mail
from events.refusals import NotNow
from tests.cast import make_office, make_staff
from tests.pages import facts, soup, words
from tests.submissions import make_draft

ASKED = {"kind": "erasure", "words": "Hapus nomor telepon lama saya."}


@pytest.fixture
def asked(client, sari):
    with travel("2026-03-02 02:00Z", tick=False):
        client.force_login(sari)
        client.post(reverse("own_data"), ASKED)
        client.logout()
    return DataRequest.objects.get()


def test_the_page_tells_what_is_held_and_nothing_of_others(client, sari, ratna):
    make_draft(sari)
    client.force_login(sari)
    page = client.get(reverse("own_data"))
    account = facts(soup(page))

    assert (account["Nama"], account["Surel"]) == (sari.name, sari.email)
    assert "Sari" in account["Nama"]
    assert "Yang Anda lakukan di portal (1)" in words(page)
    assert ratna.email not in words(page)


def test_the_same_is_taken_away_as_json(client, sari):
    client.force_login(sari)
    answer = client.get(reverse("own_data_json"))
    data = json.loads(answer.content)
    account = {fact["nama"]: fact["nilai"] for fact in data["data"][0]["isi"]}

    assert answer["Content-Disposition"] == 'attachment; filename="data-saya.json"'
    assert "no-store" in answer["Cache-Control"]
    assert account["Surel"] == "sari@example.go.id"
    assert account["Terdaftar sejak"] == sari.joined_at.isoformat()


def test_what_is_asked_waits_for_the_admin_three_days_at_most(client, asked, dewi, sari):
    assert (asked.by, asked.words) == (sari, ASKED["words"])
    assert f"{asked.due_at:%d %H}" == "05 02"
    assert [event.action for event in Event.objects.about(sari)] == ["user.ask_about_data"]
    assert ASKED["words"] not in str(Event.objects.about(sari).get().particulars)

    client.force_login(dewi)
    assert "permintaan atas data pribadi" in words(client.get(reverse("desk")))
    assert ASKED["words"] in words(client.get(reverse("office_data_requests")))


def test_the_answer_is_mailed_and_shown(client, asked, dewi, sari):
    client.force_login(dewi)
    client.post(reverse("office_data_request", args=[asked.pk]), {"answer": "Sudah dihapus."})

    mail = Mail.objects.get(kind="data_answered")
    assert (mail.to, "Sudah dihapus." in mail.text) == (sari.email, True)
    client.force_login(sari)
    assert "Jawaban: Sudah dihapus." in words(client.get(reverse("own_data")))
    with pytest.raises(NotNow):
        asked.settle(by=dewi, answer="Lagi.")


def test_an_admin_elsewhere_does_not_see_it(client, asked):
    elsewhere = make_staff("Admin lain", "admin", office=make_office("6371"))
    client.force_login(elsewhere)

    assert client.get(reverse("office_data_request", args=[asked.pk])).status_code == 404
    assert ASKED["words"] not in words(client.get(reverse("office_data_requests")))
