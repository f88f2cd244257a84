"""Two accounts of every role: what belongs to the one does not exist for the other.

The first table is about people who have no business with Sari's agency or its office: another
agency of the same office, one elsewhere, and every role of another office. Each address with a
part that names something is asked by GET and by POST, linked or not. The second is about a second
account of the same role at the same place: only what is done by one person alone is closed to it.
"""

import os
import re

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from tests.addresses import addresses
from tests.cast import make_agency, make_member, make_office, make_staff
from tests.safety.world import World
from tests.test_docs import ROOT
from tests.test_urls import wanted_by

pytestmark = pytest.mark.one_database
STAFF = {
    "front_desk": Role.FRONT_DESK,
    "examiner": Role.EXAMINER,
    "head": Role.HEAD,
    "handler": Role.COMPLAINT_HANDLER,
    "admin": Role.ADMIN,
}
NAMING = {pattern.name: pattern for pattern in addresses() if wanted_by(pattern)}
LOCKED = re.compile(
    r"complaint(_(receipt|clock|reply|withdrawal|reopening|grading|leaving|file))?$"
)
FRONT = re.compile(r"office_front$|front_(?!host$|guestbook_ticket$|satisfaction_)")
EXPECTED = ROOT / "tests" / "data" / "shut_out.txt"
OPEN_BY_ITSELF = {
    **dict.fromkeys(["blank_form", "guide_page", "api_activity", "catalogue_entry"], "public"),
    **dict.fromkeys(["letter_verification", "letter_verification_json"], "opened by its code"),
    **dict.fromkeys(["account_confirm_email", "account_reset_password_from_key"], "says: too late"),
    **dict.fromkeys(["invitation", "welcome", "guest_arrival", "rating_link"], "says: too late"),
    **dict.fromkeys(["mfa_edit_webauthn", "mfa_remove_webauthn"], "asks for the password first"),
    **dict.fromkeys(["arrival"], "wants a page that was drawn for the same person"),
    **dict.fromkeys(["answer"], "wants a page that was drawn for the same person"),
    **dict.fromkeys(["saved_filter_removal"], "takes away one's own alone, and leads on"),
    **dict.fromkeys(["office_synonym_removal", "office_column_heading_removal"], "of his office"),
    **dict.fromkeys(["office_letter_template", "office_letter_template_preview"], "of his office"),
    **dict.fromkeys(["office_letter_template_version", "office_standard_version"], "of his office"),
    **dict.fromkeys(["office_fact", "office_letterhead", "office_saying"], "of his office"),
    **{name: "of an office, for everybody" for name in NAMING if FRONT.match(name)},
    **{name: "leads to where ticket and secret are typed" for name in NAMING if LOCKED.match(name)},
}
SHUT = {f"{get}/{post}" for get in (403, 404, 405) for post in (403, 404, 405)}
WRITES = {"letter_verification", "letter_verification_json"}  # checks by anybody are counted
WRITES |= {"office_saying"}  # an admin says it of his own office
WRITING = re.compile(r'^(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')


@pytest.fixture
def nur(agency, sari):
    return make_member("Nur Hidayah", agency=agency)


@pytest.fixture
def world(sari, nur, ratna, hasan, dewi, maya):
    return World(sari=sari, nur=nur, ratna=ratna, hasan=hasan, dewi=dewi, maya=maya)


@pytest.fixture
def shut_out(office):
    """Who has no business there."""
    elsewhere = make_office("6301")
    here = make_agency("Dinas Perkebunan Kabupaten Kotabaru", office=office)
    there = make_agency("Dinas Perikanan Kabupaten Tanah Laut", office=elsewhere)
    people = {"agency": make_member("Joko", agency=here), "agency2": make_member(agency=here)}
    people["elsewhere"] = make_member("Eko", agency=there)
    roles = {
        name: make_staff(f"Lain {name}", role, office=elsewhere) for name, role in STAFF.items()
    }
    return people | roles


