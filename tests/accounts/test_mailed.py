"""A link with a secret in it: the page it leads to stands at an address that opens nothing."""

import logging
import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailConfirmationHMAC
from django.test import Client
from django.urls import get_resolver, reverse
from time_machine import travel

from accounts import links
from accounts.models import Invitation, User
from complaints.models import RatingInvitation
from complaints.rating_links import link_to
from guestbook.models import GuestBook
from opinions.models import Opinion
from requests_app.links import guest_link, objection_link
from romantik.logs import LINE, OneLine, OneObject, without_secrets
from tests.cast import make_staff
from tests.complaints.conftest import decided
from tests.opinions.making import link_path, make_units
from tests.pages import soup
from tests.submissions import make_draft, make_examined, make_submitted

PORTAL = "http://127.0.0.1:8000"
SAID = "Kerangka sampelnya sudah sesuai dengan pendataan terakhir."


JOINING = {
    "name": "Tono Harjo",
    "position": "Statistisi",
    "phone": "0812 3456 7890",
    "password1": "jeruk-bali-manis-72",
    "password2": "jeruk-bali-manis-72",
    "consent": "on",
}


def invitations(sari, count):
    for n in range(count):
        email = f"tono{n or ''}@example.go.id"
        facts = {"agency": sari.agency, "email": email, "invited_by": sari}
        yield links.invitation_link(Invitation.objects.create(**facts))


def invitation_of(sari):
    return next(invitations(sari, 1))


@pytest.fixture(autouse=True)
def clock():
    with travel("2026-03-02 02:00Z", tick=False) as clock:
        yield clock


def welcome_of(sari):
    newcomer = make_staff("Wahyu Nugroho", office=sari.agency.office)
    newcomer.set_unusable_password()
    newcomer.save()
    return links.welcome_link(newcomer)


def confirmation_of(sari):
    address = sari.emailaddress_set.create(email="baru@example.go.id")
    return links.absolute("account_confirm_email", EmailConfirmationHMAC(address).key)


def file_invitation_of(sari):
    draft = make_draft(sari)
    return guest_link(draft.invite(by=sari, email="tono@example.go.id"))


def rating_of(sari, ratna):
    return link_to(RatingInvitation.objects.ask(decided(sari, ratna)))


def device_of(sari):
    book = GuestBook.objects.create(office=sari.agency.office, key="K" * 32)
    return links.absolute("guestbook_device", book.key)


@pytest.fixture
def mailed(sari, ratna, budi):
    """An address of each kind, as it was mailed or printed."""
    entered = make_submitted(budi, agency=sari.agency)
    return {
        "invitation": invitation_of(sari),
        "welcome": welcome_of(sari),
        "account_confirm_email": confirmation_of(sari),
        "guest_arrival": file_invitation_of(sari),
        "slip": PORTAL + entered.slips.give(by=budi).get_absolute_url(),
        "objection": objection_link(entered.revision),
        "rating_link": rating_of(sari, ratna),
        "opinion_link": PORTAL + link_path(make_units(make_examined(sari, ratna), ratna)),
        "guestbook_device": device_of(sari),
    }


def test_a_page_behind_a_secret_stands_at_an_address_without_it(client, mailed):
    for kind, link in mailed.items():
        led = client.get(link)
        page = client.get(led.url)

        assert (led.status_code, page.status_code) == (302, 200), kind
        assert page.resolver_match.url_name == kind
        assert "private" in page.headers.get("Cache-Control", ""), kind
        assert secret_in(link) not in led.url
        assert re.fullmatch(r".*/tautan-[0-9a-f]{12}/", led.url), led.url
        forms = soup(page).select("main form")
        assert [form for form in forms if secret_in(link) in form.get("action", "")] == [], kind


def test_the_address_alone_opens_nothing_elsewhere(client, mailed):
    for link in mailed.values():
        address = client.get(link).url

        assert Client().get(address).status_code == 410
        assert "Buka lagi tautan Anda" in Client().get(address).text
        assert Client().get(link, follow=True).status_code == 200


