"""What everybody does with his own account."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.templatetags.devices import device
from events.models import Event, Mail
from tests.cast import PASSWORD

NEW = "sambal-acan-pedas-sekali"
PORTAL = "http://127.0.0.1:8000"


def log_in(client, email, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def test_a_forgotten_password_is_replaced_by_a_mailed_link(client, sari):
    client.post(reverse("account_reset_password"), {"email": sari.email.upper()})
    mail = Mail.objects.get(kind="account_password_reset")
    link = re.search(rf"{PORTAL}(/lupa-kata-sandi/\S+)", mail.text).group(1)

    form_page = client.get(link, follow=True)
    address = form_page.request["PATH_INFO"]
    assert link.split("-")[-1] not in address
    client.post(address, {"password1": NEW, "password2": NEW})

    assert log_in(client, sari.email, NEW).url == reverse("desk")
    client.logout()
    assert "Tautan tidak berlaku lagi" in client.get(link, follow=True).content.decode()


def test_a_link_in_a_mail_never_follows_the_host_that_was_asked_for(client, sari, settings):
    settings.ALLOWED_HOSTS = ["*"]

    client.post(
        reverse("account_reset_password"), {"email": sari.email}, headers={"host": "jahat.example"}
    )

    text = Mail.objects.get(kind="account_password_reset").text
    assert "jahat" not in text
    assert f"{PORTAL}/lupa-kata-sandi/" in text


def test_an_unknown_mailbox_is_told_so_by_mail_only(client, office):
    response = client.post(reverse("account_reset_password"), {"email": "tono@example.go.id"})

    assert response.url == reverse("account_reset_password_done")
    assert Mail.objects.get().kind == "account_unknown"


def test_the_mailbox_changes_once_the_new_one_is_confirmed(client, sari):
    log_in(client, sari.email)
    client.post(reverse("account_email"), {"email": "sari.baru@example.go.id", "action_add": "1"})
    page = client.get(reverse("account_email")).content.decode()
    assert "menunggu konfirmasi" in page
    assert User.objects.get(pk=sari.pk).email == "sari@example.go.id"

    mail = Mail.objects.get(kind="account_confirmation")
    assert mail.to == "sari.baru@example.go.id"
    client.post(re.search(rf"{PORTAL}(/\S+)", mail.text).group(1))

    assert User.objects.get(pk=sari.pk).email == "sari.baru@example.go.id"
    assert EmailAddress.objects.get(user=sari).verified is True
    assert Mail.objects.filter(kind="account_notice").exists()


def test_a_new_mailbox_wants_the_password_again(client, sari):
    log_in(client, sari.email)
    wanted = {"email": "sari.baru@example.go.id", "action_add": "1"}
    with time_machine.travel(timezone.now() + timedelta(minutes=6), tick=False):
        asked = client.post(reverse("account_email"), wanted)

    assert asked.url.startswith(reverse("account_reauthenticate"))
    assert not EmailAddress.objects.filter(email="sari.baru@example.go.id").exists()


def test_the_password_changes_with_the_old_one(client, sari):
    log_in(client, sari.email)
    wrong = {"oldpassword": "bukan-ini", "password1": NEW, "password2": NEW}
    page = client.post(reverse("account_change_password"), wrong).content.decode()
    assert "Kata sandi sekarang tidak cocok" in page

    response = client.post(reverse("account_change_password"), wrong | {"oldpassword": PASSWORD})

    assert response.url == reverse("profile")
    assert User.objects.get(pk=sari.pk).check_password(NEW)


def test_the_profile_keeps_what_was_typed_and_refuses_what_is_too_long(client, sari):
    client.force_login(sari)
    page = client.post(
        reverse("profile"), {"name": "n" * 5000, "position": "Kabid", "phone": ""}
    ).content.decode()
    assert "255" in page
    assert "Kabid" in page

    client.post(reverse("profile"), {"name": "Sari\0 W\u202e.", "position": "", "phone": ""})

    assert User.objects.get(pk=sari.pk).name == "Sari W."
    assert [event.action for event in Event.objects.about(sari)] == ["user.correct"]


def test_log_out_needs_a_post(client, sari):
    client.force_login(sari)

    assert client.get(reverse("account_logout")).status_code == 200
    client.post(reverse("account_logout"))

    assert "_auth_user_id" not in client.session


def test_other_sessions_are_ended(client, sari):
    elsewhere = Client()
    log_in(elsewhere, sari.email)
    log_in(client, sari.email)

    client.post(reverse("usersessions_list"))

    assert elsewhere.get(reverse("profile")).status_code == 302
    assert client.get(reverse("profile")).status_code == 200


def test_ending_other_sessions_wants_the_password_again(client, sari):
    elsewhere = Client()
    log_in(elsewhere, sari.email)
    log_in(client, sari.email)
    with time_machine.travel(timezone.now() + timedelta(minutes=6), tick=False):
        asked = client.post(reverse("usersessions_list"))
        shown = client.get(reverse("usersessions_list"))

    assert asked.url.startswith(reverse("account_reauthenticate"))
    assert shown.status_code == 200
    assert elsewhere.get(reverse("profile")).status_code == 200


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; rv:140.0) Firefox/140.0", "Firefox di Windows"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/150.0 Safari/537.36", "Chrome di Android"),
        ("Mozilla/5.0 (iPhone; like Mac OS X) Safari/604.1", "Safari di iPhone"),
        ("", "Peramban"),
    ],
)
def test_a_session_names_the_device_in_words(user_agent, name):
    assert device(user_agent) == name
