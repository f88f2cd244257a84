"""A year's days off are an estimate until the admin has confirmed them from the joint decree."""

from datetime import date

import pytest
from django.urls import reverse

from events.models import Event
from norms.findings import findings
from norms.models import Norm
from tests.cast import make_office
from tests.pages import soup, words
from tests.submissions import at, make_submitted
from workdays.calendar import calendar_for, estimated_days, national_holidays

EID, SECOND, SACRIFICE = date(2027, 3, 10), date(2027, 3, 11), date(2027, 5, 17)
AS_ESTIMATED = {
    "day_0310": "2027-03-10",
    "day_0311": "2027-03-11",
    "day_0517": "2027-05-17",
}
DECREE = {"number": "900/2026, 3/2026, 4/2026", "source": "setneg.go.id", "read_on": "2027-02-01"}


@pytest.fixture(autouse=True)
def february(time_machine):
    time_machine.move_to(at(2027, 2, 1))


@pytest.fixture
def file(sari):
    """Due in March 2027, some days after the estimated feast."""
    return make_submitted(sari)


@pytest.fixture
def confirm(client, dewi):
    client.force_login(dewi)
    address = reverse("office_holidays_confirmation") + "?tahun=2027"

    def post(**changes):
        return client.post(address, AS_ESTIMATED | DECREE | changes)

    post.page = lambda: client.get(address)
    return post


def test_the_clock_and_the_calendar_mark_what_is_an_estimate(client, file, ratna, dewi):
    client.force_login(ratna)
    clock = client.get(reverse("clock", args=[file.code]))
    marked = [row for row in soup(clock).select("tr") if "perkiraan" in row.get_text()]

    assert "Hari libur yang bertanda perkiraan belum dipastikan pemerintah" in words(clock)
    assert "Hari Raya Idul Fitri perkiraan" in " ".join(words(clock).split())
    assert len([row for row in marked if row.find("th")]) == 2
    assert "(perkiraan)" not in words(clock)
    client.force_login(dewi)
    page = words(client.get(reverse("office_holidays") + "?tahun=2027"))
    assert "3 hari libur 2027 masih perkiraan" in page


def test_first_what_moves_is_shown_and_nothing_is_kept(confirm, file):
    assert file.due_on == date(2027, 3, 24)

    assert "Tidak ada pengajuan yang bergeser" in words(confirm())
    moved = confirm(day_0310="2027-03-08", day_0311="2027-03-08")
    assert "1 pengajuan bergeser" in words(moved)
    assert not Norm.objects.filter(key="calendar.2027").exclude(value=None).exists()
    assert len(estimated_days(2027)) == 3


def test_a_confirmed_year_is_certain_and_told_once(
    confirm, file, dewi, django_capture_on_commit_callbacks
):
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            assert confirm(simpan="1").status_code == 302
    row = Norm.objects.get(key="calendar.2027")

    assert (row.deed_number, row.checked_by, row.awaits) == (DECREE["number"], dewi, "")
    assert Event.objects.about(row).count() == 1
    assert estimated_days(2027) == {}
    assert national_holidays(2027)[EID] == "Hari Raya Idul Fitri"
    assert len(national_holidays(2027)) == 26
    assert [one for one in findings(date(2027, 2, 1)) if one.key == "calendar.2027"] == []
    assert "sudah dipastikan dari Keputusan Bersama" in words(confirm.page())
    file.refresh_from_db()
    assert file.due_on == date(2027, 3, 24)


def test_a_day_that_the_decree_names_elsewhere_moves_the_files(
    confirm, file, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        confirm(simpan="1", day_0310="2027-03-08", day_0311="2027-03-08")
    file.refresh_from_db()

    assert file.due_on == date(2027, 3, 22)
    assert calendar_for(file.office).is_workday(EID) is True
    assert "SKB" in Norm.objects.get(key="calendar.2027").deed_short


def test_a_confirmed_list_does_not_follow_a_newer_package(confirm, monkeypatch):
    confirm(simpan="1")
    monkeypatch.setattr("workdays.calendar.packaged_holidays", lambda year: {})

    assert len(national_holidays(2027)) == 26
    assert national_holidays(2026) == {}


def test_dates_far_from_the_estimate_and_days_to_come_are_refused(confirm):
    said = words(confirm(simpan="1", day_0517="2027-07-17", read_on="2099-01-01"))

    assert "Lebih dari seminggu dari perkiraannya" in said
    assert "Tanggal ini belum tiba." in said
    assert not Norm.objects.filter(key="calendar.2027", checked_on__isnull=False).exists()


def test_only_who_speaks_for_all_offices_confirms(confirm):
    make_office("6371")

    assert "dipastikan admin pusat" in words(confirm.page())
    assert confirm(simpan="1").status_code == 403
