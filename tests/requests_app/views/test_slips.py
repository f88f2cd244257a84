"""A slip of paper is given, replaced and taken back at the counter."""

import pytest
from django.urls import reverse

from events.models import Event
from requests_app.models import Slip
from tests.cast import make_office, make_staff
from tests.pages import soup, told, words


def address(file, name="slip_giving"):
    return reverse(name, args=[file.code])


def actions(file):
    return [
        event.action
        for event in Event.objects.about(file).order_by("pk")
        if event.action.endswith("slip")
    ]


def test_a_slip_is_made_replaced_and_taken_back_by_buttons(client, survey, budi):
    client.force_login(budi)
    assert "Belum ada slip yang berlaku." in words(client.get(address(survey)))

    given = client.post(address(survey))
    first = survey.slips.current
    renewed = client.post(address(survey))
    page = soup(client.get(address(survey)))

    assert given.url == renewed.url == address(survey)
    assert (
        told(given)
        == told(renewed)
        == ["Slip siap dicetak. Slip sebelumnya, bila ada, tidak berlaku."]
    )
    assert page.select_one(".slip-code").get_text() == survey.slips.current.spoken != first.spoken
    withdrawn = client.post(page.select_one("main form[action]")["action"])
    assert withdrawn.url == address(survey)
    assert told(withdrawn) == ["Slip dicabut. Kodenya tidak membuka apa pun lagi."]
    assert survey.slips.current is None
    assert actions(survey) == [
        *("submission.give_slip", "submission.give_slip", "submission.withdraw_slip")
    ]


def test_a_second_withdrawal_is_told_so(client, survey, budi):
    survey.slips.give(by=budi)
    client.force_login(budi)
    client.post(address(survey, "slip_withdrawal"))
    twice = client.post(address(survey, "slip_withdrawal"))

    assert (twice.url, told(twice)) == (
        address(survey),
        ["Slip pengajuan ini sudah dicabut."],
    )
    assert actions(survey).count("submission.withdraw_slip") == 1


@pytest.mark.parametrize("person", ["sari", "hasan"])
def test_who_gives_no_slips_is_told_and_takes_none_back(client, survey, budi, person, request):
    survey.slips.give(by=budi)
    client.force_login(request.getfixturevalue(person))

    asked = client.get(address(survey))
    taken = client.post(address(survey, "slip_withdrawal"))

    assert asked.status_code == client.post(address(survey)).status_code == 403
    assert "petugas satuan kerja yang memegang pengajuan" in asked.content.decode()
    assert taken.url == reverse("submission", args=[survey.code])
    assert told(taken) == ["Slip hanya diberikan dan dicabut oleh petugas satuan kerja ini."]
    assert Slip.objects.in_force().count() == 1


def test_a_draft_of_the_agencys_own_has_none(client, draft, sari):
    client.force_login(sari)

    assert client.post(address(draft)).status_code == 403
    assert Slip.objects.count() == 0


def test_others_learn_of_no_file(client, survey, stranger):
    for person in (stranger, make_staff("Rini", "front_desk", office=make_office("6301"))):
        client.force_login(person)
        for name in ("slip_giving", "slip_withdrawal"):
            assert client.post(address(survey, name)).status_code == 404


def test_an_entrance_without_a_code_asks_for_it(client, office):
    page = client.get(reverse("slip_check"))
    empty = client.post(reverse("slip_check"), {"kode": " "})

    assert "Ketik kode yang tercetak" not in words(page)
    assert "Ketik kode yang tercetak pada slip Anda." in words(empty)
    assert page["X-Robots-Tag"] == "noindex, nofollow"
