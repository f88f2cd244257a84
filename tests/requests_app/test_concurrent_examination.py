"""Several examiners, tabs and the agency on one conversation at the same moment."""

import pytest

from accounts.models import User
from events.models import Event
from events.refusals import Incomplete, NotAllowed
from requests_app.examining.checklist import items_for
from requests_app.models import Note
from requests_app.workflow import State
from tests.cast import make_staff
from tests.submissions import make_examined, make_returned
from tests.threads import count, database_of_threads, doing, refused, together, whole_chain  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_note_is_answered_before_the_form_comes_back_or_not_at_all(sari, ratna):
    file = make_returned(sari, ratna)
    note = Note.objects.get(submission=file)

    answered, submitted = together(
        lambda: note.answer(by=User.objects.get(pk=sari.pk), text="Sudah diperbaiki."),
        doing(file, "submit", by=sari),
    )

    file.refresh_from_db()
    assert answered is None
    assert submitted is None or isinstance(submitted, Incomplete)
    assert file.state == (State.RETURNED if submitted else State.SUBMITTED)
    events = Event.objects.about(file).values_list("action", flat=True)
    assert [action for action in events if action == "note.answered"] == ["note.answered"]


def test_a_note_withdrawn_by_two_clicks_is_withdrawn_once(sari, ratna):
    file = make_examined(sari, ratna)
    note = file.notes.write(by=ratna, text="Jelaskan.")
    clicks = [Note.objects.get(pk=note.pk) for _ in range(2)]

    outcomes = together(*[lambda note=note: note.withdraw(by=ratna) for note in clicks])

    assert len(refused(outcomes)) == 1
    assert not Note.objects.exists()


def test_a_note_settled_in_two_ways_at_once_has_one_end(sari, ratna):
    file = make_examined(sari, ratna)
    note = file.notes.write(by=ratna, text="Jelaskan.")
    here, there = Note.objects.get(pk=note.pk), Note.objects.get(pk=note.pk)

    outcomes = together(lambda: here.accept(by=ratna), lambda: there.close_as_advice(by=ratna))

    note.refresh_from_db()
    assert len(refused(outcomes)) == 1
    assert note.state == [Note.State.ACCEPTED, Note.State.ADVICE][outcomes.index(None)]
    assert count(file, f"note.{note.state}") == 1


def test_a_note_written_while_the_form_goes_back_is_sent_with_it_or_refused(sari, ratna):
    file = make_examined(sari, ratna)
    file.notes.write(by=ratna, text="Jelaskan.")

    *added, returned = together(
        *[doing(file, "notes.write", by=ratna, text=f"Catatan {number}") for number in range(6)],
        doing(file, "return_for_revision", by=ratna),
    )

    kept = [note for note in added if isinstance(note, Note)]
    assert returned is None
    assert Note.objects.filter(submission=file).count() == len(kept) + 1
    assert not Note.objects.filter(submission=file, sent_at=None).exists()


def test_who_lost_the_file_to_a_colleague_settles_nothing_more(sari, ratna, hasan, office):
    file = make_examined(sari, ratna)
    note = file.notes.write(by=ratna, text="Jelaskan.")
    yoga = make_staff(None, "examiner", office=office)

    accepted, assigned = together(
        lambda: Note.objects.get(pk=note.pk).accept(by=User.objects.get(pk=ratna.pk)),
        doing(file, "assign", by=hasan, to=yoga, reason="Ratna cuti."),
    )

    events = list(Event.objects.about(file).values_list("action", flat=True))
    assert assigned is None
    if accepted is None:
        assert events.index("note.accepted") < events.index("submission.assign")
    else:
        note.refresh_from_db()
        assert (type(accepted), note.state) == (NotAllowed, Note.State.OPEN)


def test_colleagues_judging_and_agreeing_at_once_overwrite_nothing(sari, ratna, office):
    file = make_examined(sari, ratna)
    items = [item.code for item in items_for(file.kind)][:6]
    yoga = make_staff(None, "examiner", office=office)

    outcomes = together(
        *[
            doing(file, "revision.findings.judge", by=ratna, findings={item: "fit"})
            for item in items
        ],
        doing(file, "second_looks.give", by=yoga),
        doing(file, "remarks.write", by=yoga, text="Setuju."),
    )

    assert refused(outcomes) == []
    assert file.revision.findings.by_item() == dict.fromkeys(items, "fit")


def test_two_tabs_that_judge_an_item_differently_are_told_of_each_other(sari, ratna):
    file = make_examined(sari, ratna)
    item = items_for(file.kind)[0].code

    outcomes = together(
        doing(file, "revision.findings.judge", by=ratna, findings={item: "fit"}),
        doing(file, "revision.findings.judge", by=ratna, findings={item: "unfit"}),
    )

    assert len(refused(outcomes)) == 1
    assert file.revision.findings.by_item() == {item: ["fit", "unfit"][outcomes.index(None)]}
