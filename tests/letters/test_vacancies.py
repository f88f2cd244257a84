"""An office without a head is told to whoever looks after it, once of each change."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Office, Role
from events.models import Event, Mail
from letters.models import Vacancy
from letters.tasks import tell_of_vacancies
from tests.cast import appoint, make_office, make_staff


@pytest.fixture
def province(office):
    return make_office("6300", name="BPS Provinsi Kalimantan Selatan")


@pytest.fixture
def putri(province):
    """Admin of the province, which has a head."""
    appoint(make_staff("Gusti", Role.HEAD, office=province, email="gusti@bps.example.go.id"))
    return make_staff("Putri Ayu", Role.ADMIN, office=province, email="putri@bps.example.go.id")


def told():
    """Who was mailed of what: the offices that miss somebody, and those that do no more."""
    events = Event.objects.filter(action="office.hear_of_heads").order_by("pk")
    return [
        (one.subject_id, one.particulars["missing"], one.particulars["again"]) for one in events
    ]


def test_the_province_hears_of_it_once_and_when_it_is_over(office, putri, hasan):
    tell_of_vacancies()
    assert told() == []
    hasan.mandates.update(ends_on=office.today() - timedelta(days=1))

    tell_of_vacancies()
    tell_of_vacancies()

    assert told() == [("6300", [office.name], [])]
    mails = Mail.objects.filter(kind="heads_missing")
    assert sorted(mails.values_list("to", flat=True)) == [
        "gusti@bps.example.go.id",
        "putri@bps.example.go.id",
    ]
    assert set(mails.values_list("subject", flat=True)) == {
        "Tanpa penanda tangan hari ini: 1 satuan kerja"
    }
    assert (Vacancy.objects.get().office, Vacancy.objects.get().since) == (office, office.today())
    appoint(make_staff("Wati", office=office), "plt", starts_on=office.today())
    tell_of_vacancies()
    tell_of_vacancies()
    assert told()[1:] == [("6300", [], [office.name])]
    assert Vacancy.objects.get().until == office.today()


def test_without_a_province_here_the_centre_hears_of_it(office, hasan):
    centre = make_office("0000", name="BPS Pusat")
    other = make_office("6201")
    hasan.mandates.update(ends_on=office.today() - timedelta(days=1))
    make_office("6200")
    tell_of_vacancies()

    heard = {code: missing for code, missing, _ in told()}
    assert heard == {"0000": ["BPS Kabupaten Daerah 6200", office.name], "6200": [other.name]}
    assert centre.name not in str(heard)


def test_an_office_that_has_not_begun_misses_nobody(office, putri, hasan):
    make_office("6310", ready_at=None)
    tell_of_vacancies()
    assert told() == []


def test_the_desk_and_a_page_of_the_province_show_it(client, office, putri, hasan):
    client.force_login(putri)
    words = "satuan kerja tanpa penanda tangan hari ini"
    assert words not in client.get(reverse("desk")).content.decode()
    hasan.mandates.update(ends_on=office.today() - timedelta(days=1))

    assert words in client.get(reverse("desk")).content.decode()
    page = client.get(reverse("office_vacancies")).content.decode()
    assert office.name in page
    assert f"{reverse('office_stand_in_new')}?dibantu=6302" in page
    start = client.get(reverse("office_stand_in_new"), {"dibantu": "6302"}).content.decode()
    assert '<option value="6302" selected>' in start


@pytest.mark.parametrize("rows", [1, 3])
def test_however_many_there_are_the_page_asks_the_same(
    client, putri, rows, django_assert_num_queries
):
    for n in range(rows):
        make_office(f"631{n}")
    client.force_login(putri)
    client.get(reverse("office_vacancies"))
    with django_assert_num_queries(5):
        client.get(reverse("office_vacancies"))


def test_an_office_that_looks_after_none_has_no_such_page(client, dewi, province):
    client.force_login(dewi)
    assert client.get(reverse("office_vacancies")).status_code == 404


def test_an_office_alone_tells_nobody(client, dewi, office):
    tell_of_vacancies()
    client.force_login(dewi)
    assert client.get(reverse("office_vacancies")).status_code == 404
    assert (told(), Vacancy.objects.count()) == ([], 0)


def close(code, successor):
    Office.objects.filter(pk=code).update(closed_at=timezone.now(), successor=successor)


def test_what_has_closed_misses_nobody_and_has_nobody_again(client, office, putri, hasan):
    hasan.mandates.update(ends_on=office.today() - timedelta(days=1))
    tell_of_vacancies()
    close(office.pk, "6300")
    tell_of_vacancies()

    assert told() == [("6300", [office.name], [])]
    assert not Vacancy.objects.lasting().exists()
    client.force_login(putri)
    assert office.name not in client.get(reverse("office_vacancies")).text


def test_where_the_province_has_closed_the_centre_hears_of_it(office, putri, hasan):
    centre = make_office("0000", name="BPS Pusat")
    close("6300", centre.pk)
    hasan.mandates.update(ends_on=office.today() - timedelta(days=1))
    tell_of_vacancies()
    assert told() == [("0000", [office.name], [])]
