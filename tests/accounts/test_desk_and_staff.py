"""Accounts that the office makes: for a visitor at its desk, and for its own staff."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse

from accounts.models import Agency, Office, Region, Role, User
from events.models import Event, Mail
from tests.cast import make_staff
from tests.submissions import make_submitted

SECRET = "kopi-tubruk-jam-sembilan"


def link_in(mail):
    """The first address of the portal in a mail, without the host."""
    return re.search(r"https?://[^/\s]+(/\S+)", mail.text).group(1)


def set_password(client, link):
    typed = {"password1": SECRET, "password2": SECRET, "consent": "on"}
    return client.post(link, typed)


def test_the_front_desk_opens_an_account_and_the_visitor_sets_his_password(client, budi):
    client.force_login(budi)
    response = client.post(
        reverse("agency_new"),
        {
            "agency_name": "Kecamatan Pulau Laut Utara",
            "agency_address": "Jalan Raya Berangas",
            "agency_region": "6302",
            "agency_phone": "0518-000003",
            "agency_email": "",
            "name": "Gunawan Hakim",
            "position": "Sekretaris camat",
            "phone": "",
            "email": "gunawan@example.go.id",
        },
    )
    agency = Agency.objects.get(name="Kecamatan Pulau Laut Utara")
    gunawan = agency.members.get()
    assert response.url == reverse("agency_approval", args=[agency.pk])
    assert (agency.state, agency.office, agency.decided_by) == ("approved", budi.office, budi)
    assert gunawan.has_usable_password() is False
    client.logout()

    link = link_in(Mail.objects.get(kind="agency_welcome"))
    assert "Selamat datang, Gunawan Hakim" in client.get(link, follow=True).content.decode()
    refused = client.post(link, {"password1": SECRET, "password2": SECRET})
    assert "Centang persetujuan ini" in refused.content.decode()
    set_password(client, link)
    gunawan.refresh_from_db()
    assert gunawan.consented_at is not None
    assert set_password(client, link).status_code == 410

    response = client.post(
        reverse("account_login"), {"login": "gunawan@example.go.id", "password": SECRET}
    )
    assert response.url == reverse("desk")


def test_until_it_is_confirmed_the_account_gets_mail_and_opens_nothing(client, budi):
    region = Region.objects.get(code="6302")
    agency = Agency.objects.open_at_desk(
        by=budi,
        agency={"name": "Kecamatan Hampang", "address": "Jalan Hampang", "region": region},
        person={"name": "Wati Ningsih", "email": "wati@example.go.id"},
    )
    first = link_in(Mail.objects.get(kind="agency_welcome"))
    submission = make_submitted(budi, agency=agency)

    assert agency.gets_mail_only
    assert Mail.objects.about(submission).get(kind="submission_entered").to == "wati@example.go.id"
    refused = client.post(
        reverse("account_login"), {"login": "wati@example.go.id", "password": SECRET}
    )
    assert "tidak cocok" in refused.content.decode()
    client.force_login(budi)
    assert "belum dapat masuk" in client.get(submission.get_absolute_url()).content.decode()

    client.post(reverse("agency_welcome", args=[agency.pk]))  # the first mail was lost
    client.logout()
    set_password(client, link_in(Mail.objects.filter(kind="agency_welcome").latest("pk")))
    assert client.get(first).status_code == 410
    assert not Agency.objects.get(pk=agency.pk).gets_mail_only


def test_only_the_front_desk_opens_accounts(client, ratna, sari):
    for person in (ratna, sari):
        client.force_login(person)
        assert client.get(reverse("agency_new")).status_code == 403


def test_the_admin_takes_a_colleague_on(client, dewi):
    client.force_login(dewi)
    client.post(
        reverse("office_person_new"),
        {
            "name": "Wahyu Nugroho",
            "email": "wahyu@bps.example.go.id",
            "position": "Statistisi",
            "nip": "",
            "phone": "",
            "roles": ["examiner", "front_desk"],
        },
    )
    wahyu = User.objects.get(email="wahyu@bps.example.go.id")
    assert wahyu.office == dewi.office
    assert wahyu.roles == {Role.EXAMINER, Role.FRONT_DESK}
    client.logout()

    set_password(client, link_in(Mail.objects.get(kind="staff_welcome")))
    client.post(reverse("account_login"), {"login": "wahyu@bps.example.go.id", "password": SECRET})
    assert client.session["_auth_user_id"] == str(wahyu.pk)


def test_the_admin_changes_roles_and_closes_and_reopens_an_account(client, dewi, ratna):
    client.force_login(dewi)
    known = {"name": ratna.name, "position": "", "nip": "", "phone": "", "roles": ["admin"]}
    page = client.get(reverse("office_person", args=[ratna.pk])).content.decode()
    assert re.findall(r'value="(\w+)"[^>]*checked', page) == ["examiner"]

    client.post(reverse("office_person", args=[ratna.pk]), known)
    assert User.objects.get(pk=ratna.pk).roles == {Role.ADMIN}

    client.post(reverse("office_person_closing", args=[ratna.pk]))
    assert User.objects.get(pk=ratna.pk).has_role(Role.ADMIN) is False
    client.post(reverse("office_person_reopening", args=[ratna.pk]))
    assert User.objects.get(pk=ratna.pk).has_role(Role.ADMIN) is True
    assert [event.action for event in Event.objects.about(ratna)] == [
        "user.give_roles",
        "user.deactivate",
        "user.reactivate",
    ]
    page = client.get(reverse("office_person", args=[ratna.pk])).content.decode()
    assert "Dewi Anggraini mengubah peran Ratna Dewanti: Admin." in page


def test_the_last_admin_stays(client, dewi):
    client.force_login(dewi)
    known = {"name": dewi.name, "position": "", "nip": "", "phone": "", "roles": ["examiner"]}

    page = client.post(reverse("office_person", args=[dewi.pk]), known).content.decode()

    assert "satu-satunya admin kantor" in page
    assert User.objects.get(pk=dewi.pk).roles == {Role.ADMIN}
    second = make_staff("Wahyu Nugroho", Role.ADMIN, office=dewi.office)
    second.deactivate(by=dewi)
    with pytest.raises(ValidationError):
        dewi.deactivate(by=second)


def test_an_admin_of_another_office_does_not_see_these_people(client, ratna, admin_elsewhere):
    client.force_login(admin_elsewhere)

    assert client.get(reverse("office_person", args=[ratna.pk])).status_code == 404
    assert client.post(reverse("office_person_closing", args=[ratna.pk])).status_code == 404
    assert ratna.name not in client.get(reverse("office_people")).content.decode()


def test_the_list_of_people_asks_the_same_however_many_there_are(
    client, dewi, django_assert_max_num_queries
):
    client.force_login(dewi)
    with django_assert_max_num_queries(6):
        client.get(reverse("office_people"))
    for _ in range(5):
        make_staff(None, Role.EXAMINER, Role.FRONT_DESK, office=dewi.office)

    with django_assert_max_num_queries(6):
        client.get(reverse("office_people"))


def test_the_first_admin_comes_by_an_address_that_works_once(client, areas, capsys):
    call_command("first_admin")
    link = re.search(r"https?://[^/]+(/\S+)", capsys.readouterr().out).group(1)
    answers = {
        "name": "Dewi Anggraini",
        "email": "dewi@bps.example.go.id",
        "password1": SECRET,
        "password2": SECRET,
    }

    assert "Buat admin pertama" in client.get(link, follow=True).content.decode()
    assert client.post(link, answers).url == reverse("account_login")

    dewi = User.objects.get()
    assert (dewi.roles, dewi.office_id) == ({Role.ADMIN}, "6302")
    assert client.get(link).status_code == 404
    assert client.post(link, answers | {"email": "x@example.go.id"}).status_code == 404
    client.post(reverse("account_login"), {"login": dewi.email, "password": SECRET})
    assert client.session["_auth_user_id"] == str(dewi.pk)


def test_reference_data_may_be_loaded_again(areas):
    call_command("reference", verbosity=0)

    assert Agency.objects.count() == 0
    assert Region.objects.count() == 552
    assert Office.objects.get().name == "BPS Kabupaten Kotabaru"
