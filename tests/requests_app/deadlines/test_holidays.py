"""An admin closes a day: what moves is shown first, then computed anew and told; and taken back."""

from datetime import date

import pytest
from django.urls import reverse
from time_machine import travel

from accounts.models import Role
from events.models import Event, Mail
from events.refusals import NotNow
from requests_app.deadlines.changes import CalendarChange
from requests_app.deadlines.recomputing import recompute
from requests_app.models import Submission
from tests.cast import make_agency, make_member, make_office, make_staff
from tests.submissions import at, make_returned, make_submitted
from workdays.models import Holiday

FLOOD = {
    "day": "2026-04-20",
    "kind": "closed",
    "name": "Banjir",
    "deed": "SE Bupati 12/2026",
    "scope": "own",
}


@pytest.fixture
def spring():
    """Submitted on 2 March 2026, files are due on 21 April."""
    with travel(at(2026, 3, 2), tick=False):
        yield


@pytest.fixture
def file(spring, sari):
    return make_submitted(sari)


def due(file):
    return Submission.objects.get(pk=file.pk).due_on


def test_a_day_is_closed_after_its_effect_was_shown(
    file, sari, ratna, hasan, dewi, client, django_capture_on_commit_callbacks
):
    client.force_login(dewi)
    page = client.post(reverse("office_holiday_new"), FLOOD)
    shown = page.content.decode()
    assert "1 pengajuan bergeser" in shown
    assert "21 April 2026" in shown
    assert "22 April 2026" in shown
    assert not Holiday.objects.exists()

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("office_holiday_new"), FLOOD | {"simpan": "1"})

    assert answer.headers["Location"] == reverse("office_holidays") + "?tahun=2026"
    assert due(file) == date(2026, 4, 22)
    told = Mail.objects.get(kind="due_dates_moved")
    assert told.to == sari.email
    assert "dari 21 April 2026 menjadi 22 April 2026" in told.text
    staff = Mail.objects.filter(kind="calendar_changed").order_by("to")
    assert sorted(staff.values_list("to", flat=True)) == sorted([ratna.email, hasan.email])
    assert "1 pengajuan bergeser" in staff[0].text
    event = Event.objects.get(action="office.closed_day")
    assert (event.by, event.particulars["deed"]) == (dewi, "SE Bupati 12/2026")


def test_a_wrong_change_is_taken_back_and_told_again(
    file, dewi, client, django_capture_on_commit_callbacks
):
    client.force_login(dewi)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("office_holiday_new"), FLOOD | {"simpan": "1"})
    holiday = Holiday.objects.get()
    address = reverse("office_holiday_withdrawal", args=[holiday.pk])
    assert "21 April 2026</strong>" in client.get(address).content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        client.post(address)

    assert not Holiday.objects.exists()
    assert due(file) == date(2026, 4, 21)
    assert Mail.objects.filter(kind="due_dates_moved").count() == 2
    assert Event.objects.filter(action="office.take_day_back").count() == 1


def test_a_sunday_can_be_worked(file, dewi):
    CalendarChange(date(2026, 4, 19), "open", "Ganti hari", "SE 1", dewi.office).carry_out(by=dewi)
    recompute()

    assert due(file) == date(2026, 4, 20)


def test_a_paused_file_waits_for_no_date_and_moves_nowhere(spring, sari, ratna, dewi):
    file = make_returned(sari, ratna)
    change = CalendarChange(date(2026, 4, 20), "closed", "Banjir", "SE", dewi.office)

    assert change.moves().count == 0
    change.carry_out(by=dewi)
    assert (recompute(), due(file)) == (0, None)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"day": "2026-04-19"}, "memang bukan hari kerja"),
        ({"day": "2026-04-20", "kind": "open"}, "memang hari kerja"),
        ({"deed": ""}, "Belum diisi."),
        ({"day": "31-31-2026"}, "tanggal"),
        ({"scope": "all"}, "pilihan"),
    ],
)
def test_what_makes_no_sense_is_told_and_kept(file, dewi, client, facts, words):
    make_office("6301")
    client.force_login(dewi)

    shown = client.post(reverse("office_holiday_new"), FLOOD | facts | {"simpan": "1"})

    assert words in shown.content.decode()
    assert "Banjir" in shown.content.decode()
    assert not Holiday.objects.exists()


def test_another_offices_days_are_its_own(file, dewi, client):
    elsewhere = make_office("6301")
    theirs = Holiday.objects.create(day="2026-04-20", name="Banjir", office=elsewhere)
    client.force_login(dewi)

    assert due(file) == date(2026, 4, 21)
    assert "Banjir" not in client.get(reverse("office_holidays") + "?tahun=2026").content.decode()
    page = client.get(reverse("office_holiday_withdrawal", args=[theirs.pk]))
    assert page.status_code == 404


def test_the_centre_closes_a_day_for_all_and_an_office_works_in_spite_of_it(file, dewi):
    chief = make_staff(None, Role.ADMIN, office=make_office("0000"))
    day = date(2026, 4, 20)
    CalendarChange(day, "closed", "Pilkada ulang", "Keppres 1").carry_out(by=chief)
    assert (recompute(), due(file)) == (1, date(2026, 4, 22))

    CalendarChange(day, "open", "Kantor tetap buka", "SE 2", dewi.office).carry_out(by=dewi)
    assert (recompute(), due(file)) == (1, date(2026, 4, 21))


def test_a_second_click_changes_nothing_twice(file, dewi):
    change = CalendarChange(date(2026, 4, 20), "closed", "Banjir", "SE", dewi.office)
    change.carry_out(by=dewi)
    with pytest.raises(NotNow, match="sudah diubah"):
        change.carry_out(by=dewi)

    back = CalendarChange.taking_back(Holiday.objects.get())
    back.carry_out(by=dewi)
    with pytest.raises(NotNow, match="sudah ditarik"):
        back.carry_out(by=dewi)


def test_computed_twice_nobody_is_told_twice(file, dewi):
    CalendarChange(date(2026, 4, 20), "closed", "Banjir", "SE", dewi.office).carry_out(by=dewi)

    assert (recompute(), recompute()) == (1, 0)
    assert Mail.objects.filter(kind="due_dates_moved").count() == 1


def test_many_files_cost_no_more_questions(spring, sari, dewi, django_assert_max_num_queries):
    for _ in range(12):
        make_submitted(sari)
    change = CalendarChange(date(2026, 4, 20), "closed", "Banjir", "SE", dewi.office)

    with django_assert_max_num_queries(8):
        assert change.moves().count == 12
    change.carry_out(by=dewi)
    with django_assert_max_num_queries(18):
        assert recompute() == 12
    assert Mail.objects.filter(kind="due_dates_moved").count() == 1


def test_a_year_without_joint_leave_says_so(dewi, client):
    client.force_login(dewi)

    assert "Cuti bersama 2031 belum ada" in (
        client.get(reverse("office_holidays") + "?tahun=2031").content.decode()
    )


def test_an_agency_that_cannot_be_told_holds_up_nobody_else(file, sari, dewi, office):
    other = make_submitted(make_member(agency=make_agency("Dinas Pasar", office=office)))
    type(sari).objects.filter(pk=sari.pk).update(email="bukan alamat")
    CalendarChange(date(2026, 4, 20), "closed", "Banjir", "SE", dewi.office).carry_out(by=dewi)

    assert recompute() == 1
    assert (due(file), due(other)) == (date(2026, 4, 21), date(2026, 4, 22))
