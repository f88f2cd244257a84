"""Every address × every role, one table: what GET (or POST, where named) answers.

A new address that is not in the table fails here: think about who may open it, then add its row.
302 is the way to log in for the unknown visitor, elsewhere where the page leads on.
"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse
from django.urls.converters import StringConverter

from guestbook.models import Visit
from requests_app.models import StandardNote
from tests.accounts.addresses import OF_ACCOUNTS
from tests.addresses import addresses
from tests.answers_by_role import *
from tests.appeals.addresses import ABOUT_APPEALS
from tests.appeals.making import make_appeal
from tests.cast import make_agency, make_staff
from tests.complaints.addresses import ABOUT_COMPLAINTS, OF_RATINGS
from tests.complaints.making import make_complaint
from tests.consultations.addresses import ABOUT_CONSULTATIONS
from tests.consultations.making import make_consultation
from tests.earlier.addresses import ABOUT_EARLIER
from tests.guestbook.addresses import OF_THE_COUNTER
from tests.letters.addresses import ABOUT_A_PROPOSAL
from tests.opinions.addresses import ABOUT_OPINIONS
from tests.opinions.making import make_units
from tests.requests_app.addresses import OF_ASSISTED_ENTRY, OF_OFFICE, OF_RESULTS
from tests.requests_app.helping import make_stand_in
from tests.romantik.country.addresses import OF_THE_COUNTRY
from tests.romantik.fronts.addresses import OF_FRONTS
from tests.submissions import make_examined, make_proposed
from tests.supervision.addresses import OF_SUPERVISION
from tests.walidata.addresses import ABOUT_WALIDATA
from workdays.models import Holiday

TABLE = {
    "home": ("get", OPEN),
    "health": ("get", OPEN),
    "ready": ("get", OPEN),
    "accessibility": ("get", OPEN),
    "security_txt": ("get", OPEN),
    "search": ("get", "302 200 200 200 200 200 200 200 200"),
    "guide": ("get", OPEN),
    "guide_booklet": ("get", OPEN),
    "guide_booklet_pdf": ("get", OPEN),
    "guide_page": ("get", OPEN),
    "status": ("get", ADMIN),
    **OF_ACCOUNTS,
    **ABOUT_EARLIER,
    "agency": ("get", "302 200 200 302 200 302 302 302 302"),
    "agency_reapplication": ("post", "302 302 302 403 302 403 403 403 403"),
    "agency_new": ("get", "302 403 403 403 403 200 403 403 403"),
    "agency_approvals": ("get", "302 403 403 200 403 200 200 403 200"),
    "agency_approval": ("get", "302 403 403 404 403 200 200 403 200"),
    "agency_refusal": ("get", "302 403 403 404 403 404 404 403 404"),
    "agency_merger": ("post", "302 403 403 404 403 404 404 403 404"),
    "agency_welcome": ("post", "302 403 403 403 403 404 403 403 404"),
    "agency_members": ("get", "302 403 200 403 200 403 403 403 403"),
    "agency_withdrawal": ("post", "302 403 404 403 404 403 403 403 403"),
    "agency_handover": ("get", "302 403 404 403 404 403 403 403 403"),
    "agency_closing": ("get", "302 403 404 403 404 403 403 403 403"),
    "office": ("get", ADMIN),
    "office_history": ("get", ADMIN),
    "office_facts": ("get", ADMIN),
    "office_fact": ("get", ADMIN),
    "office_number": ("post", ADMIN),
    "office_letterhead": ("post", ADMIN),
    "office_start": ("get", ADMIN),
    "office_saying": ("post", "302 403 403 403 403 403 403 403 302"),
    "office_mail_trial": ("get", ADMIN),
    "emblem": ("get", NOBODY),
    "office_people": ("get", ADMIN),
    "office_person_new": ("get", ADMIN),
    "office_person": ("get", ADMIN),
    "office_person_welcome": ("post", "302 403 403 403 403 403 403 403 302"),
    "office_person_closing": ("get", ADMIN),
    "office_person_reopening": ("post", "302 403 403 403 403 403 403 403 302"),
    "office_person_factor": ("get", ADMIN),
    "office_person_sessions": ("post", "302 403 403 403 403 403 403 403 302"),
    "looking": ("get", BOARD),
    "looking_end": ("post", INSIDE.replace("200", "302")),
    "invitation": ("get", EXPIRED),
    "welcome": ("get", EXPIRED),
    "first_admin": ("get", NOBODY),
    "region_suggestions": ("get", OPEN),
    "board": ("get", BOARD),
    "board_csv": ("get", BOARD),
    "board_xlsx": ("get", BOARD),
    "board_ods": ("get", BOARD),
    "desk": ("get", INSIDE),
    "submissions": ("get", INSIDE),
    "submissions_csv": ("get", INSIDE),
    "submissions_xlsx": ("get", INSIDE),
    "submissions_ods": ("get", INSIDE),
    "submission_new": ("get", "302 200 200 403 200 200 403 403 403"),
    "submission_source": ("get", "302 200 200 403 200 200 403 403 403"),
    "need_check": ("get", OPEN),
    "agency_suggestions": ("get", STAFF),
    "submission": ("get", FILE),
    "resume": ("get", FILE),
    "clock": ("get", FILE),
    "submission_history": ("get", FILE),
    "submission_reads": ("get", "302 404 404 404 200 403 403 403 200"),
    "office_reads": ("get", ADMIN),
    "office_breach": ("get", ADMIN),
    "office_rooms": ("get", ADMIN),
    "office_room": ("get", ADMIN),
    "receipt": ("get", FILE),
    "advice": ("get", FILE),
    "table": ("get", "302 404 404 404 404 404 404 404 404"),
    "file_looking": ("post", "302 404 404 404 403 302 302 302 302"),
    "answers": ("get", FILE_LED_ON),
    "answer": ("get", "405 405 405 405 405 405 405 405 405"),
    "answers_review": ("get", FILE),
    "submittal": ("post", "302 404 404 404 302 302 403 403 403"),
    "attachments": ("get", FILE),
    "photographs": ("get", ASSIGNED.replace("200", "403")),
    "attachment": ("get", FILE),
    "attachment_removal": ("post", "302 404 404 404 403 403 403 403 403"),
    "examination": ("get", "302 404 404 404 403 403 200 200 403"),
    "release": ("get", ASSIGNED),
    "agency_reminder": ("post", "302 404 404 404 302 302 302 302 302"),
    "examiner_reminder": ("post", "302 404 404 404 302 302 302 302 302"),
    "passing_on": ("get", "302 404 404 404 200 403 403 403 403"),
    "guests": ("get", "302 404 404 404 200 403 403 403 403"),
    "guest_ending": ("post", "302 404 404 404 404 404 404 404 404"),
    "guest_arrival": ("get", EXPIRED),
    "batch_new": ("get", "302 403 403 404 403 404 404 404 404"),
    "batch": ("get", "302 403 403 404 403 404 404 404 404"),
    "assignment": ("get", "302 404 404 404 403 403 200 200 403"),
    "notes": ("get", FILE),
    "second_look": ("post", "302 404 404 404 302 302 302 302 302"),
    "findings": ("post", "302 404 404 404 302 302 302 302 302"),
    "remarks": ("post", "302 404 404 404 302 302 302 302 302"),
    "return_preview": ("get", "302 404 404 404 403 403 200 403 403"),
    "saved_filters": ("post", INSIDE.replace("200", "302")),
    "saved_filter_removal": ("post", INSIDE.replace("200", "302")),
    "blank_form": ("get", OPEN),
    "form_pdf": ("get", FILE),
    "note_new": ("get", ASSIGNED),
    "note": ("get", "302 404 404 404 404 200 200 200 200"),
    "note_answer": ("post", "302 404 404 404 404 422 422 422 422"),
    "note_reopening": ("post", "302 404 404 404 404 422 422 422 422"),
    "note_acceptance": ("post", "302 404 404 404 404 302 302 302 302"),
    "note_advice": ("post", "302 404 404 404 404 302 302 302 302"),
    "note_withdrawal": ("post", "302 404 404 404 404 302 302 302 302"),
    "mail_resending": ("post", "302 403 403 404 403 404 404 404 403"),
    "return": ("get", ASSIGNED),
    "decision": ("get", ASSIGNED),
    "withdrawal": ("post", "302 404 404 404 403 403 302 403 403"),
    "cancellation": ("get", "302 404 404 404 302 302 302 302 403"),
    "transfer": ("get", "302 404 404 404 403 403 403 200 200"),
    "revision": ("get", FILE),
    "changes": ("get", "302 404 404 404 404 404 404 404 404"),
    "dossier": ("get", FILE),
    "letter": ("get", FILE),
    "letter_concept": ("get", ASSIGNED),
    "office_letter_templates": ("get", ADMIN),
    "office_letter_template": ("get", ADMIN),
    "office_letter_template_preview": ("get", ADMIN),
    "office_letter_template_version": ("get", ADMIN),
    "letter_pdf": ("get", "302 404 404 404 404 200 200 200 200"),
    "letter_numbering": ("post", "302 403 403 403 403 403 403 302 403"),
    "issuance": ("get", "302 403 403 403 403 403 403 200 403"),
    "signing_queue": ("get", "302 403 403 403 403 403 403 200 403"),
    "letter_return": ("get", "302 403 403 403 403 403 403 200 403"),
    "delivery": ("get", "302 403 403 404 403 200 200 200 403"),
    "letter_register": ("get", STAFF),
    "letter_register_csv": ("get", STAFF),
    "letter_register_xlsx": ("get", STAFF),
    "letter_register_ods": ("get", STAFF),
    "letter_bounce": ("get", "302 403 403 404 403 404 404 404 403"),
    "letter_handover": ("get", "302 403 403 404 403 404 404 404 403"),
    "office_sending": ("get", ADMIN),
    "letter_revocation": ("get", "302 403 403 404 403 403 404 403 403"),
    "letter_revocation_removal": ("post", "302 403 403 404 403 403 404 403 403"),
    "letter_issued": ("get", NOBODY.replace("404", "302", 1)),
    "letter_issued_pdf": ("get", NOBODY.replace("404", "302", 1)),
    "letter_archival_copy": ("get", NOBODY.replace("404", "302", 1)),
    "office_mandates": ("get", "302 403 403 403 403 403 403 200 200"),
    "office_mandate_new": ("get", ADMIN),
    "office_mandate_end": ("get", ADMIN),
    "office_vacancies": ("get", "302 403 403 403 403 403 403 404 404"),
    "sitting": ("get", "302 403 403 403 403 403 403 200 403"),
    "sitting_numbering": ("post", "302 403 403 403 403 403 403 302 403"),
    "office_backups": ("get", ADMIN),
    "office_integrity": ("get", "302 403 403 403 403 403 403 200 200"),
    "office_damage": ("get", "302 403 403 403 403 403 403 404 404"),
    "office_signatures": ("get", "302 403 403 403 403 403 403 200 200"),
    "certificate": ("get", "302 403 403 403 403 403 403 200 403"),
    "letter_check": ("get", OPEN),
    "letter_verification": ("get", OPEN),
    "letter_keys": ("get", OPEN),
    "letter_offline": ("get", OPEN),
    "letter_offline_worker": ("get", OPEN),
    "letter_check_json": ("post", OPEN),
    "letter_verification_json": ("get", OPEN),
    "similar": ("get", FILE),
    "similar_one": ("get", "302 404 404 404 403 403 404 404 403"),
    "sector": ("get", "302 404 404 404 403 403 200 403 403"),
    "office_synonyms": ("get", ADMIN),
    "office_synonym_removal": ("post", "302 403 403 403 403 403 403 403 404"),
    "office_column_headings": ("get", ADMIN),
    "office_column_heading_removal": ("post", "302 403 403 403 403 403 403 403 404"),
    "catalogue": ("get", OPEN),
    "catalogue_entry": ("get", NOBODY),
    "catalogue_open_data": ("get", OPEN),
    "catalogue_feed": ("get", OPEN),
    "catalogue_csv": ("get", OPEN),
    "catalogue_json": ("get", OPEN),
    "catalogue_dcat": ("get", OPEN),
    "api_openapi": ("get", OPEN),
    "api_activities": ("get", OPEN),
    "api_activity": ("get", NOBODY),
    "api_lost": ("get", NOBODY),
    "arrival": ("post", "404 401 401 401 401 401 401 401 401"),
    "arrival_picture": ("get", NOBODY.replace("404", "302", 1)),
    "robots": ("get", OPEN),
    "calendar_link": ("get", INSIDE),
    "calendar_feed": ("get", NOBODY),
    "notices": ("get", INSIDE),
    "notice_readings": ("post", INSIDE.replace("200", "302")),
    "notice": ("get", NOBODY.replace("404", "302", 1)),
    "notice_choices": ("get", INSIDE),
    **OF_THE_COUNTER,
    "mailbox": ("get", OPEN),
    "mailbox_mail": ("get", NOBODY),
    "mailbox_html": ("get", NOBODY),
    "mailbox_attachment": ("get", NOBODY),
}
TABLE |= OF_RATINGS | OF_RESULTS | OF_ASSISTED_ENTRY | OF_OFFICE
TABLE |= OF_THE_COUNTRY
TABLE |= ABOUT_COMPLAINTS
TABLE |= ABOUT_CONSULTATIONS
TABLE |= ABOUT_OPINIONS
TABLE |= ABOUT_APPEALS
TABLE |= OF_FRONTS
TABLE |= ABOUT_WALIDATA
TABLE |= OF_SUPERVISION
KNOWN_BY_NUMBER = (
    "attachment",
    "note",
    "office_person",
    "agency_approval",
    "office_standard_note",
    "office_mandate",
    "office_stand_in",
    "office_holiday",
    "visit",
    "opinion",
    "office_room",
    "walidata_marking",
)


@pytest.fixture
def arguments(sari, ratna, dewi, hasan, office):
    """What stands for the variable parts of an address."""
    submission = make_examined(sari, ratna)
    note = submission.notes.write(by=ratna, text="Jelaskan.", question="design.training")
    waiting = make_agency("Dinas Pasar", office=office, state="pending")
    holiday = Holiday.objects.create(day="2027-03-01", name="Pilkada", office=ratna.office)
    standard = StandardNote.objects.create(
        office=office, name="Kerangka", text="Jelaskan.", by=ratna
    )
    in_future = office.today() + timedelta(days=9)
    colleague = make_staff("Rekan", "front_desk", office=office)
    return {
        "code": submission.code,
        "office": office.code,
        "identity": "V-26.6302.999",
        "rest": "v1/tidak-ada/",
        "proposed": make_proposed(sari, ratna).code,
        "area": "6302",
        "block": "cover",
        "figure": "terbuka",
        "question": "survey_title",
        "number": 1,
        "name": "ms-keg.xlsx",
        "slug": "fs3_2021",
        "task": "perlu-rekomendasi",
        "token": "tidak-dikenal",
        "once": uuid4(),
        "key": "tidak-dikenal",
        "uidb36": "1",
        "n": 0,
        "digest": "0" * 64,
        "kind": "recommend",
        "ticket": make_complaint(office=office)[0].code,
        "noun": "verifikasi",
        "consultation": make_consultation(sari).code,
        "step": "jawaban",
        "group": "alamat",
        "what": "libur",
        "appeal": make_appeal(sari, ratna, hasan).code,
        "attachment": submission.revision.attachments.get().pk,
        "note": note.pk,
        "agency_approval": waiting.pk,
        "office_person": colleague.pk,
        "office_room": submission.agency_id,
        "walidata_marking": submission.agency_id,
        "office_standard_note": standard.pk,
        "office_mandate": hasan.mandates.get().pk,
        "office_stand_in": make_stand_in(hasan).pk,
        "office_holiday": holiday.pk,
        "opinion": make_units(submission, ratna, due_on=in_future).pk,
        "visit": Visit.objects.arrive(office=office, service="R", name="Tamu").pk,
    }


def test_every_address_stands_in_the_table():
    names = {pattern.name for pattern in addresses()}
    assert names == set(TABLE)


@pytest.fixture
def people(request):
    cast = {name: request.getfixturevalue(name) for name in PEOPLE[4:]}
    return cast | {
        "pending": request.getfixturevalue("pending_member"),
        "stranger": request.getfixturevalue("stranger"),
        "other": request.getfixturevalue("official_of_another_office"),
    }


@pytest.mark.one_database  # 2,232 requests; on PostgreSQL the tests of each page ask for it
def test_who_may_open_what(client, people, arguments, quick_refusals):
    answers = {name: [] for name in TABLE}
    places = {name: address_of(name, arguments) for name in TABLE}
    for person in PEOPLE:
        client.logout()
        if person in people:
            client.force_login(people[person])
        for name, (method, _) in TABLE.items():
            with transaction.atomic():
                answers[name].append(str(getattr(client, method)(places[name]).status_code))
                if name == "file_looking":  # the session outlives what is taken back
                    client.post(reverse("looking_end"))
                transaction.set_rollback(True)

    assert {name: " ".join(codes) for name, codes in answers.items()} == {
        name: expected for name, (_, expected) in TABLE.items()
    }


@pytest.mark.one_database
def test_who_looks_as_another_opens_nothing_that_is_closed_to_him(
    client, people, arguments, quick_refusals
):
    places = [address_of(name, arguments) for name, (method, _) in TABLE.items() if method == "get"]
    for person, role in (("hasan", "examiner"), ("dewi", "complaint_handler")):
        client.force_login(people[person])
        himself = {place for place in places if client.get(place).status_code == 200}
        client.force_login(people[person])
        client.post(reverse("looking"), {"role": role})
        shown = {place for place in places if client.get(place).status_code == 200}

        assert shown - himself == set(), (person, role)


def test_what_cannot_be_looked_for_upsets_no_page(client, people, arguments):
    """PostgreSQL takes no NUL: 500 where a part of an address reaches it unread."""
    free = [one for one in addresses() if part_of_any_text(one)]
    for person in (None, "ratna", "hasan", "dewi"):
        if person:
            client.force_login(people[person])
        for pattern in free:
            parts = {part: _argument(pattern.name, part, arguments) for part in wanted_by(pattern)}
            parts[part_of_any_text(pattern)] = "a\0b"
            method, _ = TABLE[pattern.name]
            answer = getattr(client, method)(reverse(pattern.name, kwargs=parts))
            assert answer.status_code < 500, pattern.name


def part_of_any_text(pattern):
    """The part of an address that may hold anything but a slash."""
    kinds = pattern.pattern.converters.items()
    return next((part for part, kind in kinds if type(kind) is StringConverter), None)


def wanted_by(pattern):
    return pattern.pattern.converters or dict.fromkeys(pattern.pattern.regex.groupindex)


def address_of(name, arguments):
    pattern = next(pattern for pattern in addresses() if pattern.name == name)
    parts = {part: _argument(name, part, arguments) for part in wanted_by(pattern)}
    return reverse(name, kwargs=parts)


def _argument(name, part, arguments):
    if part == "code" and name in ABOUT_A_PROPOSAL:
        return arguments["proposed"]
    if part == "ticket" and name in ABOUT_CONSULTATIONS:
        return arguments["consultation"]
    if part != "pk":
        return arguments[part]
    for known in KNOWN_BY_NUMBER:
        if name.startswith(known):
            return arguments[known]
    return 999_999
