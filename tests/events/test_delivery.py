"""Handing mails over: each goes out once, and whoever waits for it learns what happened."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from events import delivery, tasks
from events.chain import verify
from events.models import Event, Mail
from events.models.mail import MAX_TRIES, UNKNOWN_REASON
from events.outbox import enqueue_message
from tests.events.mail_server import MailServer

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


@pytest.fixture
def server(settings):
    with MailServer() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        yield server
        server.shutdown()


@pytest.fixture
def mail(office):
    return enqueue_message(
        "moving_day", "sari@example.go.id", "Surat", "Isi", html="<p>Isi</p>", about=office
    )


def deliver(mail):
    tasks.deliver(mail.pk)
    mail.refresh_from_db()
    return mail.state


def test_a_mail_goes_out_with_its_message_id_and_attachments(server, office):
    name = default_storage.save("surat/1.pdf", ContentFile(b"%PDF-1.7"))
    mail = enqueue_message(
        "moving_day",
        "sari@example.go.id",
        "Surat – rekomendasi",
        "Isi",
        html="<p>Isi</p>",
        attachments=[(name, "Surat.pdf", "application/pdf")],
    )

    assert deliver(mail) == "sent"

    [received] = server.mails
    assert (received["Message-ID"], received["To"], received["Subject"]) == (
        mail.message_id,
        "sari@example.go.id",
        "Surat – rekomendasi",
    )
    assert received["Auto-Submitted"] == "auto-generated"
    assert received.get_body(["plain"]).get_content() == "Isi\n"
    assert received.get_body(["html"]).get_content() == "<p>Isi</p>\n"
    [attached] = received.iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == ("Surat.pdf", b"%PDF-1.7")
    assert mail.sent_at is not None


def test_a_task_that_runs_twice_sends_once(server, mail):
    deliver(mail)
    deliver(mail)

    assert len(server.mails) == 1
    assert mail.attempts == 1


def test_a_task_for_a_mail_that_is_not_there_does_nothing(db):
    tasks.deliver(4711)


def test_two_workers_at_once_send_once(server, in_threads):
    [mail] = in_threads(
        lambda n: Mail.objects.create(kind="moving_day", to="sari@example.go.id", subject="Surat"),
        1,
    )

    assert in_threads(lambda n: tasks.deliver(mail.pk), 8) == [None] * 8
    assert len(server.mails) == 1


def test_without_a_mail_server_it_is_tried_again_after_pauses_that_double(server, mail):
    server.shutdown()
    server.server_close()

    with time_machine.travel(NOON, tick=False) as clock:
        Mail.objects.update(next_try_at=NOON)
        pauses = []
        for _ in range(10):
            assert deliver(mail) == "queued"
            pauses.append((mail.next_try_at - mail.handed_over_at) / timedelta(minutes=1))
            assert deliver(mail) == "queued"  # too early, so nothing happens
            clock.move_to(mail.next_try_at)

    assert pauses == [1, 2, 4, 8, 16, 32, 64, 128, 240, 240]
    assert mail.attempts == 10
    assert mail.last_error == "Server surel belum dapat dihubungi."


def test_after_three_days_it_has_failed(server, mail):
    server.answers["RCPT"] = "450 later"
    Mail.objects.update(attempts=MAX_TRIES - 1)

    assert deliver(mail) == "failed"
    assert mail.last_error == (
        "Server surel belum mau menerima (kode 450). Setelah 25 kali dicoba, pengiriman dihentikan."
    )


@pytest.mark.parametrize(
    ("verb", "answer", "state", "reason"),
    [
        ("RCPT", "450 busy", "queued", "Server surel belum mau menerima (kode 450)."),
        ("MAIL", "421 closing", "queued", "Server surel belum mau menerima (kode 421)."),
        ("END", "452 full", "queued", "Server surel belum mau menerima (kode 452)."),
        (
            *("RCPT", "550 who", "bounced"),
            "Kotak surat penerima menolak surel ini (kode 550). Periksa alamatnya.",
        ),
        ("END", "554 spam", "failed", "Server surel menolak alamat atau isi surel (kode 554)."),
    ],
)
def test_a_refusal_is_for_now_or_for_good(server, mail, verb, answer, state, reason):
    server.answers[verb] = answer

    assert deliver(mail) == state
    assert mail.last_error == reason


def test_a_line_that_breaks_while_the_mail_goes_over_leaves_it_unknown(server, mail):
    server.hangs_up_after = "DATA"

    assert deliver(mail) == "unknown"
    assert mail.last_error == UNKNOWN_REASON
    assert deliver(mail) == "unknown"


def test_a_missing_attachment_fails_with_words(server, office):
    mail = enqueue_message(
        "moving_day",
        "sari@example.go.id",
        "Surat",
        "Isi",
        attachments=[("surat/tidak-ada.pdf", "Surat.pdf", "application/pdf")],
    )

    assert deliver(mail) == "failed"
    assert mail.last_error == delivery.NO_ATTACHMENT


def test_a_worker_that_died_while_sending_leaves_it_to_a_person(server, mail, ratna):
    with time_machine.travel(NOON, tick=False) as clock:
        Mail.objects.update(next_try_at=NOON)
        assert mail.claim()  # and here the plug is pulled
        clock.shift(timedelta(minutes=9))
        tasks.sweep_outbox()
        mail.refresh_from_db()
        assert mail.state == "sending"

        clock.shift(timedelta(minutes=2))
        tasks.sweep_outbox()
        clock.shift(timedelta(days=3))
        tasks.sweep_outbox()

    mail.refresh_from_db()
    assert mail.state == "unknown"
    assert server.mails == []


def test_a_late_answer_does_not_overrule_what_the_sweep_decided(mail):
    assert mail.claim()
    Mail.objects.all().mark_unknown()

    mail.mark_sent()

    assert Mail.objects.get().state == "unknown"


def test_the_sweep_queues_what_is_due_and_nothing_else(server, office):
    for n, (state, minutes) in enumerate([("queued", -1), ("queued", 1), ("failed", -1)]):
        mail = enqueue_message("moving_day", "sari@example.go.id", f"Surat {n}", "Isi")
        at = mail.created_at + timedelta(minutes=minutes)
        Mail.objects.filter(pk=mail.pk).update(state=state, next_try_at=at)

    tasks.sweep_outbox()

    assert [received["Subject"] for received in server.mails] == ["Surat 0"]


@pytest.mark.parametrize("state", ["sent", "failed", "unknown"])
def test_a_person_resends_the_same_mail_under_its_old_message_id(
    server, office, mail, ratna, state, django_capture_on_commit_callbacks
):
    Mail.objects.update(state=state, attempts=3)

    with django_capture_on_commit_callbacks(execute=True):
        mail.resend(by=ratna)

    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == ("sent", 1)
    assert [received["Message-ID"] for received in server.mails] == [mail.message_id]
    [event] = Event.objects.about(office)
    assert (event.action, event.by) == ("mail.resend", ratna)
    assert event.sentence == "Surel “Surat” dikirim ulang kepada sari@example.go.id.\n"
    assert verify() == (1, "")


@pytest.mark.parametrize("state", ["queued", "sending"])
def test_what_is_under_way_is_not_resent(mail, ratna, state):
    Mail.objects.update(state=state)

    with pytest.raises(ValueError, match=state):
        mail.resend(by=ratna)

    assert Event.objects.count() == 0
