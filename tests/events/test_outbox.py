"""Writing mails: with the verb, or not at all."""

import socket
import time

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from events import tasks
from events.models import Mail
from events.outbox import enqueue, enqueue_message
from romantik import celery


def test_a_mail_is_written_from_its_three_templates(office, move, settings):
    office.name = "BPS <Kotabaru> & sekitarnya"
    event = move(office)

    mail = enqueue(
        "moving_day",
        to="sari@example.go.id",
        context={"to": "Stagen & <Sebatung>"},
        about=office,
        event=event,
        attachments=[("surat/1.pdf", "Surat.pdf", "application/pdf")],
    )

    mail.refresh_from_db()
    assert (mail.kind, mail.to, mail.about, mail.event, mail.state) == (
        "moving_day",
        "sari@example.go.id",
        office,
        event,
        "queued",
    )
    assert mail.subject == "Kantor pindah: BPS <Kotabaru> & sekitarnya"
    assert mail.text == (
        "Kami pindah ke Stagen & <Sebatung>.\n\n--\nRomantik – Rekomendasi Kegiatan Statistik\n"
        f"{settings.PORTAL_URL}\nSurel ini dikirim otomatis; balasan tidak dibaca.\n"
    )
    assert "<p>Kami pindah ke Stagen &amp; &lt;Sebatung&gt;.</p>" in mail.html
    assert "<title>Kantor pindah: BPS &lt;Kotabaru&gt; &amp; sekitarnya</title>" in mail.html
    assert mail.attachments == [["surat/1.pdf", "Surat.pdf", "application/pdf"]]
    assert mail.message_id.endswith("@bps.example.go.id>")


def test_the_mails_about_a_thing_are_found(office, agency):
    first = enqueue_message("moving_day", "sari@example.go.id", "Satu", "Satu", about=office)
    enqueue_message("moving_day", "sari@example.go.id", "Dua", "Dua", about=agency)
    third = enqueue_message("moving_day", "joko@example.go.id", "Tiga", "Tiga", about=office)

    assert list(Mail.objects.about(office)) == [first, third]


def test_a_subject_is_one_line_of_bearable_length(db):
    mail = enqueue_message(
        "moving_day", "sari@example.go.id", "Perihal\r\nBcc: joko@example.go.id " + "x" * 300, "…"
    )

    assert mail.subject.startswith("Perihal Bcc: joko@example.go.id xxx")
    assert len(mail.subject) == 250


@pytest.mark.parametrize(
    "address", ["", "sari", "sari@example.go.id, joko@example.go.id", "a@b.id\nBcc: c@d.id"]
)
def test_a_mail_goes_to_exactly_one_address(db, address):
    with pytest.raises(ValidationError):
        enqueue_message("moving_day", address, "Perihal", "Isi")


@pytest.mark.django_db(transaction=True)
def test_a_mail_leaves_when_the_transaction_stands(mailoutbox):
    with transaction.atomic():
        mail = enqueue_message("moving_day", "sari@example.go.id", "Perihal", "Isi")
        assert mailoutbox == []

    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == ("sent", 1)
    assert [(sent.subject, sent.to) for sent in mailoutbox] == [("Perihal", ["sari@example.go.id"])]


@pytest.mark.django_db(transaction=True)
def test_nothing_leaves_when_the_verb_was_rolled_back(mailoutbox):
    def give_up():
        with transaction.atomic():
            enqueue_message("moving_day", "sari@example.go.id", "Perihal", "Isi")
            raise LookupError

    with pytest.raises(LookupError):
        give_up()

    assert mailoutbox == []
    assert Mail.objects.count() == 0


@pytest.fixture
def silent_port():
    """A server that takes calls and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("broker", ["absent", "hanging"])
def test_without_a_broker_the_page_goes_on_and_the_sweep_sends(
    broker, broker_at, silent_port, settings, mailoutbox
):
    broker_at(f"redis://127.0.0.1:{silent_port if broker == 'hanging' else 9}/0")
    begun = time.monotonic()
    with transaction.atomic():
        for n in range(3):
            enqueue_message("moving_day", "sari@example.go.id", f"Perihal {n}", "Isi")

    assert time.monotonic() - begun < 2  # 0.8 of it for a broker that hangs, once
    assert [mail.state for mail in Mail.objects.all()] == ["queued"] * 3
    assert mailoutbox == []

    broker_at("memory://")
    celery.app.conf.task_always_eager = True
    tasks.sweep_outbox()

    assert [mail.state for mail in Mail.objects.all()] == ["sent"] * 3
    assert len(mailoutbox) == 3
