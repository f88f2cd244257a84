"""What a demonstration holds after three months."""

import re
from collections import Counter as Tally
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Agency, User
from events.models import Event, Mail
from letters import archive
from letters.models import Letter
from letters.signing.roots import trusted_roots
from letters.signing.verifying import seal_of
from opinions.models import Opinion
from requests_app.models import (
    Note,
    NoteEntry,
    Proposal,
    Remark,
    SecondLook,
    StandardNote,
    Submission,
)
from requests_app.workflow import State
from romantik.demonstration import cast

HOUSES = ("@example.go.id", "@bps.example.go.id")
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


pytestmark = pytest.mark.one_database


def test_every_state_occurs_on_both_forms_together(demonstration):
    states = Tally(Submission.objects.values_list("state", flat=True))
    forms = Tally(Submission.objects.values_list("edition", flat=True))

    assert states.keys() == set(State.values)
    assert states.total() >= 30
    assert min(forms["fs3_2021"], forms["fpkpa_2021"]) >= 10


def test_many_agencies_come_and_one_still_waits(demonstration):
    states = Tally(Agency.objects.values_list("state", flat=True))

    assert states["approved"] >= 6
    assert states["pending"] == 1


def test_some_files_hurry_one_is_late_and_some_are_paused(demonstration):
    days_left = [file.days_left for file in Submission.objects.exclude(due_on=None)]

    assert sum(left < 0 for left in days_left) == 1
    assert sum(0 <= left <= 5 for left in days_left) >= 2
    assert Submission.objects.filter(state=State.RETURNED).count() >= 2


def test_notes_were_answered_accepted_reopened_and_turned_into_advice(demonstration):
    states = Tally(Note.objects.values_list("state", flat=True))

    assert min(states[state] for state in ("open", "answered", "accepted", "advice")) >= 1
    assert states["reopened"] == 1
    assert max(file.revisions.count() for file in Submission.objects.all()) == 3


def test_notes_hang_on_rows_cells_and_files_and_an_agency_keeps_an_answer(demonstration):
    notes = Note.objects.all()
    assert notes.filter(row=2, column="definition").count() == 1
    assert notes.filter(attachment__isnull=False).count() == 1
    assert NoteEntry.objects.filter(outcome="kept").count() == 1


def test_the_office_judged_talked_and_agreed(demonstration):
    for proposal in Proposal.objects.all():
        assert proposal.checklist
        assert not proposal.is_at_odds
    assert (Remark.objects.count(), SecondLook.objects.count()) == (1, 1)
    assert StandardNote.objects.count() == 3


def test_one_colleague_answered_and_one_is_still_asked(demonstration):
    asked = Opinion.objects.order_by("state").values_list("state", "colleague__name")

    assert list(asked) == [("answered", "Yoga Pratama"), ("waiting", "Ratna Dewanti")]


def test_the_front_desk_entered_files_for_agencies(demonstration):
    entered = Submission.objects.exclude(entered_by=None)

    assert entered.count() >= 3
    assert {file.entered_by.email for file in entered} == {"budi@bps.example.go.id"}


def test_numbers_follow_one_another_without_a_gap(demonstration):
    letters = Letter.objects.exclude(sequence=None)

    for year in set(letters.values_list("year", flat=True)):
        of_year = letters.filter(year=year)
        numbers = list(of_year.order_by("dated_on", "sequence").values_list("sequence", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))
        for register in ("V", "K"):
            identities = of_year.filter(identity_register=register).order_by("identity_sequence")
            taken = list(identities.values_list("identity_sequence", flat=True))
            assert taken == list(range(1, len(taken) + 1))


def test_every_signed_letter_is_sound_and_nobody_signed_his_own(demonstration):
    letters = list(Letter.objects.published())

    assert len(letters) >= 8
    for letter in letters:
        assert seal_of(archive.read(letter.signed_sha256), trusted_roots()).is_sound
        assert letter.signer_id not in (letter.drafted_by_id, letter.proposal.by_id)


def test_one_letter_was_withdrawn_and_one_replaced(demonstration):
    chains = [
        [(letter.purpose, letter.state) for letter in act.chain()]
        for act in Letter.objects.exclude(purpose="answer").order_by("purpose")
    ]

    assert chains == [
        [("answer", "replaced"), ("replacement", "delivered")],
        [("answer", "withdrawn"), ("withdrawal", "delivered")],
    ]
    assert Submission.objects.get(revocation="withdrawn").state == State.RECOMMENDED


def test_events_are_whole_and_happened_in_office_hours_of_working_days(demonstration):
    moments = [
        at.astimezone(demonstration.zone)
        for at in Event.objects.order_by("pk").values_list("at", flat=True)
    ]

    call_command("verify_events", stdout=StringIO())
    assert moments == sorted(moments)
    moments = [moment for moment in moments if moment.date() < demonstration.today()]
    today = Event.objects.filter(at__gt=max(moments)).values_list("action", flat=True)
    assert {action.partition(".")[0] for action in today} == {"visit"}  # who came just now
    assert {moment.weekday() for moment in moments} <= {0, 1, 2, 3, 4}
    assert all(8 <= moment.hour < 16 for moment in moments)


def test_what_belongs_together_carries_one_date(demonstration):
    for letter in Letter.objects.published():
        assert letter.signed_at.astimezone(demonstration.zone).date() == letter.dated_on
    for mail in Mail.objects.exclude(event=None).select_related("event"):
        assert abs(mail.created_at - mail.event.at).total_seconds() < 60


def test_mails_have_left_but_for_one_full_mailbox(demonstration):
    states = Tally(Mail.objects.values_list("state", flat=True))

    assert states.keys() == {"sent", "failed"}
    assert states["failed"] == 1


def test_every_address_belongs_to_nobody(demonstration):
    written = [*User.objects.values_list("email", flat=True)]
    written += [*Agency.objects.values_list("email", flat=True)]
    written += [*Mail.objects.values_list("to", flat=True)]
    for file in Submission.objects.all():
        for revision in file.revisions.all():
            written += ADDRESS.findall(str(revision.answers))

    assert [address for address in written if not address.endswith(HOUSES)] == []


def test_answers_that_were_submitted_are_complete(demonstration):
    for file in Submission.objects.exclude(submitted_at=None):
        for revision in file.revisions.exclude(submitted_at=None):
            assert file.form.missing(revision.answers) == []


def test_the_table_tells_everybodys_password_and_the_passphrase(printed, demonstration):
    for person in User.objects.all():
        assert person.email in printed
        assert person.check_password(cast.PASSWORD)
    assert "contoh-frasa-tanda-tangan" in printed
    assert "/kotak-surat/" in printed


def test_everybody_can_log_in(client, demonstration):
    for key in ("sari@example.go.id", "hasan@bps.example.go.id"):
        answer = client.post("/masuk/", {"login": key, "password": cast.PASSWORD})
        assert answer.status_code == 302
        client.logout()


def test_it_is_never_acted_out_over_somebodys_work(demonstration):
    with pytest.raises(CommandError, match="already"):
        call_command("demo")


def test_it_is_refused_outside_a_demonstration(db, settings):
    settings.DEMONSTRATION = False

    with pytest.raises(CommandError, match="DEMONSTRATION"):
        call_command("demo")


def test_where_none_of_its_people_are_the_table_says_so(demonstration, monkeypatch):
    monkeypatch.setattr(cast, "STAFF", ())
    monkeypatch.setattr(cast, "APPLICANTS", ())
    said = StringIO()

    call_command("demo", accounts=True, stdout=said)

    assert "no demonstration accounts" in said.getvalue()
