"""The page of an office's working days: what is changed here, and what may be taken back."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.models import Role
from requests_app.deadlines.changes import CalendarChange
from tests.cast import make_office, make_staff
from tests.pages import queries, soup, told, words
from workdays.models import Holiday

YEAR = reverse("office_holidays") + "?tahun=2026"


def close(day, by, *, office=None, name="Banjir"):
    CalendarChange(date(2026, 4, day), "closed", name, "SE 12", office).carry_out(by=by)
    return Holiday.objects.order_by("pk").last()


def changed(client):
    """The changes listed: {day: what is offered}."""
    rows = soup(client.get(YEAR)).select("[aria-labelledby=diubah] tbody tr")
    return {row.th.get_text(): row.select("td")[-1].get_text(" ", strip=True) for row in rows}


def withdrawal(holiday):
    return reverse("office_holiday_withdrawal", args=[holiday.pk])


def test_a_year_shows_the_national_days_and_what_was_changed(client, dewi):
    client.force_login(dewi)
    page = client.get(YEAR)
    national = soup(page).select("[aria-labelledby=nasional] tbody tr")

    assert soup(page).h1.get_text() == "Hari libur dan hari kerja 2026"
    assert "Belum ada. Kalender nasional berlaku apa adanya." in words(page)
    assert ("Senin, 17 Agustus 2026") in [row.th.get_text() for row in national]
    close(20, dewi, office=dewi.office)
    after = client.get(YEAR)
    assert changed(client) == {"Senin, 20 April 2026": "Tarik 20 April 2026"}
    days = [page.context["workdays"] for page in (page, after)]
    assert days[0] - days[1] == 1
    assert len(soup(after).select("[aria-labelledby=riwayat] li")) == 1


def test_what_the_centre_closed_for_all_an_office_does_not_take_back(client, dewi):
    chief = make_staff(None, Role.ADMIN, office=make_office("0000"))
    for_all = close(20, chief)
    client.force_login(dewi)
    assert changed(client) == {"Senin, 20 April 2026": ""}
    assert client.get(withdrawal(for_all)).status_code == 404
    assert client.post(withdrawal(for_all)).status_code == 404
    assert Holiday.objects.count() == 1

    client.force_login(chief)
    assert changed(client) == {"Senin, 20 April 2026": "Tarik 20 April 2026"}
    assert client.get(withdrawal(for_all)).status_code == 200


def test_what_is_taken_back_is_named_first_and_gone_afterwards(client, dewi):
    holiday = close(20, dewi, office=dewi.office)
    client.force_login(dewi)
    asked = client.get(withdrawal(holiday))

    done = client.post(withdrawal(holiday))

    assert "20 April 2026" in words(asked)
    assert done.url == YEAR
    assert told(done) == [
        "Perubahan ditarik. Batas waktu pengajuan yang bergeser dihitung ulang dan diberitahukan."
    ]
    assert changed(client) == {}
    assert client.post(withdrawal(holiday)).status_code == 404


def test_somebody_quicker_is_told(client, dewi, monkeypatch):
    holiday = close(20, dewi, office=dewi.office)
    client.force_login(dewi)

    def quicker(row):
        change = taking_back(row)
        Holiday.objects.filter(pk=row.pk).delete()
        return change

    taking_back = CalendarChange.taking_back
    monkeypatch.setattr(CalendarChange, "taking_back", quicker)
    late = client.post(withdrawal(holiday))

    assert late.url == reverse("office_holidays")
    assert "sudah ditarik" in told(late)[0]


@pytest.mark.parametrize(
    ("asked", "year"),
    [("1999", 2021), ("9999", 2099), ("20261", None), ("x", None), ("", None)],
)
def test_a_year_beyond_the_calendar_is_the_nearest_and_nonsense_this_one(client, dewi, asked, year):
    client.force_login(dewi)
    page = client.get(reverse("office_holidays"), {"tahun": asked})

    assert page.context["year"] == (year or dewi.office.today().year)


def test_one_change_and_three_cost_the_same_queries(client, dewi):
    close(20, dewi, office=dewi.office)
    client.force_login(dewi)
    client.get(YEAR)
    one = queries(client, YEAR)
    close(21, dewi, office=dewi.office), close(22, dewi, office=dewi.office)

    assert len(changed(client)) == 3
    assert queries(client, YEAR) == one
