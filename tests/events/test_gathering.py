"""The end of the chain is locked last: others have reacted, and every mail is composed."""

import re
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from events.gathering import under_way
from events.models import Event, Mail, Notice
from events.outbox import enqueue, enqueue_all
from events.recording import on, record, together
from tests.cast import make_staff
from tests.letters.conftest import PASSPHRASE, equip
from tests.submissions import make_draft, make_proposed
from tests.test_house import ROOT, sources

FIRST_SUBMISSION = 30  # queries
BEHIND_THE_LOCK = re.compile(
    r'(SELECT .* FROM "events_chainhead"|UPDATE "events_chainhead"'
    r'|INSERT INTO "events_(event|mail|notice)")',
    re.DOTALL,
)


@contextmanager
def short_lock():
    """From the first look at the chain's end on, there are only its events and who is told."""
    with CaptureQueriesContext(connection) as asked:
        yield asked
    words = [query["sql"] for query in asked]
    its_own = [n for n, sql in enumerate(words) if BEHIND_THE_LOCK.match(sql)]
    first = next(n for n in its_own if "events_chainhead" in words[n])
    assert [sql for sql in words[first : its_own[-1]] if not BEHIND_THE_LOCK.match(sql)] == []


@pytest.mark.parametrize("examiners", [3, 12])
def test_a_first_submission_costs_the_same_whatever_the_number_of_examiners(
    sari, office, examiners
):
    people = [make_staff(None, "examiner", office=office) for _ in range(examiners)]
    draft = make_draft(sari)

    with short_lock() as asked:
        draft.submit(by=sari)

    assert len(asked) == FIRST_SUBMISSION
    event = Event.objects.get(action="submission.submit")
    mails = Mail.objects.filter(event=event)
    assert {mail.to for mail in mails} == {person.email for person in (sari, *people)}
    assert len(mails) == Mail.objects.count() == 1 + examiners
    assert list(Notice.objects.order_by("pk").values_list("person__email", "mail")) == [
        (mail.to, mail.pk) for mail in mails
    ]


def test_what_others_record_follows_and_each_mail_names_its_event(office, budi, sari, move):
    before, numbers = move(office), []

    @on("office.move")
    def go_on(event):
        numbers.append(event.pk)
        enqueue("moving_day", to=sari.email, context={"to": event.particulars["to"]}, event=event)
        if event.particulars["to"] != "Sebatung":
            with transaction.atomic():
                record(office, "office.move", by=budi, to="Sebatung")

    with transaction.atomic(), short_lock():
        first = record(office, "office.move", by=budi, to="Stagen")

    second = Event.objects.exclude(pk__in=[before.pk, first.pk]).get()
    assert numbers == [None, None]
    assert (first.pk < second.pk, first.at <= second.at) == (True, True)
    assert list(Mail.objects.values_list("event", "text")) == [
        (first.pk, Mail.objects.get(event=first).text),
        (second.pk, Mail.objects.get(event=second).text),
    ]
    assert "Kami pindah ke Stagen." in Mail.objects.get(event=first).text


def test_what_was_taken_back_on_the_way_is_not_written(office, budi, sari):
    @on("office.move")
    def try_and_fail(event):
        if event.particulars["to"] == "Stagen":
            try:
                with transaction.atomic():
                    record(office, "office.move", by=budi, to="Sebatung")
                    enqueue("moving_day", to=sari.email, context={"to": "Sebatung"}, event=event)
                    raise LookupError
            except LookupError:
                enqueue("moving_day", to=sari.email, context={"to": "Stagen"}, event=event)

    with transaction.atomic():
        record(office, "office.move", by=budi, to="Stagen")

    assert [event.particulars["to"] for event in Event.objects.all()] == ["Stagen"]
    assert ["Stagen" in mail.text for mail in Mail.objects.all()] == [True]
    assert [notice.mail for notice in Notice.objects.all()] == list(Mail.objects.all())


def test_several_events_wait_for_the_last_one(office, budi, move):
    move(office, to="Pulau Laut")
    with transaction.atomic(), short_lock(), together():
        record(office, "office.move", by=budi, to="Stagen")
        assert Event.objects.count() == 1
        record(office, "office.move", by=budi, to="Sebatung")

    told = Event.objects.order_by("pk").values_list("particulars__to", flat=True)
    assert list(told) == ["Pulau Laut", "Stagen", "Sebatung"]


@pytest.mark.django_db(transaction=True)
def test_what_is_gathered_ends_inside_the_transaction(office, budi):
    inside = pytest.raises(transaction.TransactionManagementError, match="inside")
    with inside, together(), transaction.atomic():
        record(office, "office.move", by=budi, to="Stagen")

    assert under_way() is None


def test_a_signature_with_its_verdict_is_written_in_one_go(sari, ratna, hasan, office):
    equip(hasan)
    letter = make_proposed(sari, ratna).letters.get().take_up(by=hasan)

    with short_lock():
        letter.attempts.sign(
            by=hasan, passphrase=PASSPHRASE, unsigned_sha256=letter.unsigned_sha256
        )

    told = Event.objects.about(letter.submission).values_list("action", flat=True)
    assert list(told)[-2:] == ["letter.sign", "submission.recommend"]


def test_a_person_is_looked_up_by_whatever_case_his_mailbox_is_written_in(sari, budi):
    told = [sari.email.upper(), "tamu@example.go.id", budi.email]
    mails = enqueue_all("moving_day", to=told, context={"to": "Stagen"})

    assert [mail.to for mail in mails] == told
    assert list(Notice.objects.order_by("pk").values_list("person", flat=True)) == [
        sari.pk,
        budi.pk,
    ]


def test_who_holds_a_person_keeps_nobody_waiting_who_tells_him_of_something():
    """A notice names its person behind the end of the chain, which the holder may want next."""
    own = (path for path in sources() if path.relative_to(ROOT).parts[0] != "tests")
    code = "".join(path.read_text("utf-8") for path in own)
    held = re.findall(r"\bUser\.objects\.select_for_update\((.*?)\)", code)
    assert set(held) == {"no_key=True"}
