"""Broker away for minutes, mail server refusing for an hour: nobody notices, nothing is lost.

A real Valkey is stopped and started, a mail server of the tests refuses; the clock is moved.
"""

import subprocess
import time
from datetime import timedelta
from queue import Empty

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains
from time_machine import travel

from events import tasks
from events.models import Mail
from romantik.broker import queue_depth
from romantik.cache import Client
from romantik.celery import app
from romantik.running.supervisor import broker_answers, valkey_command
from tests.events.conftest import broker_at  # noqa: F401  a fixture
from tests.events.mail_server import MailServer
from tests.submissions import make_draft


class Broker:
    """The project's own Valkey on a socket of the test's."""

    process = None

    def start(self):
        self.process = subprocess.Popen(valkey_command(), stdout=subprocess.DEVNULL)
        while not broker_answers():
            time.sleep(0.02)

    def stop(self):
        self.process.kill()
        self.process.wait()


@pytest.fixture
def broker(settings, tmp_path, broker_at):  # noqa: F811
    settings.VAR_DIR, settings.VALKEY_SOCKET = tmp_path, tmp_path / "v.sock"
    settings.CELERY_BROKER_URL = f"redis+socket://{settings.VALKEY_SOCKET}"
    address = f"unix://{settings.VALKEY_SOCKET}?db=1"
    settings.CACHES = {"default": {"BACKEND": "romantik.cache.Cache", "LOCATION": address}}
    broker_at(settings.CELERY_BROKER_URL)
    broker = Broker()
    Client.rests_until = 0.0
    broker.start()
    yield broker
    broker.stop()
    Client.rests_until = 0.0


@pytest.fixture
def mail_server(settings):
    with MailServer() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        yield server
        server.shutdown()


def work_off():
    """What a worker does: take every task from the broker and carry it out."""
    with app.connection_for_read() as line, line.SimpleQueue("celery") as queue:
        while True:
            try:
                message = queue.get_nowait()
            except Empty:
                return
            app.tasks[message.headers["task"]](*message.payload[0])
            message.ack()


def submit(client, sari):
    """Sari's click; how many seconds she waited."""
    file = make_draft(sari)
    began = time.perf_counter()
    answer = client.post(reverse("submittal", args=[file.code]))
    assert answer.headers["Location"] == reverse("receipt", args=[file.code])
    return time.perf_counter() - began


def received(server):
    return sorted(mail["Message-ID"] for mail in server.mails)


@pytest.mark.django_db(transaction=True)
def test_a_bad_hour(broker, mail_server, client, sari, ratna, dewi):
    client.force_login(sari)
    submit(client, sari)
    work_off()
    assert len(mail_server.mails) == 2  # the receipt, and what is to be examined

    broker.stop()
    assert submit(client, sari) < 5  # nothing hangs on a broker that is away
    assert queue_depth() is None
    assert client.get(reverse("health")).status_code == 503  # machines are told at once
    client.force_login(dewi)
    assertContains(client.get(reverse("status")), "Tidak menjawab. Halaman tetap bekerja")

    broker.start()
    Client.rests_until = 0.0  # five seconds later
    assert client.get(reverse("health")).status_code == 200
    mail_server.answers["RCPT"] = "451 come back later"
    begun = timezone.now()
    with travel(begun, tick=False) as clock:
        for minute in range(0, 60, 4):  # an hour of sweeps
            clock.move_to(begun + timedelta(minutes=minute))
            tasks.sweep_outbox()
            work_off()
        assert len(mail_server.mails) == 2
        client.force_login(dewi)  # the session has ended meanwhile
        shown = client.get(reverse("status"))
        assertContains(shown, "Belum dapat dikirim sejak")
        assertContains(shown, "Server surel belum mau menerima (kode 451). (2 surel)")

        del mail_server.answers["RCPT"]
        for hour in (2, 6):
            clock.move_to(begun + timedelta(hours=hour))
            tasks.sweep_outbox()
            work_off()

    assert received(mail_server) == sorted(Mail.objects.values_list("message_id", flat=True))
    assert set(Mail.objects.values_list("state", flat=True)) == {"sent"}