def test_a_scanner_of_mails_uses_nothing_up(client, mailed):
    for _ in range(2):
        for link in mailed.values():
            assert Client().head(link).status_code == 302
    client.post(client.get(mailed["invitation"]).url, JOINING)

    assert User.objects.get(email="tono@example.go.id").name == "Tono Harjo"
    assert client.get(mailed["invitation"]).status_code == 410


def test_two_of_one_kind_stay_apart_in_one_browser(client, sari, ratna):
    first, second = (make_units(make_examined(sari, ratna), ratna) for _ in "ab")
    one, _ = (client.get(link_path(opinion)).url for opinion in (first, second))

    answered = client.post(one, {"text": SAID, "name": "Wulan"})

    first.refresh_from_db()
    assert (answered.url, first.answer_text) == (one, SAID)
    assert Opinion.objects.get(pk=second.pk).answer_text == ""


def test_a_browser_holds_every_link_for_twelve_hours(client, sari, clock):
    addresses = [client.get(invitation).url for invitation in invitations(sari, 12)]
    states = [client.get(address).status_code for address in addresses]
    clock.shift(timedelta(hours=12, seconds=1))

    assert states == [200] * 12
    assert client.get(addresses[-1]).status_code == 410


def test_links_that_are_opened_at_the_same_moment_both_stay(client, sari):
    """Neither request knows the other's cookie; the browser takes both answers."""
    answers = [Client().get(invitation) for invitation in invitations(sari, 2)]
    for answer in answers:
        client.cookies.update(answer.cookies)

    assert [client.get(answer.url).status_code for answer in answers] == [200, 200]


def test_a_cookie_opens_the_page_it_was_given_for_and_no_other(client, sari):
    one, other = (client.get(invitation).url for invitation in invitations(sari, 2))
    held = client.cookies[mark_of(other)].value
    client.cookies[mark_of(one)] = held

    assert client.get(one).status_code == 410
    client.cookies[mark_of(other)] = held[:-1]
    assert client.get(other).status_code == 410


def test_the_cookie_is_sent_to_its_page_alone(client, mailed, settings):
    settings.BEHIND_TLS = True
    led = client.get(mailed["slip"], secure=True)
    cookie = led.cookies[f"__Secure-{mark_of(led.url)}"]

    assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax")
    assert (cookie["path"], cookie["domain"], cookie["max-age"]) == (led.url, "", "")
    assert secret_in(mailed["slip"]) not in cookie.value
    assert client.get(led.url, secure=True).status_code == 200


PUBLIC = {"letter_verification", "letter_verification_json", "office_norm"}


def test_no_line_of_the_log_says_a_secret_of_an_address(mailed):
    """Of any address that has one: errors are written with the path that was asked for."""
    told = {}
    for name, (ways, *_) in get_resolver().reverse_dict.items():
        [(_, names), *_] = ways
        if isinstance(name, str) and {"token", "key"} & set(names) and "code" not in names:
            path = reverse(name, kwargs=dict.fromkeys(names, "rahasia7"))
            told[name] = without_secrets(f"Not Found: {path}, GET {path}?a=1")

    assert {name for name, line in told.items() if "rahasia7" in line} == PUBLIC
    assert set(mailed) < set(told)
    assert without_secrets("Not Found: /Lacak/rahasia7/") == "Not Found: /Lacak/…/"
    assert told["slip"] == "Not Found: /lacak/…/, GET /lacak/…/?a=1"


@pytest.mark.parametrize("kind", ["line", "json"])
def test_both_kinds_of_lines_leave_it_out(kind):
    record = logging.makeLogRecord({"msg": "Not Found: %s", "args": ("/undangan/abc:def/",)})
    line = {"line": OneLine(LINE, style="{"), "json": OneObject()}[kind].format(record)

    assert "Not Found: /undangan/…/" in line
    assert "abc:def" not in line


def secret_in(link):
    return link.rstrip("/").rpartition("/")[2]


mark_of = secret_in
