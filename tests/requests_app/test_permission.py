"""Who may do what and when: the table of service.md §3, against the buttons and the verbs.

The table below is written from the service's decisions, never from `STEPS`.
"""

import pytest
from django.db import transaction

from accounts.models import Agency
from events.refusals import NotAllowed, NotNow, Refused
from requests_app.models import Submission
from requests_app.workflow import STEPS, State
from tests.cast import make_member, make_office, make_staff
from tests.submissions import (
    make_draft,
    make_examined,
    make_proposed,
    make_returned,
    make_submitted,
)

AGENCY = "sari colleague"
EXAMINERS = "ratna rina"  # Ratna has the file from the examination on

MAY = {
    "submit": {"draft": AGENCY, "entered": f"{AGENCY} budi", "returned": f"{AGENCY} budi"},
    "begin_examination": {"submitted": EXAMINERS, "resubmitted": "ratna"},
    "return_for_revision": {"under_examination": "ratna"},
    "give_back": {"under_examination": "ratna"},
    "assign": {
        "submitted": f"{EXAMINERS} hasan",
        "resubmitted": f"{EXAMINERS} hasan",
        "under_examination": f"{EXAMINERS} hasan",
    },
    "remind_agency": {"returned": f"budi {EXAMINERS} hasan"},
    "remind_examiner": {
        "submitted": "budi hasan",
        "resubmitted": "budi hasan",
        "under_examination": "budi hasan",
    },
    "propose_recommendation": {"under_examination": "ratna"},
    "propose_decline": {"under_examination": "ratna"},
    "withdraw_proposal": {"proposed": "ratna", "proposed_decline": "ratna"},
    "send_back": {"proposed": "hasan", "taken_up": "hasan", "proposed_decline": "hasan"},
    "recommend": {"proposed": "hasan", "taken_up": "hasan"},
    "decline": {"proposed_decline": "hasan"},
    "transfer": {
        "submitted": "hasan dewi",
        "resubmitted": "hasan dewi",
        "under_examination": "hasan dewi",
    },
    "pass_on": dict.fromkeys(
        [
            *("draft", "entered", "submitted", "resubmitted", "under_examination", "returned"),
            *("proposed", "taken_up", "proposed_decline", "recommended", "declined"),
        ],
        AGENCY,
    ),
    "invite": dict.fromkeys(
        [
            *("draft", "entered", "submitted", "resubmitted", "under_examination", "returned"),
            *("proposed", "taken_up", "proposed_decline"),
        ],
        AGENCY,
    ),
    "reopen": {},  # by the letter that answers an objection, and by nobody
    "hand_over": {"recommended": f"{AGENCY} budi {EXAMINERS}"},
    "cancel": {
        "draft": AGENCY,
        "entered": f"{AGENCY} budi hasan",
        "submitted": f"{AGENCY} budi {EXAMINERS} hasan",
        "resubmitted": f"{AGENCY} budi {EXAMINERS} hasan",
        "returned": f"{AGENCY} budi {EXAMINERS} hasan",
    },
}


def entered(sari, ratna, hasan, budi):
    return make_draft(budi, agency=sari.agency)


def returned(sari, ratna, *_):
    submission = make_returned(sari, ratna)
    submission.notes.get().answer(by=sari, text="Sudah diperbaiki.")
    return submission


def resubmitted(sari, ratna, *_):
    submission = returned(sari, ratna)
    submission.submit(by=sari)
    return submission


def proposed_decline(sari, ratna, *_):
    submission = make_examined(sari, ratna)
    submission.propose_decline(by=ratna, reason="Termasuk statistik dasar.")
    return submission


def taken_up(sari, ratna, *_):
    submission = make_proposed(sari, ratna)
    submission.open_proposal.take_up()
    return submission


def recommended(sari, ratna, hasan, *_):
    submission = make_proposed(sari, ratna)
    submission.recommend(by=hasan, **DECIDED, identity="V-26.6302.001")
    return submission


def declined(sari, ratna, hasan, *_):
    submission = proposed_decline(sari, ratna)
    submission.decline(by=hasan, **DECIDED)
    return submission


def cancelled(sari, ratna, *_):
    submission = make_submitted(sari)
    submission.cancel(by=sari)
    return submission


DECIDED = {"letter_number": "B-001/63020/KS.000/03/2026", "dated_on": "2026-03-20"}
FILES = {
    "draft": lambda sari, *_: make_draft(sari),
    "entered": entered,
    "submitted": lambda sari, *_: make_submitted(sari),
    "resubmitted": resubmitted,
    "under_examination": lambda sari, ratna, *_: make_examined(sari, ratna),
    "returned": returned,
    "proposed": lambda sari, ratna, *_: make_proposed(sari, ratna),
    "taken_up": taken_up,
    "proposed_decline": proposed_decline,
    "recommended": recommended,
    "declined": declined,
    "cancelled": cancelled,
}


