"""The screen of the waiting room: numbers, never names, and mostly 304."""

from bs4 import BeautifulSoup
from django.urls import reverse

from guestbook.models import Visit
from tests.guestbook.conftest import TYPED


def board(client, etag=None):
    headers = {"If-None-Match": etag} if etag else {}
    return client.get(reverse("queue_board"), headers=headers)


def facts(response):
    return BeautifulSoup(response.content, "html.parser").find(class_="board").attrs


def test_it_shows_numbers_and_desks_and_nothing_else(client, arrive, budi, wulan):
    arrive("R"), arrive("K"), arrive("R")
    Visit.objects.call_next(by=budi, place="1")
    Visit.objects.call_next(by=wulan, place="2")

    for name in ("queue_display", "queue_board"):
        text = client.get(reverse(name)).content.decode()
        assert "K-001" in text
        assert "R-001" in text
        assert "R-002" not in text  # only counted
        for word in (*TYPED.values(), budi.name, wulan.name):
            assert word == "R" or word not in text
    assert facts(board(client))["data-said"] == "Nomor K-001, silakan ke meja 2."


def test_it_answers_304_while_nothing_has_changed(
    client, arrive, budi, django_assert_max_num_queries
):
    visit = arrive()
    first = board(client)
    assert (first.status_code, first["Cache-Control"]) == (200, "no-cache")

    with django_assert_max_num_queries(4):
        again = board(client, first["ETag"])
    assert (again.status_code, again.content) == (304, b"")

    visit.call(by=budi)
    called = board(client, first["ETag"])
    assert (called.status_code, facts(called)["data-call"]) == (200, "R-001/1")
    visit.call(by=budi)  # once more: the screen flashes again
    assert facts(board(client, called["ETag"]))["data-call"] == "R-001/2"


def test_it_begins_each_day_without_yesterdays_numbers(client, arrive, budi, time_machine):
    time_machine.move_to("2026-03-02T02:00:00Z")
    arrive()
    Visit.objects.call_next(by=budi).serve(by=budi)
    before = board(client)

    time_machine.move_to("2026-03-03T02:00:00Z")
    after = board(client, before["ETag"])

    assert facts(before)["data-day"] == "2026-03-02"
    assert (facts(after)["data-day"], facts(after)["data-call"]) == ("2026-03-03", "")
