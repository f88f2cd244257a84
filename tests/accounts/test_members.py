"""The people of an agency: invited by its admin, each with an account of his own."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.models import Invitation, User
from events.models import Mail
from tests.cast import PASSWORD, make_member
from tests.pages import soup, told

SECRET = "udang-galah-di-muara-3"


def link_in(mail):
    """The first address of the portal in a mail, without the host."""
    return re.search(r"https?://[^/\s]+(/\S+)", mail.text).group(1)


def invite(client, email="rina@example.go.id"):
    return client.post(reverse("agency_members"), {"email": email})


def join(client, link, **changed):
    answers = {"name": "Rina Astuti", "password1": SECRET, "password2": SECRET, "consent": "on"}
    return client.post(link, answers | changed)


def test_an_invited_colleague_joins_with_his_own_password(client, sari):
    client.force_login(sari)
    invite(client)
    client.logout()
    link = link_in(Mail.objects.get(kind="agency_invitation"))

    assert sari.agency.name in client.get(link, follow=True).content.decode()
    assert join(client, link).url == reverse("account_login")

    rina = User.objects.get(email="rina@example.go.id")
    assert (rina.agency, rina.is_agency_admin, rina.is_agency_member) == (sari.agency, False, True)
    response = client.post(
        reverse("account_login"), {"login": "rina@example.go.id", "password": SECRET}
    )
    assert response.url == reverse("desk")


def test_an_invitation_works_once_and_for_seven_days(client, sari):
    client.force_login(sari)
    invite(client)
    client.logout()
    link = link_in(Mail.objects.get(kind="agency_invitation"))
    Invitation.objects.update(invited_at=timezone.now() - Invitation.LIFETIME)

    assert client.get(link).status_code == 410
    Invitation.objects.update(invited_at=timezone.now())
    assert join(client, link).status_code == 302
    assert join(client, link).status_code == 410
    assert User.objects.filter(email="rina@example.go.id").count() == 1


def test_a_withdrawn_invitation_opens_nothing(client, sari):
    client.force_login(sari)
    invite(client)
    link = link_in(Mail.objects.get(kind="agency_invitation"))

    client.post(reverse("agency_withdrawal", args=[Invitation.objects.get().pk]))

    assert join(client, link).status_code == 410


def test_who_has_an_account_for_a_single_file_joins_with_it(client, sari, stranger):
    guest = User.objects.create_user("rina@example.go.id", PASSWORD, name="Rina")
    client.force_login(sari)
    invite(client)
    client.logout()

    link = link_in(Mail.objects.get(kind="agency_invitation"))
    assert "sudah mempunyai akun" in client.get(link, follow=True).content.decode()
    joined = join(client, link)

    assert joined.url == reverse("account_login")
    guest.refresh_from_db()
    assert (guest.agency, guest.name, guest.is_agency_admin) == (sari.agency, "Rina Astuti", False)
    assert guest.check_password(SECRET)
    assert guest.is_agency_member
    assert client.get(link).status_code == 410
    client.force_login(stranger)
    assert "sudah dipakai akun lain" in invite(client).content.decode()


def test_a_link_that_somebody_changed_opens_nothing(client, sari):
    client.force_login(sari)
    invite(client)
    link = link_in(Mail.objects.get(kind="agency_invitation"))

    assert client.get(link[:-2] + "x/").status_code == 410


def test_the_admin_hands_his_task_over_and_closes_an_account(client, sari):
    rina = make_member("Rina Astuti", agency=sari.agency)
    client.force_login(sari)

    client.post(reverse("agency_closing", args=[rina.pk]))
    rina.refresh_from_db()
    assert rina.is_active is False

    rina.is_active = True
    rina.save()
    assert "Serahkan" in client.get(reverse("agency_handover", args=[rina.pk])).content.decode()
    client.post(reverse("agency_handover", args=[rina.pk]))
    rina.refresh_from_db()
    sari.refresh_from_db()
    assert (rina.is_agency_admin, sari.is_agency_admin) == (True, False)
    assert client.post(reverse("agency_closing", args=[rina.pk])).status_code == 403


def test_the_admin_of_an_agency_is_never_closed_away(sari):
    rina = make_member("Rina Astuti", agency=sari.agency)

    with pytest.raises(ValidationError):
        sari.agency.deactivate_member(sari, by=rina)


def test_a_closed_account_cannot_log_in(client, sari):
    rina = make_member("Rina Astuti", agency=sari.agency)
    sari.agency.deactivate_member(rina, by=sari)

    response = client.post(reverse("account_login"), {"login": rina.email, "password": PASSWORD})

    assert "_auth_user_id" not in client.session
    assert response.status_code in (200, 302)


def test_a_closed_account_is_out_at_the_next_click(client, sari):
    rina = make_member("Rina Astuti", agency=sari.agency)
    client.force_login(rina)
    sari.agency.deactivate_member(rina, by=sari)

    response = client.get(reverse("agency_members"))

    assert response.url.startswith(reverse("account_login"))


def test_members_of_another_agency_do_not_exist_here(client, sari, stranger):
    client.force_login(stranger)

    assert client.post(reverse("agency_closing", args=[sari.pk])).status_code == 404
    assert client.post(reverse("agency_handover", args=[sari.pk])).status_code == 404
    assert sari.name not in client.get(reverse("agency_members")).content.decode()


def test_somebody_with_an_account_is_not_invited(client, sari, stranger):
    client.force_login(sari)

    page = invite(client, stranger.email).content.decode()

    assert "sudah dipakai akun lain" in page
    assert Invitation.objects.count() == 0


def test_pending_members_are_told_what_is_awaited(client, pending_member):
    client.force_login(pending_member)

    response = client.get(reverse("agency_members"))

    assert response.status_code == 403
    assert "belum disetujui" in response.content.decode()


def test_the_admin_corrects_the_data_of_his_agency(client, sari):
    client.force_login(sari)
    page = client.get(reverse("agency")).content.decode()
    assert "Kabupaten Kotabaru (6302)" in page

    client.post(
        reverse("agency"),
        {
            "name": "Dinas Perikanan Kabupaten Kotabaru",
            "address": "Jalan Nelayan 8",
            "region": "6302",
            "phone": "0518-21000",
            "email": "",
        },
    )

    sari.agency.refresh_from_db()
    assert (sari.agency.address, sari.agency.email) == ("Jalan Nelayan 8", "")


def test_an_invitation_is_taken_back_once_and_by_its_agency(client, sari, stranger):
    client.force_login(sari)
    invite(client)
    address = reverse("agency_withdrawal", args=[Invitation.objects.get().pk])
    client.force_login(stranger)
    assert client.post(address).status_code == 404
    client.force_login(sari)
    taken = client.post(address)

    assert taken.url == reverse("agency_members")
    assert told(taken) == ["Undangan untuk rina@example.go.id ditarik."]
    assert client.post(address).status_code == 404
    assert soup(client.get(taken.url)).select(f"form[action='{address}']") == []


def test_the_admin_closes_no_account_of_his_own(client, sari):
    client.force_login(sari)
    refused = client.post(reverse("agency_closing", args=[sari.pk]))

    assert refused.url == reverse("agency_members")
    assert told(refused) == ["Anda tidak dapat menonaktifkan akun sendiri."]
    assert User.objects.get(pk=sari.pk).is_active
