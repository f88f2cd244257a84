"""The officer's list of opinions: what he is asked, what he asked, by state, twenty a page."""

from datetime import date

import pytest
from django.urls import reverse

from opinions.models import Opinion
from tests.opinions.making import make_opinion
from tests.pages import queries, soup, words
from tests.submissions import make_examined, make_submitted

LIST = reverse("opinions")


@pytest.fixture
def asked(sari, ratna, yoga):
    """Ratna asked Yoga three times: one waits, one was answered, one was withdrawn."""
    file = make_examined(sari, ratna)
    waiting, answered, withdrawn = (make_opinion(file, ratna, yoga) for _ in range(3))
    answered.answer(by=yoga, text="Memadai.")
    withdrawn.withdraw(by=ratna)
    return waiting, answered, withdrawn


def rows(client, query=""):
    links = soup(client.get(LIST + query)).select("tbody th a")
    return [int(link["href"].strip("/").rpartition("/")[2]) for link in links]


def test_who_is_asked_sees_what_waits_above_what_he_answered(client, asked, yoga):
    client.force_login(yoga)
    waiting, answered, withdrawn = (one.pk for one in asked)

    assert rows(client) == [waiting, answered, withdrawn]  # he sees the file itself, too
    assert rows(client, "?status=menunggu") == [waiting]
    assert rows(client, "?status=dijawab") == [answered]
    assert rows(client, "?sisi=minta") == []


def test_who_asked_sees_his_own_by_state(client, asked, ratna, yoga):
    client.force_login(ratna)
    waiting, answered, withdrawn = (one.pk for one in asked)

    assert rows(client) == []
    assert rows(client, "?sisi=minta") == [waiting, answered, withdrawn]
    assert rows(client, "?sisi=minta&status=dicabut") == [withdrawn]
    page = words(client.get(f"{LIST}?sisi=minta&status=menunggu"))
    assert "Ditanyakan kepada" in page
    assert yoga.name in page


def test_rubbish_in_the_address_shows_the_usual_list(client, asked, yoga):
    client.force_login(yoga)

    assert rows(client, "?sisi=x&status=%00&halaman=zz") == rows(client)


def test_twenty_stand_on_a_page_and_cost_as_much_as_one(client, sari, ratna, yoga):
    file = make_examined(sari, ratna)
    make_opinion(file, ratna, yoga)
    client.force_login(yoga)
    one = queries(client, LIST)
    Opinion.objects.bulk_create(
        Opinion(
            submission=file,
            whom="colleague",
            colleague=yoga,
            text="Cukup?",
            due_on=date(2026, 3, 5),
            asked_by=ratna,
        )
        for _ in range(20)
    )

    assert queries(client, LIST) == one <= 12
    assert (len(rows(client)), len(rows(client, "?halaman=2"))) == (20, 1)


def test_another_offices_are_not_there(client, asked, rahmat):
    client.force_login(rahmat)

    assert rows(client) == rows(client, "?sisi=minta") == []


def test_desk_and_menu_lead_there(client, asked, yoga, sari):
    make_submitted(sari)
    client.force_login(yoga)

    page = soup(client.get(reverse("desk")))

    assert [link.get_text(strip=True) for link in page.select(f"main a[href='{LIST}']")] == [
        "Semua pendapat"
    ]
    assert page.select_one(f"header a[href='{LIST}']").get_text(strip=True) == "Pendapat"
