"""Pages and mails that no demonstration shows are valid HTML, too."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse

from accounts.links import welcome_link
from events.models import Mail
from tests.cast import PASSWORD, make_member
from tests.files.photographing import photograph
from tests.guestbook.conftest import fill_in
from tests.mails import kinds_of_mail, what_mails_name
from tests.nu_checker import mistakes
from tests.submissions import make_draft, make_submitted
from tests.walking import mailed, pages_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

A_FILTER = {"halaman": "submissions", "nama": "Rancangan", "keadaan": "draft"}


def log_in(browser, person):
    known = {"login": person.email, "password": PASSWORD}
    return browser.post(reverse("account_login"), known, follow=True)


def test_pages_and_mails_that_no_demonstration_shows_are_valid(
    sari, pending_member, budi, ratna, maya, hasan, dewi, client, rf
):
    """All of them together: the checker's start takes longer than a hundred pages."""
    pages = of_an_office_without_work(sari, pending_member, budi, ratna, maya, hasan, dewi)
    pages |= behind_what_only_one_person_was_given(sari, budi, client)
    pages |= of_a_draft_with_photographs(sari, client)
    pages |= of_a_second_factor(sari, client)
    pages |= of_errors(rf) | of_mails(sari, ratna)

    assert len(pages) > 800
    assert mistakes(pages) == {}


def of_an_office_without_work(*people):
    pages = pages_of("anybody", Client(), most=1)
    for person in people:
        browser = Client()
        browser.force_login(person)
        browser.post(reverse("saved_filters"), A_FILTER)
        pages |= pages_of(person.name, browser, most=1)
    return pages


def behind_what_only_one_person_was_given(sari, budi, client):
    client.post(reverse("account_reset_password"), {"email": sari.email})
    log_in(client, sari)
    client.post(reverse("agency_members"), {"email": "tono@example.go.id"})
    client.post(reverse("account_email"), {"email": "sari@contoh.go.id", "action_add": "1"})
    slip = make_submitted(sari).slips.give(by=budi)
    newcomer = make_member(agency=sari.agency)
    newcomer.set_unusable_password()
    newcomer.save()
    links = [slip.get_absolute_url(), fill_in(client).url]
    links += [*mailed(Mail.objects.all()), welcome_link(newcomer)]

    browser = Client()
    led = [browser.get(link).headers.get("Location", link) for link in links]
    pages = pages_of("who was given links", browser, led, most=1)
    reset = next(link for link in links if link.startswith("/lupa-kata-sandi/"))
    return pages | {"reset": Client().get(reset, follow=True).content.decode()}


def of_a_draft_with_photographs(sari, client):
    draft = make_draft(sari)
    client.force_login(sari)
    address = reverse("photographs", args=[draft.code])
    client.post(address, {"photos": [photograph(size=(9, tall)) for tall in (12, 13, 14)]})
    page = client.get(address).content.decode()
    assert "Foto halaman 3" in page
    return {address: page}


def of_a_second_factor(sari, client):
    log_in(client, sari)
    TOTP.activate(sari, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(sari)
    pages = pages_of("sari with a second factor", client, most=1)
    pages["the code is asked for"] = log_in(Client(), sari).content.decode()
    key = Authenticator.objects.create(user=sari, type="webauthn", data={"name": "Kunci kantor"})
    for name in ("mfa_list_webauthn", "mfa_edit_webauthn", "mfa_remove_webauthn"):
        address = reverse(name, args=[] if name == "mfa_list_webauthn" else [key.pk])
        pages[name] = client.get(address).content.decode()
    return pages


def of_errors(rf):
    names = ["400", "403", "403_csrf", "404", "429", "500"]
    return {name: get_template(f"{name}.html").render({}, rf.get("/")) for name in names}


def of_mails(sari, ratna):
    context = what_mails_name(sari, ratna) | {"mail_subject": "Tentang surel"}
    return {
        kind: get_template(f"emails/{kind}/body.html").render(dict(context))
        for kind in kinds_of_mail()
    }
