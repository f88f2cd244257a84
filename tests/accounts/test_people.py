"""The admin's buttons beside a colleague: mailed again, closed, opened, freed of a lost factor."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Role, User
from events.models import Event, Mail
from events.once import TOKEN
from tests.cast import make_staff
from tests.pages import soup, told, words

PEOPLE = reverse("office_people")


def address(person, name="office_person"):
    return reverse(name, args=[person.pk])


def actions(person):
    return [event.action for event in Event.objects.about(person).order_by("pk")]


@pytest.fixture
def as_dewi(client, dewi):
    """Dewi, admin of the office, at her browser."""
    client.force_login(dewi)
    return client


@pytest.fixture
def wahyu(office):
    """Taken on, and has not used his first link."""
    person = make_staff("Wahyu Nugroho", Role.EXAMINER, office=office)
    person.set_unusable_password()
    person.save()
    return person


def test_the_first_link_is_mailed_again_until_it_was_used(as_dewi, wahyu):
    offered = soup(as_dewi.get(address(wahyu))).select_one(".danger-zone form")
    sent = as_dewi.post(offered["action"])
    wahyu.set_password("udang-galah-di-muara-3")
    wahyu.save()
    too_late = as_dewi.post(offered["action"], {TOKEN: "another page"})

    assert sent.url == too_late.url == address(wahyu)
    assert told(sent) == [f"Tautan dikirim ulang ke {wahyu.email}."]
    assert told(too_late) == ["Wahyu Nugroho sudah membuat kata sandi atau tidak aktif."]
    assert Mail.objects.filter(kind="staff_welcome", to=wahyu.email).count() == 1
    left = soup(as_dewi.get(address(wahyu))).select(".danger-zone form")
    assert [form["action"] for form in left] == [address(wahyu, "office_person_sessions")]


def test_nobody_who_has_left_is_mailed(as_dewi, dewi, wahyu):
    wahyu.deactivate(by=dewi)

    refused = as_dewi.post(address(wahyu, "office_person_welcome"))

    assert told(refused) == ["Wahyu Nugroho sudah membuat kata sandi atau tidak aktif."]
    assert not Mail.objects.filter(kind="staff_welcome").exists()


def test_an_account_is_closed_and_opened_once_each(as_dewi, ratna):
    asked = as_dewi.get(address(ratna, "office_person_closing"))
    said = []
    for name in ("closing", "closing", "reopening", "reopening"):
        done = as_dewi.post(address(ratna, f"office_person_{name}"))
        assert done.url == PEOPLE
        said += told(done)

    assert "Tutup akun Ratna Dewanti?" in words(asked)
    assert said == [
        "Akun Ratna Dewanti ditutup.",
        "Akun ini sudah ditutup.",
        "Akun Ratna Dewanti dibuka kembali.",
        "Akun ini tidak sedang ditutup.",
    ]
    assert actions(ratna) == ["user.deactivate", "user.reactivate"]


def test_an_admin_closes_neither_himself_nor_finds_the_button(as_dewi, dewi, office):
    make_staff("Wahyu Nugroho", Role.ADMIN, office=office)
    refused = as_dewi.post(address(dewi, "office_person_closing"))

    assert told(refused) == ["Anda tidak dapat menonaktifkan akun sendiri."]
    assert User.objects.get(pk=dewi.pk).is_active
    assert soup(as_dewi.get(address(dewi))).select(".danger-zone") == []


def test_a_lost_factor_is_asked_back_about_and_taken_off_once(as_dewi, budi):
    budi.authenticator_set.create(type="totp", data={})
    asked = as_dewi.get(address(budi, "office_person_factor"))
    done, twice = (as_dewi.post(address(budi, "office_person_factor")) for _ in range(2))

    assert "Lepas faktor kedua Budi Santoso?" in words(asked)
    assert told(done) == ["Faktor kedua Budi Santoso dilepas."]
    assert told(twice) == ["Tidak ada faktor kedua yang terpasang."]
    assert actions(budi) == ["user.remove_second_factor"]


def test_a_lost_device_is_logged_in_no_longer(as_dewi, budi):
    his = Client()
    his.force_login(budi)
    button = soup(as_dewi.get(address(budi))).select_one('.danger-zone form[action$="/sesi/"]')

    done = as_dewi.post(button["action"])

    assert told(done) == ["Semua sesi masuk Budi Santoso diakhiri."]
    assert his.get(reverse("desk")).status_code == 302
    assert as_dewi.get(reverse("desk")).status_code == 200
    assert actions(budi) == ["user.show_out"]


def test_what_is_wrong_with_a_new_colleague_is_told_and_kept(as_dewi, ratna):
    typed = {"name": "Wahyu Nugroho", "email": ratna.email, "nip": "12", "roles": ["examiner"]}
    page = as_dewi.post(reverse("office_person_new"), typed)

    assert sorted(page.context["form"].errors) == ["email", "nip"]
    assert soup(page).select_one("input[name=name]")["value"] == "Wahyu Nugroho"
    assert soup(page).select_one("input[name=roles][checked]")["value"] == "examiner"
    assert not User.objects.filter(name="Wahyu Nugroho").exists()


@pytest.mark.parametrize("person", ["ratna", "hasan", "sari"])
def test_nobody_but_an_admin_presses_them(client, budi, person, request):
    client.force_login(request.getfixturevalue(person))
    for name in ("", "_welcome", "_closing", "_reopening", "_factor"):
        assert client.post(address(budi, f"office_person{name}")).status_code == 403
    assert User.objects.get(pk=budi.pk).is_active


def test_another_offices_people_do_not_exist(client, admin_elsewhere, budi):
    client.force_login(admin_elsewhere)
    for name in ("", "_welcome", "_closing", "_reopening", "_factor"):
        assert client.post(address(budi, f"office_person{name}")).status_code == 404
