"""What an admin types by mistake is refused or can be mended, and erases nothing that is needed."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.urls import reverse
from django.utils import timezone

from complaints.models import Complaint
from consultations.models import Consultation
from events.models import Event
from events.refusals import NotNow
from norms import keeping, loading
from norms.models import Norm, Sweep
from norms.reading import norm
from norms.tasks import sweep_kept
from tests.complaints.making import make_handled
from tests.consultations.making import make_guests, open_hours
from tests.pages import words
from tests.submissions import at

NOTHING = dict.fromkeys(
    ["deed_kind", "deed_short", "deed_number", "deed_year", "deed_about", "article", "source"], ""
)


@pytest.fixture
def entering(client, dewi, time_machine):
    """Returns a function with which Dewi enters how long visitors are kept."""
    time_machine.move_to(at(2026, 3, 2))
    loading.load()
    client.force_login(dewi)

    def enter(value, starts_on, key="keep.visitors"):
        given = NOTHING | {"value": value, "starts_on": starts_on, "read_on": "", "note": ""}
        return client.post(reverse("office_norm", args=[key]), given)

    return enter


@pytest.mark.parametrize("value", ["0", "-1", "1001", "x", ""])
def test_a_value_that_would_erase_at_once_or_never_is_refused(entering, value):
    assert entering(value, "2026-03-02").status_code == 200
    assert norm("keep.visitors").value == 12


def test_what_goes_at_once_by_itself_may_stay_so(entering):
    assert entering("0", "", key="keep.sessions").status_code == 302


def test_a_day_in_the_far_future_is_refused_for_nobody_could_mend_it(entering):
    assert "Periksa tahunnya." in words(entering("6", "2926-03-02"))
    assert Norm.objects.filter(key="keep.visitors").count() == 1


def test_a_slip_in_what_has_not_begun_is_mended_in_its_place(entering):
    entering("6", "2026-06-01")
    assert entering("9", "2026-05-01").status_code == 302
    assert entering("9", "2026-04-01").status_code == 302  # only its day is another

    first, second = Norm.objects.filter(key="keep.visitors").order_by("pk")
    assert (first.value, first.ends_on) == (12, date(2026, 3, 31))
    assert (second.value, second.starts_on) == (9, date(2026, 4, 1))
    assert norm("keep.visitors", date(2026, 4, 1)).value == 9
    assert "paling cepat mulai 02-03-2026" in words(entering("8", "2026-03-01"))
    assert [event.action for event in Event.objects.about(second)] == [
        *("norm.succeed", "norm.confirm", "norm.confirm")
    ]


def test_what_has_begun_stays_as_it_was(entering, client, dewi, time_machine):
    entering("6", "2026-06-01")
    time_machine.move_to(at(2026, 6, 1))
    client.force_login(dewi)

    assert "Sudah ada nilai yang berlaku mulai hari itu" in words(entering("9", "2026-06-01"))
    assert norm("keep.visitors").value == 6


def test_a_value_is_changed_again_once_the_last_one_holds(entering, client, dewi, time_machine):
    """On PostgreSQL the page took the first row for the newest: nothing could be changed again."""
    entering("6", "2026-06-01")
    time_machine.move_to(at(2026, 6, 2))
    client.force_login(dewi)
    assert entering("9", "2026-07-01").status_code == 302

    rows = Norm.objects.filter(key="keep.visitors").oldest_first()
    ends = [date(2026, 5, 31), date(2026, 6, 30), None]
    assert [(row.value, row.ends_on) for row in rows] == list(zip([12, 6, 9], ends, strict=True))
    with pytest.raises(NotNow, match="Sudah ada nilai yang berlaku"):
        rows[0].confirm(by=dewi, read_on=None, value=3, starts_on=date(2026, 9, 1))


def test_a_time_that_cannot_be_counted_holds_up_no_other(db, time_machine):
    time_machine.move_to(at(2026, 3, 2), tick=False)
    loading.load()
    Norm.objects.filter(key="keep.reads").update(value=99_999)
    keeping.sweep()

    runs = Sweep.objects.newest()
    assert set(runs) == set(keeping.KINDS)
    assert [key for key, run in runs.items() if run.error] == ["keep.reads"]


def later(**much):
    return timezone.now() + relativedelta(**much)


def test_who_is_still_to_come_is_not_forgotten_before(ratna, dewi, office, time_machine):
    time_machine.move_to(at(2026, 3, 2))
    open_hours(office, dewi)
    asked, _ = make_guests(office)
    asked.answer(by=ratna, text="Boleh.")
    asked.book(starts_at=at(2026, 3, 16, 9))

    assert not Consultation.objects.to_erase(later(days=1)).exists()
    time_machine.move_to(at(2026, 3, 17))
    assert Consultation.objects.to_erase(later(days=1)).get() == asked


def test_a_guests_consultation_that_was_erased_takes_nothing_more(ratna, office, time_machine):
    """What came into it then would be kept for ever, and nobody could be answered."""
    time_machine.move_to(at(2024, 3, 1))
    asked, _ = make_guests(office)
    asked.answer(by=ratna, text="Boleh.")
    stale = Consultation.objects.get()
    time_machine.move_to(at(2026, 3, 2))
    sweep_kept()
    stale.erase()  # another sweep, which found it, too

    with pytest.raises(NotNow, match="sudah dihapus karena masa simpannya lewat"):
        asked.ask_more(text="Satu lagi: telepon saya 0812.")
    with pytest.raises(NotNow, match="sudah dihapus karena masa simpannya lewat"):
        asked.answer(by=ratna, text="Lagi.")
    assert asked.steps_for(ratna) == []
    assert [e.action for e in Event.objects.about(asked)].count("consultation.erase") == 1


def test_a_complaint_that_was_erased_takes_nothing_more(maya, time_machine):
    time_machine.move_to(at(2023, 3, 1))
    complaint = make_handled(maya, name="Rahmi")
    complaint.answer(by=maya, text="Sudah.")
    stale = Complaint.objects.get()
    time_machine.move_to(at(2026, 3, 2))
    sweep_kept()
    stale.erase()

    complaint = Complaint.objects.get()
    assert (complaint.is_reopenable, complaint.is_gradable) == (False, False)
    for verb, given in (
        ("reopen", {"text": "Saya Rahmi, belum puas."}),
        ("rate", {"grade": 1, "text": "Rahmi"}),
        ("remark", {"by": maya, "text": "Rahmi menelepon."}),
    ):
        with pytest.raises(NotNow, match="sudah dihapus karena masa simpannya lewat"):
            getattr(complaint, verb)(**given)
    assert [e.action for e in Event.objects.about(complaint)].count("complaint.erase") == 1


@pytest.mark.parametrize(("more", "stays"), [(timedelta(), True), (timedelta(days=1), False)])
def test_an_open_complaint_stays_however_old_and_a_closed_one_to_its_last_day(
    maya, time_machine, more, stays
):
    time_machine.move_to(at(2024, 3, 1), tick=False)
    waiting = make_handled(maya, name="Terbuka")
    closed = make_handled(maya, name="Selesai")
    closed.answer(by=maya, text="Sudah.")
    time_machine.move_to(at(2026, 3, 1) + more, tick=False)
    sweep_kept()

    waiting.refresh_from_db(), closed.refresh_from_db()
    assert (waiting.name, bool(closed.name)) == ("Terbuka", stays)
