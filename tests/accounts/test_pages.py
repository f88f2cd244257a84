"""Every page about accounts speaks Indonesian, in the portal's own layout, without inline code."""

import re
from html import unescape

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from accounts import links
from accounts.models import Invitation
from tests.accounts.test_second_factor import code_for
from tests.cast import PASSWORD, make_agency, make_member, make_staff

ENGLISH = re.compile(
    r"\b(the|and|your|you|password|email|sign|login|browser|session|security|code|remove|cancel|"
    r"account|confirm|change|please|reset|key|authenticator app|activate|current|new)\b",
    re.IGNORECASE,
)
OPEN = (
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_email_verification_sent",
    "account_inactive",
)
OWN = (
    "profile",
    "account_email",
    "account_change_password",
    "account_logout",
    "usersessions_list",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
)


def words(page):
    """What a person reads on the page."""
    page = re.sub(r"(?s)<(script|style|code)\b.*?</\1>", " ", page)
    return unescape(re.sub(r"<[^>]+>", " ", page))


def check(response):
    page = response.content.decode()
    assert response.status_code in (200, 410), response.status_code
    assert ENGLISH.findall(words(page)) == []
    assert page.count("<h1") == 1
    assert re.search(r'\sstyle="|\son[a-z]+="', page) is None
    for tag in re.findall(r"<script\b[^>]*>", page):
        assert "src=" in tag or 'type="application/json"' in tag, tag
    labelled = set(re.findall(r'for="([^"]+)"', page))
    for control in re.findall(r"<(?:input|select|textarea)\b[^>]*>", page):
        if 'type="hidden"' not in control:
            assert re.search(r'\sid="([^"]+)"', control).group(1) in labelled, control
    return page


def logged_in(client, user):
    """Log in by the form, as the pages about security ask for it."""
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client


@pytest.mark.parametrize("name", OPEN)
def test_open_pages(client, office, name):
    check(client.get(reverse(name)))


@pytest.mark.parametrize("name", OWN)
def test_pages_of_the_own_account(client, budi, name):
    check(logged_in(client, budi).get(reverse(name)))


def test_pages_with_a_second_factor(client, budi):
    logged_in(client, budi)
    form = client.get(reverse("mfa_activate_totp")).context["form"]
    client.post(reverse("mfa_activate_totp"), {"code": code_for(form.secret)})
    key = Authenticator.objects.create(
        user=budi, type="webauthn", data={"name": "Ponsel", "credential": {}}
    )
    for name in (
        "mfa_index",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_list_webauthn",
    ):
        check(client.get(reverse(name)))
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        check(client.get(reverse(name, args=[key.pk])))
    session = client.session
    session["account_authentication_methods"] = []
    session.save()
    for name in ("account_reauthenticate", "mfa_reauthenticate"):
        check(client.get(reverse(name)))


def test_pages_that_ask_for_the_second_factor(client, budi):
    Authenticator.objects.create(user=budi, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    logged_in(client, budi)

    check(client.get(reverse("mfa_authenticate")))


def test_pages_of_an_agency(client, sari):
    rina = make_member("Rina Astuti", agency=sari.agency)
    sari.agency.invite(by=sari, email="tono@example.go.id")
    client.force_login(sari)
    for name in ("agency", "agency_members", "profile"):
        check(client.get(reverse(name)))
    for name in ("agency_handover", "agency_closing"):
        check(client.get(reverse(name, args=[rina.pk])))
    client.force_login(rina)
    for name in ("agency", "agency_members"):
        check(client.get(reverse(name)))


@pytest.mark.parametrize("state", ["pending", "refused"])
def test_pages_of_an_agency_that_may_not_file(client, office, state):
    client.force_login(make_member(agency=make_agency(office=office, state=state)))

    check(client.get(reverse("agency")))


def test_pages_of_the_office(client, dewi, budi, sari):
    twin = make_agency(sari.agency.name, office=dewi.office, state="pending")
    make_member("Tono", agency=twin)
    refused = make_agency(office=dewi.office, state="refused")
    gone = make_staff("Mantan", office=dewi.office, is_active=False)
    client.force_login(dewi)
    for name in ("office", "office_people", "office_person_new", "agency_approvals"):
        check(client.get(reverse(name)))
    for agency in (twin, refused, sari.agency):
        check(client.get(reverse("agency_approval", args=[agency.pk])))
    check(client.get(reverse("agency_refusal", args=[twin.pk])))
    for person in (budi, dewi, gone):
        check(client.get(reverse("office_person", args=[person.pk])))
    for name in ("office_person_closing", "office_person_factor"):
        check(client.get(reverse(name, args=[budi.pk])))
    client.force_login(budi)
    check(client.get(reverse("agency_approvals") + "?q=tidak-ada"))
    check(client.get(reverse("agency_new")))


def test_pages_behind_a_mailed_link(client, office, sari):
    invitation = Invitation.objects.create(
        agency=sari.agency, email="tono@example.go.id", invited_by=sari
    )
    newcomer = make_staff("Wahyu Nugroho", office=office)
    newcomer.set_unusable_password()
    newcomer.save()
    for link in (links.invitation_link(invitation), links.welcome_link(newcomer)):
        check(client.get(link.removeprefix("http://127.0.0.1:8000"), follow=True))
    check(client.get(reverse("invitation", args=["basi"])))
    check(client.get(reverse("welcome", args=["basi"])))
    check(client.get(reverse("account_confirm_email", args=["basi"])))
    check(client.get(reverse("account_reset_password_from_key", args=["1", "basi"])))


def test_errors_in_forms_are_indonesian(client, sari):
    for name in ("account_login", "account_signup", "account_reset_password"):
        check(client.post(reverse(name), {"email": "x", "login": "x"}))
    logged_in(client, sari)
    wrong = {"oldpassword": "x", "password1": "a", "password2": "b", "email": "x"}
    for name in ("account_change_password", "account_email", "agency", "agency_members"):
        check(client.post(reverse(name), {**wrong, "action_add": "1"}))
