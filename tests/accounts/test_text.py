"""What nobody sees is taken out of what people type, wherever they type it."""

import unicodedata
from importlib import import_module

import pytest
from allauth.account.models import EmailAddress
from django import forms
from django.urls import reverse

from accounts.models import User
from accounts.text import UNSEEN, plain, plain_line
from complaints.models import Complaint
from editions.fields import Email, Text
from tests.accounts.test_signup import answers, log_in, sign_up
from tests.complaints.test_complaint_pages import ASKED, stamp_of
from tests.submissions import make_submitted

UNSEEN_SIGNS = (
    "\u200b\u00ad\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\u2069\ufeff\u061c\u180e\u034f\u115f"
    "\u3164\ufe0f\ufff9\U000e0041\U000e0100\x07"
)
OURS = {
    "accounts",
    "batches",
    "complaints",
    "consultations",
    "guestbook",
    "letters",
    "requests_app",
    "editions",
    "catalogue",
}
DRAWN_ALL_THE_SAME = set(map(chr, range(0x600, 0x606))) | set("\u06dd\u070f\u0890\u0891\u08e2")
DRAWN_ALL_THE_SAME |= {"\U000110bd", "\U000110cd"}


def mixed_into(words):
    """The words with something invisible after each letter."""
    return "".join(sign + UNSEEN_SIGNS[at % len(UNSEEN_SIGNS)] for at, sign in enumerate(words * 2))


def test_every_format_character_of_unicode_counts_as_unseen_but_the_few_that_are_drawn():
    every = {chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Cf"}
    assert {sign for sign in every if not UNSEEN.match(sign)} == DRAWN_ALL_THE_SAME


@pytest.mark.parametrize("sign", UNSEEN_SIGNS)
def test_it_goes_out_of_a_line_and_out_of_a_text(sign):
    assert plain_line(f"{sign}Sur{sign}{sign}vei {sign} Nelayan{sign}") == "Survei Nelayan"
    assert plain(f"Sur{sign}vei\n{sign}Nelayan ") == "Survei\nNelayan"
    assert plain_line(sign * 3) == plain(sign * 3) == ""


@pytest.mark.parametrize(
    "text",
    [
        "می‌خواهم",
        "ක්‍ෂ",
        "ক্‍ষ র‍্য",
        "ꦏ꧀‍ꦱ",
        "👨‍👩‍👧 dan 👩🏽‍🌾",
        "❤️ 1️⃣ #️⃣ ☎️",
        "葛󠄀城 ︎"[:3],
        "ᠮᠣᠩᠭᠣᠯ᠋",
    ],
)
def test_a_text_keeps_what_its_script_needs(text):
    assert plain(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Sur\u200cvei \u200dNela\u200dyan", "Survei Nelayan"),
        ("می\u200c\u200c خواهم\u200c", "می خواهم"),
        ("統\u200d計", "統計"),
        ("a\ufe0f ꦱ\ufe0f\ufe0f 5\ufe0f", "a ꦱ\ufe0f 5"),
        ("\u200d👩", "👩"),
    ],
)
def test_elsewhere_joiners_and_selectors_go_out_of_a_text_too(text, kept):
    assert plain(text) == kept


def test_a_name_keeps_no_joiner_at_all():
    assert plain_line("می\u200cخواهم 👩\u200d🌾") == "میخواهم 👩🌾"


def text_fields():
    """Every field of every form of the portal into which people type words."""
    import_module("romantik.urls")  # and with it every form
    for form in every_form(forms.BaseForm):
        for name, field in getattr(form, "base_fields", {}).items():
            is_typed = not isinstance(field.widget, forms.HiddenInput | forms.PasswordInput)
            if is_typed and isinstance(field, forms.CharField | Text):
                yield form, name, field


def every_form(form):
    for kind in form.__subclasses__():
        if kind.__module__.partition(".")[0] in OURS:
            yield kind
        yield from every_form(kind)


def test_every_text_field_of_every_form_takes_it_out():
    """By itself, whoever asks it; what is not of our kinds is cleaned with the request alone."""
    cleaned, left = 0, set()
    for form, name, field in text_fields():
        if type(field).__module__.partition(".")[0] not in OURS:
            left.add((form.__module__, name))
            continue
        words = "nama@example.go.id" if isinstance(field, Email | forms.EmailField) else "Ikan"
        assert field.to_python(mixed_into(words)) == field.to_python(words * 2), (form, name)
        cleaned += 1
    assert cleaned > 60
    left = {place for place in left if place[0] != "accounts.forms.entrance"}  # allauth's
    assert left == {
        *(("letters.forms.checking", "code"), ("letters.forms.signing", "label")),
        ("guestbook.forms", "place"),
    }


@pytest.mark.django_db
def test_the_mailbox_typed_at_the_entrance_is_the_one_that_is_kept(client, office):
    dirty = "\u200bli\u00adna@exam\u2060ple.go.id\ufeff"
    sign_up(client, email=dirty, agency_name=mixed_into("Dinas"), agency_region="63\u200b02")

    lina = User.objects.get()
    assert (lina.email, lina.agency.name) == ("lina@example.go.id", "DinasDinas")
    client.logout()
    EmailAddress.objects.update(verified=True)
    assert log_in(client, dirty, answers()["password1"]).status_code == 302


@pytest.mark.django_db
def test_a_password_is_kept_as_it_was_typed(client, office):
    secret = "ikan\u200d-asin-dan-bawang-7"
    sign_up(client, password1=secret, password2=secret)

    assert User.objects.get().check_password(secret)


@pytest.mark.django_db
def test_a_search_finds_what_looks_the_same(client, sari, ratna):
    submission = make_submitted(sari)
    client.force_login(ratna)
    for address in ("submissions", "letter_register", "queue", "catalogue"):
        client.get(reverse(address), {"cari": mixed_into("ikan")})
    dirty = "\u200b".join(submission.code)

    assert submission.code in client.get(reverse("submissions"), {"cari": dirty}).text
    assert submission.code in client.get(reverse("submissions"), {"cari": "Ne\u00adlayan"}).text


@pytest.mark.django_db
def test_areas_are_suggested_for_what_was_meant(client, areas):
    page = client.get(
        reverse("region_suggestions"), {"q": "Kota\u00adba\u200bru", "kind": "regency"}
    )

    assert "Kotabaru" in page.text


@pytest.mark.django_db
def test_a_complaint_and_its_ticket(client, office, maya, time_machine):
    facts = ASKED | {"text": "Antre\u200ban \u202elama می\u200cخواهم"}
    client.post(reverse("complaint_new"), facts | {"stamp": stamp_of(client, time_machine)})

    assert Complaint.objects.get().text == "Antrean lama می\u200cخواهم"
