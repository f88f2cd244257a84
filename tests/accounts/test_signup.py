"""An agency finds its way in: sign-up, confirmation, approval, log-in."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from accounts.models import Agency, User
from events.models import Event, Mail
from tests.cast import make_agency, make_member

SECRET = "ikan-asin-dan-bawang-7"


def answers(**changed):
    """What somebody of the tourism office types into the sign-up form."""
    return {
        "agency_name": "Dinas Pariwisata Kabupaten Kotabaru",
        "agency_address": "Jalan Pantai Gedambaan 3, Kotabaru",
        "agency_region": "Kabupaten Kotabaru (6302)",
        "agency_phone": "0518-000002",
        "agency_email": "",
        "name": "Lina Marlina",
        "position": "Analis data",
        "phone": "",
        "email": "Lina@example.go.id",
        "password1": SECRET,
        "password2": SECRET,
        "consent": "on",
    } | changed


def sign_up(client, **changed):
    return client.post(reverse("account_signup"), answers(**changed))


def link_in(mail):
    """The first address of the portal in a mail, without the host."""
    return re.search(r"https?://[^/\s]+(/\S+)", mail.text).group(1)


def log_in(client, email, password=SECRET):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def test_sign_up_confirm_approve_log_in(client, office, budi):
    response = sign_up(client)
    assert response.status_code == 302
    lina = User.objects.get(name="Lina Marlina")
    assert (lina.email, lina.is_agency_admin, lina.position) == (
        "lina@example.go.id",
        True,
        "Analis data",
    )
    assert lina.consented_at is not None
    assert lina.agency.office == office
    assert list(Agency.objects.awaiting_approval()) == []

    client.logout()
    confirmation = Mail.objects.get(kind="account_confirmation")
    assert confirmation.to == "lina@example.go.id"
    page = client.get(link_in(confirmation), follow=True)
    assert "Konfirmasi alamat surel" in page.content.decode()
    client.post(link_in(confirmation))
    assert EmailAddress.objects.get(user=lina).verified is True
    assert list(Agency.objects.awaiting_approval()) == [lina.agency]
    assert Mail.objects.get(kind="agency_awaiting").to == office.email

    response = log_in(client, "lina@example.go.id")
    assert response.url == reverse("agency")
    assert "Menunggu persetujuan" in client.get(response.url).content.decode()
    client.logout()

    client.force_login(budi)
    assert lina.agency.name in client.get(reverse("agency_approvals")).content.decode()
    response = client.post(reverse("agency_approval", args=[lina.agency_id]))
    assert response.url == reverse("agency_approvals")
    lina.agency.refresh_from_db()
    assert (lina.agency.state, lina.agency.decided_by) == ("approved", budi)
    assert Mail.objects.get(kind="agency_approved").to == "lina@example.go.id"
    assert [event.action for event in Event.objects.about(lina.agency)] == [
        "agency.confirm",
        "agency.approve",
    ]
    client.logout()

    assert log_in(client, "LINA@example.go.id").url == reverse("desk")


def test_nobody_logs_in_before_his_mailbox_is_confirmed(client, office):
    sign_up(client)
    client.logout()

    response = log_in(client, "lina@example.go.id")

    assert response.url == reverse("account_email_verification_sent")
    assert "_auth_user_id" not in client.session


def test_an_officer_refuses_with_a_reason_and_the_agency_asks_again(client, budi, pending_member):
    agency = pending_member.agency
    client.force_login(budi)

    empty = client.post(reverse("agency_refusal", args=[agency.pk]), {"reason": " "})
    assert empty.status_code == 200
    client.post(reverse("agency_refusal", args=[agency.pk]), {"reason": "Alamat belum lengkap."})
    agency.refresh_from_db()
    assert (agency.state, agency.refusal_reason) == ("refused", "Alamat belum lengkap.")
    mail = Mail.objects.get(kind="agency_refused")
    assert mail.to == pending_member.email
    assert "Alamat belum lengkap." in mail.text

    client.force_login(pending_member)
    assert "Alamat belum lengkap." in client.get(reverse("agency")).content.decode()
    client.post(reverse("agency_reapplication"))
    agency.refresh_from_db()
    assert agency.state == "pending"


def test_two_officers_decide_and_only_the_first_one_counts(client, budi, ratna, pending_member):
    pending_member.agency.approve(by=ratna)
    client.force_login(budi)

    client.post(reverse("agency_refusal", args=[pending_member.agency_id]), {"reason": "Tidak."})

    pending_member.agency.refresh_from_db()
    assert pending_member.agency.state == "approved"
    assert Mail.objects.filter(kind="agency_refused").count() == 0


def test_an_applicant_of_a_known_agency_becomes_its_member(client, budi, sari):
    again = make_agency(sari.agency.name, office=budi.office, state="pending")
    colleague = make_member("Rina Astuti", agency=again)
    client.force_login(budi)

    page = client.get(reverse("agency_approval", args=[again.pk])).content.decode()
    assert "Nama ini sudah terdaftar" in page
    client.post(reverse("agency_merger", args=[again.pk]), {"into": sari.agency_id})

    colleague.refresh_from_db()
    assert (colleague.agency, colleague.is_agency_admin) == (sari.agency, False)
    assert Mail.objects.get(kind="agency_approved").to == colleague.email


def test_a_taken_mailbox_is_told_by_mail_only(client, sari):
    response = sign_up(client, email=sari.email)

    assert response.url == reverse("account_email_verification_sent")
    assert Agency.objects.count() == 1
    assert Mail.objects.get().kind == "account_exists"


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("agency_name", "x" * 5000, "255"),
        ("agency_region", "Kotaraja", "Wilayah itu tidak ditemukan"),
        ("agency_region", "an", "Ada beberapa wilayah"),
        ("agency_phone", "nol lima", "Nomor telepon hanya berisi angka"),
        ("email", "bukan-surel", "surel"),
        ("password2", "lain-sekali-lagi", "sama"),
        ("password1", "12345678", "angka"),
        ("consent", "", "Centang persetujuan ini"),
    ],
)
def test_a_mistake_is_explained_and_nothing_typed_is_lost(client, areas, field, value, told):
    response = sign_up(client, **{field: value})
    page = response.content.decode()

    assert response.status_code == 200
    assert told in page
    assert "Analis data" in page
    assert User.objects.count() == 0


def test_characters_that_nobody_typed_on_purpose_are_taken_out(client, office):
    sign_up(client, agency_name="Dinas\0 Pari\u202ewisata\x07  Kotabaru", name="Li\u200bna")

    assert Agency.objects.get().name == "Dinas Pariwisata Kotabaru"
    assert User.objects.get().name == "Lina"


@pytest.mark.parametrize("typed", ["6302", "kotabaru", "Kabupaten Kotabaru", "kota baru"])
def test_the_area_may_be_typed_without_javascript(client, areas, typed):
    sign_up(client, agency_region=typed)

    assert Agency.objects.get().region_id == "6302"


def test_hostile_input_at_the_entrance_is_never_an_accident(client, office):
    hostile = "\0' or 1=1 --\u202e" + "x" * 5000
    for name in ("account_login", "account_signup", "account_reset_password"):
        fields = ("login", "email", "password", "password1", "agency_region", "name")
        response = client.post(reverse(name), dict.fromkeys(fields, hostile))
        assert response.status_code == 200
    for path in ("undangan", "selamat-datang"):
        assert client.get(f"/{path}/%00{'y' * 3000}/").status_code == 410
    for path in ("daftar/konfirmasi", "awal", "lupa-kata-sandi/1-", "instansi/persetujuan"):
        assert client.get(f"/{path}/%00x/").status_code in (302, 404)


def test_the_approval_belongs_to_the_office_of_the_agency(
    client, official_of_another_office, pending_member
):
    client.force_login(official_of_another_office)

    page = client.get(reverse("agency_approvals")).content.decode()
    response = client.post(reverse("agency_approval", args=[pending_member.agency_id]))

    assert pending_member.agency.name not in page
    assert response.status_code == 404
