"""Each mail: plain words and HTML that say the same, one thing to press, nobody's data."""

import re

import pytest
from django.template.loader import render_to_string

from tests.mails import PARTS_OF_A_MAIL, TEMPLATES, kinds_of_mail

ADDRESSES = re.compile(r"\{\{ *(?:\w+_url|link)|\{% url ")
PERSONAL = re.compile(
    r"(?:person|user|member|by|examiner|created_by|complaint|visit|guest)\.(?:phone|nip|email|contact)"
)
TELLS_ONLY = {"register_alarm", "opinion_withdrawn"}  # nothing to do in the portal


@pytest.mark.parametrize("kind", kinds_of_mail())
def test_a_mail_is_of_three_parts(kind):
    assert sorted(file.name for file in (TEMPLATES / "emails" / kind).iterdir()) == PARTS_OF_A_MAIL


def body_of(kind, name):
    return (TEMPLATES / "emails" / kind / name).read_text("utf-8")


def ways(text):
    """The most links that are drawn at once: of two ways to say it, one is."""
    said = re.sub(r"\{% else %\}.*?\{% endif %\}", "", text, flags=re.S)
    return len(re.findall(r'class="button"', said))


@pytest.mark.parametrize("kind", sorted({*kinds_of_mail()} - TELLS_ONLY))
def test_there_is_one_thing_to_press_and_plain_words_name_its_address(kind):
    assert ways(body_of(kind, "body.html")) <= 1
    assert "<a " in body_of(kind, "body.html")
    assert ADDRESSES.search(body_of(kind, "body.txt")), kind


@pytest.mark.parametrize("kind", kinds_of_mail())
def test_no_mail_names_how_a_person_is_reached(kind):
    told = "".join(body_of(kind, name) for name in PARTS_OF_A_MAIL)

    assert PERSONAL.findall(told) == []


def test_foot_and_frame_are_the_same_for_all():
    frame = render_to_string("emails/base.html", {"portal_url": "https://romantik.example.go.id"})

    assert "Surel ini dikirim otomatis; balasan tidak dibaca." in frame