@pytest.fixture
def people(sari, budi, ratna, hasan, dewi, stranger, pending_member, official_of_another_office):
    return {
        "sari": sari,
        "colleague": make_member("Wati", agency=sari.agency),
        "budi": budi,
        "ratna": ratna,
        "rina": make_staff("Rina Kartika", "examiner", office=ratna.office),
        "hasan": hasan,
        "dewi": dewi,
        "complaints": make_staff("Tono", "complaint_handler", office=ratna.office),
        "stranger": stranger,
        "pending": pending_member,
        "other": official_of_another_office,
        "head_elsewhere": make_staff("Nur", "head", "admin", office=make_office("6301")),
        "gone": make_staff("Agus", "examiner", "head", office=ratna.office, is_active=False),
    }


def facts_of(verb, office):
    """What each verb has to be told beside who does it."""
    reason = {"reason": "Cuti sampai Senin."}
    return {
        "return_for_revision": {"note": "Jelaskan kerangka sampel."},
        "give_back": reason,
        "assign": reason | {"to": make_staff("Nina", "examiner", office=office)},
        "propose_decline": reason,
        "send_back": {"note": "Periksa kembali judulnya."},
        "recommend": DECIDED | {"identity": "V-26.6302.001"},
        "decline": DECIDED,
        "pass_on": {
            "to": make_member("Tuti", agency=Agency.objects.get(name__startswith="Dinas Perikanan"))
        },
        "invite": {"email": "tono@konsultan.example.go.id"},
        "transfer": reason | {"to": make_office("6303")},
        "cancel": reason,
        "hand_over": {"kind": "publication", "link": "https://dinas.example.go.id/buku.pdf"},
    }.get(verb, {})


def done(submission, verb, by, facts):
    """Does the verb go through? Whatever it did is taken back."""
    with transaction.atomic():
        try:
            getattr(Submission.objects.get(pk=submission.pk), verb)(by=by, **facts)
        except (NotAllowed, NotNow):
            return False
        finally:
            transaction.set_rollback(True)
    return True


def test_the_table_names_every_verb():
    assert set(MAY) == set(STEPS)
    assert {file for files in MAY.values() for file in files} <= set(FILES)
    assert set(State.values) - set(FILES) == {State.AWAITING_SIGNATURE}


@pytest.mark.parametrize("file", FILES)
def test_buttons_and_verbs_agree_with_the_service(file, people, sari, ratna, hasan, budi):
    submission = FILES[file](sari, ratna, hasan, budi)
    expected, shown, carried_out = set(), set(), set()
    for verb, files in MAY.items():
        facts = facts_of(verb, submission.office)
        for name, person in people.items():
            if name in files.get(file, "").split():
                expected.add((verb, name))
            if Submission.objects.get(pk=submission.pk).may(verb, person):
                shown.add((verb, name))
            if done(submission, verb, person, facts):
                carried_out.add((verb, name))

    assert shown == expected
    assert carried_out == expected


def test_who_proposed_does_not_sign_even_if_he_is_the_head(sari, hasan, office):
    both = make_staff("Umar", "examiner", "head", office=office)
    submission = make_proposed(sari, both)

    assert not submission.may("recommend", both)
    assert submission.may("recommend", hasan)
    with pytest.raises(NotAllowed):
        submission.recommend(by=both, **DECIDED, identity="V-26.6302.001")


@pytest.mark.parametrize(
    ("verb", "file"),
    [
        ("give_back", "under_examination"),
        ("assign", "under_examination"),
        ("transfer", "submitted"),
        ("send_back", "proposed"),
        ("propose_decline", "under_examination"),
    ],
)
def test_a_verb_that_must_say_why_is_refused_without_words(
    verb, file, sari, ratna, hasan, budi, office
):
    submission = FILES[file](sari, ratna, hasan, budi)
    by = hasan if verb in ("assign", "transfer", "send_back") else ratna
    facts = facts_of(verb, office)
    silent = {name: " " if name in ("reason", "note") else fact for name, fact in facts.items()}

    with pytest.raises(Refused):
        getattr(submission, verb)(by=by, **silent)


@pytest.mark.parametrize(
    ("verb", "facts"),
    [("withdraw_proposal", {}), ("give_back", {"reason": "Cuti."})],
)
def test_a_second_click_is_told_that_it_is_over_and_not_that_it_is_forbidden(
    verb, facts, sari, ratna
):
    make = make_proposed if verb == "withdraw_proposal" else make_examined
    submission = make(sari, ratna)
    getattr(submission, verb)(by=ratna, **facts)

    with pytest.raises(NotNow):
        getattr(submission, verb)(by=ratna, **facts)