def address_of(name, world):
    parts = {part: world.value(name, part) for part in wanted_by(NAMING[name])}
    return reverse(name, kwargs=parts)


def asked(browser, method, address):
    """The status, with a star where rows other than of his own session were written; taken back."""
    written = set()

    def look(execute, sql, params, many, context):
        done = execute(sql, params, many, context)
        if (found := WRITING.match(sql)) and context["cursor"].rowcount:
            written.add(found[1])
        return done

    cookies = browser.cookies.copy()
    with transaction.atomic(), connection.execute_wrapper(look):
        response = getattr(browser, method)(address)
        transaction.set_rollback(True)
    browser.cookies = cookies
    return f"{response.status_code}{'*' if written - {'django_session'} else ''}"


def answers(people, world, names):
    """{address: {person: "GET/POST"}}."""
    places = {name: address_of(name, world) for name in names}
    told = {name: {} for name in names}
    for who, person in people.items():
        browser = Client()
        browser.force_login(person)
        for name, place in places.items():
            statuses = [asked(browser, method, place) for method in ("get", "post")]
            told[name][who] = "/".join(statuses)
    return told


def table(people, told):
    """Its lines: the people, then each address with what GET and POST answer each of them."""
    rows = [f"{name}: {' '.join(codes.values())}" for name, codes in sorted(told.items())]
    return [f"# {' '.join(people)}", *rows]


def read(file, people, told):
    """The lines that are expected; SHUT_OUT=write writes those of today, to be read."""
    if os.environ.get("SHUT_OUT") == "write":
        file.write_text("\n".join(table(people, told)) + "\n", "utf-8")
    return file.read_text("utf-8").splitlines()


def test_nobody_opens_what_belongs_to_another(world, shut_out, quick_refusals):
    told = answers(shut_out, world, NAMING)

    assert table(shut_out, told) == read(EXPECTED, shut_out, told)


def test_the_table_says_no_but_where_a_secret_or_everybody_opens():
    """Whatever else stands in the table is a mistake, whoever has written it."""
    rows = [line.split(": ") for line in EXPECTED.read_text("utf-8").splitlines()[1:]]

    assert {name for name, codes in rows if set(codes.split()) - SHUT} == set(OPEN_BY_ITSELF)
    assert {name for name, codes in rows if "*" in codes} == WRITES


# What is done by one person, or by the agency alone; everything else an office does together.
PERSONAL = [
    *("agency_closing", "agency_handover", "agency_withdrawal", "answers", "attachment"),
    *("attachment_removal", "batch", "cancellation", "complaint_handling"),
    *("complaint_remarks", "complaint_step", "consultation_step", "decision", "delivery"),
    *("examination", "findings", "guest_ending", "guests", "issuance", "letter_concept"),
    *("letter_numbering", "letter_pdf", "letter_return", "note", "note_acceptance"),
    *("note_answer", "note_new", "notice", "office_data_request", "office_person"),
    *("opinion", "opinion_withdrawal", "passing_on", "photographs", "rating", "release"),
    *("result", "return", "return_preview", "saved_filter_removal", "sector"),
    *("submission", "submittal", "transfer", "visit", "withdrawal"),
]
SECOND = ROOT / "tests" / "data" / "second_accounts.txt"


def test_a_second_account_of_the_same_role_does_what_is_done_by_one_alone_not(
    world, sari, nur, budi, ratna, hasan, maya, dewi, quick_refusals
):
    people = {"sari": sari, "nur": nur}
    for first, role in zip((budi, ratna, hasan, maya, dewi), STAFF.values(), strict=True):
        name = first.name.partition(" ")[0].lower()
        people |= {name: first, f"{name}2": make_staff(f"Kedua {name}", role, office=first.office)}

    told = {
        name: {who: code.replace("*", "") for who, code in codes.items()}
        for name, codes in answers(people, world, PERSONAL).items()
    }

    assert table(people, told) == read(SECOND, people, told)
