"""The figures of the board: exact after a story, after a rollback, and counted anew."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import transaction

from requests_app.board import keeping
from requests_app.deadlines.recomputing import recompute
from requests_app.models import Monthly, NotesSent, OpenFiles, StandardNote, Submission
from requests_app.tasks import check_figures
from tests.cast import make_office
from tests.submissions import at, make_examined, make_proposed, make_submitted
from workdays.models import Holiday

pytestmark = pytest.mark.django_db


def monthly():
    """Everything that was counted by month, as ``{(month, measure, value): count}``."""
    rows = Monthly.objects.summed("month", "measure", "value")
    return {(month.isoformat()[:7], measure, value): count for month, measure, value, count in rows}


def open_files():
    return {tuple(key): count for *key, count in OpenFiles.objects.summed("state", "day")}


def decide(file, verb, head):
    facts = {"letter_number": "B-001", "dated_on": date(2026, 3, 17)}
    identity = {"identity": "V-26.6302.001"} if verb == "recommend" else {}
    getattr(file, verb)(by=head, **facts, **identity)


@pytest.fixture
def proposed_again(sari, ratna, hasan, time_machine):
    """Held by the office on 3–6 and 17 March, by the agency on 10–13 March 2026."""
    time_machine.move_to(at(2026, 3, 2))
    file = make_examined(sari, ratna)
    kerangka = StandardNote.objects.create(office=file.office, name="K", text="…", by=ratna)
    for _ in range(2):
        file.notes.write(by=ratna, text="Jelaskan.", question="design.training", standard=kerangka)
    time_machine.move_to(at(2026, 3, 9))
    file.return_for_revision(by=ratna, note="Lengkapi kuesioner.")
    for note in file.notes.all():
        note.answer(by=sari, text="Sudah.")
    time_machine.move_to(at(2026, 3, 16))
    file.submit(by=sari)
    file.begin_examination(by=ratna)
    for note in file.notes.all():
        note.accept(by=ratna)
    file.propose_recommendation(by=ratna)
    time_machine.move_to(at(2026, 3, 17))
    return file


def test_days_are_counted_for_the_office_and_for_the_agency_apart(proposed_again, hasan):
    assert open_files() == {("awaiting_signature", date(2026, 4, 29)): 1}

    decide(proposed_again, "recommend", hasan)

    assert open_files() == {}
    assert monthly() == {
        ("2026-03", "submitted", 0): 1,
        ("2026-03", "recommended", 0): 1,
        ("2026-03", "office_days", 5): 1,
        ("2026-03", "agency_days", 4): 1,
        ("2026-03", "rounds", 2): 1,
    }
    notes = NotesSent.objects.summed("month", "question", "standard__name")
    assert set(notes) == {
        (date(2026, 3, 1), "design.training", "K", 2),
        (date(2026, 3, 1), "", None, 1),
    }


def test_a_file_is_counted_where_it_stands_and_nowhere_else(sari, ratna, hasan, time_machine):
    time_machine.move_to(at(2026, 3, 2))
    file = make_submitted(sari)
    due = date(2026, 4, 21)
    assert open_files() == {("submitted", due): 1}

    file.begin_examination(by=ratna)
    assert set(OpenFiles.objects.summed("state", "examiner_id")) == {
        ("under_examination", ratna.pk, 1)
    }
    time_machine.move_to(at(2026, 3, 9))
    file.return_for_revision(by=ratna, note="Perbaiki.")
    assert open_files() == {("returned", date(2026, 3, 9)): 1}

    time_machine.move_to(at(2026, 4, 1))
    file.cancel(by=sari)
    assert open_files() == {}
    assert monthly() == {("2026-03", "submitted", 0): 1, ("2026-04", "cancelled", 0): 1}
    assert keeping.differences() == {}


def test_a_decision_after_the_due_date_is_late(sari, ratna, hasan, time_machine):
    time_machine.move_to(at(2026, 3, 2))
    file, other = make_proposed(sari, ratna), make_examined(sari, ratna)
    other.propose_decline(by=ratna, reason="Termasuk statistik dasar.")
    time_machine.move_to(at(2026, 4, 21))
    decide(file, "recommend", hasan)
    time_machine.move_to(at(2026, 4, 25))  # a Saturday: three more days were worked
    decide(other, "decline", hasan)

    assert monthly() == {
        ("2026-03", "submitted", 0): 2,
        ("2026-04", "recommended", 0): 1,
        ("2026-04", "declined", 0): 1,
        ("2026-04", "office_days", 30): 1,
        ("2026-04", "office_days", 33): 1,
        ("2026-04", "agency_days", 0): 2,
        ("2026-04", "rounds", 1): 2,
        ("2026-04", "late", 0): 1,
    }


def test_a_transferred_file_is_counted_at_its_new_office(sari, ratna, hasan):
    elsewhere = make_office("6301")
    make_examined(sari, ratna).transfer(to=elsewhere, by=hasan, reason="Wilayah Tanah Laut.")

    assert [row[:2] for row in OpenFiles.objects.summed("office_id", "state")] == [
        ("6301", "submitted")
    ]
    assert [row[0] for row in Monthly.objects.summed("office_id")] == ["6301"]


def test_a_deed_taken_back_leaves_no_figure(sari, ratna):
    file = make_submitted(sari)
    before = list(OpenFiles.objects.summed("state"))
    with transaction.atomic():
        file.begin_examination(by=ratna)
        assert list(OpenFiles.objects.summed("state")) == [("under_examination", 1)]
        transaction.set_rollback(True)

    assert list(OpenFiles.objects.summed("state")) == before == [("submitted", 1)]
    assert keeping.differences() == {}


def test_figures_follow_a_day_that_is_closed(sari, ratna, hasan, time_machine):
    time_machine.move_to(at(2026, 3, 2))
    file, decided = make_submitted(sari), make_proposed(sari, ratna)
    time_machine.move_to(at(2026, 3, 9))
    decide(decided, "recommend", hasan)
    assert ("2026-03", "office_days", 5) in monthly()
    Holiday.objects.create(day=date(2026, 3, 4), name="Pilkada", office=file.office)
    recompute()

    assert open_files() == {("submitted", date(2026, 4, 22)): 1}
    check_figures()
    assert ("2026-03", "office_days", 4) in monthly()
    assert ("2026-03", "office_days", 5) not in monthly()


def test_counted_anew_everything_is_as_the_verbs_counted(proposed_again, sari, ratna, hasan):
    make_submitted(sari).cancel(by=sari)
    decide(proposed_again, "recommend", hasan)
    known = {ledger: set(ledger.objects.summed(*ledger.KEY)) for ledger in keeping.LEDGERS}
    assert keeping.differences() == {}
    for ledger in keeping.LEDGERS:
        ledger.objects.all().delete()
    Submission.objects.get(pk=proposed_again.pk).standing.delete()
    assert keeping.differences() != {}

    call_command("figures", "--rebuild")

    assert known == {ledger: set(ledger.objects.summed(*ledger.KEY)) for ledger in keeping.LEDGERS}
    call_command("figures")


def test_folding_changes_no_sum_and_leaves_a_row_a_key(sari, ratna):
    for _ in range(3):
        make_examined(sari, ratna)
    sums = {ledger: set(ledger.objects.summed(*ledger.KEY)) for ledger in keeping.LEDGERS}
    assert OpenFiles.objects.count() == 9

    assert keeping.fold() == 8 + 2

    assert OpenFiles.objects.count() == Monthly.objects.count() == 1
    assert sums == {ledger: set(ledger.objects.summed(*ledger.KEY)) for ledger in keeping.LEDGERS}
    assert keeping.fold() == 0
