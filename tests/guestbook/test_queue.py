"""The counter: calling, serving, ending; two officers never have the same visitor."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.waiting import sections_for
from events.models import Event
from events.refusals import NotNow
from guestbook import waiting_times
from guestbook.models import Visit
from guestbook.waiting_times import Waits
from tests.cast import make_office, make_staff
from tests.guestbook.conftest import words
from tests.letters.conftest import at_once


def call_next(by, **facts):
    return Visit.objects.call_next(by=by, **facts)


def press(client, name, visit=None, **typed):
    return client.post(reverse(name, args=[visit.pk] if visit else []), typed, follow=True)


def test_a_visitor_is_called_served_and_done(client, arrive, budi):
    visit = arrive()
    client.force_login(budi)

    assert "Panggil berikutnya: R-001" in words(client.get(reverse("queue")))
    press(client, "queue_place", place="2")
    press(client, "queue_call")
    press(client, "visit_call", visit)
    press(client, "visit_serving", visit)
    press(client, "visit_ending", visit, outcome="awaiting_letter", note="Surat menyusul.")

    visit.refresh_from_db()
    assert (visit.state, visit.outcome, visit.note) == (
        "done",
        "awaiting_letter",
        "Surat menyusul.",
    )
    assert (visit.calls, visit.place, visit.served_by) == (2, "2", budi)
    assert visit.arrived_at < visit.called_at < visit.last_called_at < visit.served_at
    assert visit.served_at < visit.ended_at
    assert list(Event.objects.about(visit).values_list("action", flat=True)) == [
        "visit.arrive",
        "visit.call",
        "visit.call",
        "visit.serve",
        "visit.end",
    ]
    press(client, "visit_ending", visit, outcome="served")  # the letter has come
    visit.refresh_from_db()
    assert (visit.outcome, visit.note) == ("served", "")


def test_without_an_outcome_a_visit_is_not_closed(client, arrive, budi):
    arrive()
    visit = call_next(budi)
    client.force_login(budi)

    page = press(client, "visit_ending", visit, note="Sudah dijelaskan.")

    visit.refresh_from_db()
    assert visit.state == "called"
    assert "Pilih hasil pelayanan." in words(page)
    assert "Sudah dijelaskan." in words(page)


def test_the_longest_waiting_comes_first_of_all_services_or_of_one(arrive, budi, wulan):
    arrive("R"), arrive("K"), arrive("R")

    assert call_next(budi, service="K").label == "K-001"
    assert call_next(wulan).label == "R-001"


def test_one_officer_has_one_visitor_at_a_time(client, arrive, budi):
    arrive(), arrive()
    first = call_next(budi)

    with pytest.raises(NotNow, match="Selesaikan dahulu R-001"):
        call_next(budi)
    client.force_login(budi)
    assert "Selesaikan dahulu R-001" in words(press(client, "queue_call"))
    first.miss(by=budi)
    assert call_next(budi).label == "R-002"


def test_who_did_not_come_may_be_called_again_and_not_the_next_day(
    arrive, budi, time_machine, office
):
    time_machine.move_to("2026-03-02T02:00:00Z")
    arrive(), arrive()
    visit = call_next(budi)
    visit.miss(by=budi)
    visit.call(by=budi)
    assert visit.state == "called"
    visit.miss(by=budi)

    time_machine.move_to("2026-03-03T02:00:00Z")
    assert Visit.objects.close_past_days() == 1
    assert Visit.objects.close_past_days() == 0
    assert {v.state for v in Visit.objects.all()} == {"absent"}
    with pytest.raises(NotNow, match="R-001 sekarang tidak hadir"):
        visit.call(by=budi)
    with pytest.raises(NotNow, match="Tidak ada tamu yang menunggu"):
        call_next(budi)


def test_a_colleagues_visitor_cannot_be_called_away(client, arrive, budi, wulan):
    visit = arrive()
    call_next(budi)
    client.force_login(wulan)

    told = words(press(client, "visit_call", visit))

    assert "R-001 sekarang dipanggil oleh Budi Santoso." in told
    visit.refresh_from_db()
    assert (visit.served_by, visit.calls) == (budi, 1)


def test_another_office_has_a_queue_of_its_own(client, arrive):
    visit = arrive()
    other = make_staff("Udin", "front_desk", office=make_office("6301"))
    client.force_login(other)

    assert "Tidak ada yang menunggu" in words(client.get(reverse("queue")))
    for name in ("visit_call", "visit_serving", "visit_absence", "visit_ending"):
        assert press(client, name, visit, outcome="served").status_code == 404
    assert client.get(visit.get_absolute_url()).status_code == 404
    visit.refresh_from_db()
    assert visit.state == "waiting"


def test_eight_officers_who_call_at_once_get_eight_visitors(postgresql, arrive, office):
    officers = [make_staff(None, "front_desk", office=office) for _ in range(8)]
    for _ in range(8):
        arrive()

    assert at_once(lambda officer: call_next(User.objects.get(pk=officer.pk)), officers) == []

    called = Visit.objects.filter(state="called").values_list("served_by", "calls")
    assert sorted(called) == sorted((officer.pk, 1) for officer in officers)


def test_one_officer_who_presses_twice_at_once_gets_one_visitor(postgresql, arrive, budi):
    for _ in range(4):
        arrive()

    wrong = at_once(lambda _: call_next(User.objects.get(pk=budi.pk)), range(4))

    assert [type(problem) for problem in wrong] == [NotNow] * 3
    assert Visit.objects.filter(state="called").count() == 1


def waited(arrive, *minutes, service="R", days=0):
    """Visitors who were called after so many minutes, that many days ago."""
    for number in minutes:
        visit = arrive(service)
        then = timezone.now() - timedelta(days=days)
        Visit.objects.filter(pk=visit.pk).update(
            arrived_at=then - timedelta(minutes=number),
            called_at=then,
            day=visit.day - timedelta(days=days),
            state="absent",
        )


def test_waiting_times_are_measured_today_and_by_month(arrive, office, time_machine):
    time_machine.move_to("2026-03-10T02:00:00Z")
    waited(arrive, 8, days=20)
    waited(arrive, *range(1, 11))
    waited(arrive, 30, service="K")
    arrive()  # still waits

    assert waiting_times.today(office) == [
        Waits("Hari ini", 11, 6, 10),
        Waits("Rekomendasi kegiatan statistik", 10, 6, 9),
        Waits("Konsultasi statistik", 1, 30, 30),
    ]
    assert [(str(month), row[1:]) for month, row in waiting_times.by_month(office)] == [
        ("2026-03-01", (11, 6, 10)),
        ("2026-02-01", (1, 8, 8)),
    ]


def test_the_queue_asks_few_questions_however_many_wait(
    client, arrive, budi, django_assert_max_num_queries
):
    client.force_login(budi)
    arrive()
    client.get(reverse("queue"))  # the months are computed once
    counts = []
    for more in (0, 20):
        for _ in range(more):
            arrive()
        with django_assert_max_num_queries(12) as asked:
            client.get(reverse("queue"))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_desk_tells_who_waits(client, arrive, budi, ratna):
    arrive(), arrive()
    Visit.objects.call_next(by=budi)

    told = {section.waiting.words: section.count for section in sections_for(budi)}
    assert (told["tamu menunggu dipanggil"], told["tamu sedang saya layani"]) == (1, 1)
    assert not any("tamu" in section.waiting.words for section in sections_for(ratna))
