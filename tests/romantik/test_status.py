"""The status page: what is wrong, in words, with what to do; open to admins only."""

import socket
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains
from time_machine import travel

from events.models import Job, Mail
from events.outbox import enqueue_message
from events.tasks import sweep_outbox
from romantik import status
from romantik.celery import note_recurring_work
from romantik.watching import parts, recurring
from tests.submissions import at


def ran(task, ago):
    Job.objects.create(task=task, ended_at=timezone.now() - ago)


def tones(office):
    return {finding.what: finding.tone for finding in status.findings(office)}


@pytest.fixture
def look(client, dewi):
    client.force_login(dewi)
    return lambda: client.get(reverse("status"))


@pytest.fixture
def silent_broker(settings):
    """Takes calls and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{server.getsockname()[1]}/0"
        yield


def test_a_portal_that_works_says_so(office, settings):
    ran(recurring.SWEEP, timedelta(seconds=40))

    assert tones(office) == {
        "Basis data": "good",
        "Antrean tugas": "bad",  # the tests have none
        "Proses latar belakang": "good",
        "Penjadwal": "good",
        "Keutuhan data": "good",
        "Surel": "good",
        "Ruang simpan": tones(office)["Ruang simpan"],
        "Kalender": "good",
    }


def test_a_broker_that_says_nothing_is_not_waited_for(look, silent_broker):
    began = timezone.now()
    shown = look()

    assert timezone.now() - began < timedelta(seconds=3)
    assertContains(shown, "Tidak menjawab. Halaman tetap bekerja")
    assertContains(shown, "Jalankan kembali Redis atau Valkey")


@pytest.mark.parametrize(
    ("depth", "what", "advice"),
    [
        (
            7,
            "Proses latar belakang",
            "Jalankan kembali proses latar belakang dan lihat catatannya (log).",
        ),
        (
            0,
            "Penjadwal",
            "Jalankan kembali penjadwal; bila sudah berjalan, lihat catatan proses latar.",
        ),
        (None, "Proses latar belakang dan penjadwal", "Pulihkan antrean lebih dahulu."),
    ],
)
def test_who_stands_still_follows_from_what_waits_in_the_queue(office, depth, what, advice):
    ran(recurring.SWEEP, timedelta(minutes=20))

    [(found, tone, _, said)] = parts.workers(depth)
    assert (found, tone, said) == (what, "bad", advice)


def test_recurring_work_that_is_late_or_broke_off_is_told(look, db):
    with travel(at(2026, 3, 2, 9), tick=False):
        ran("requests_app.tasks.remind", timedelta(days=1))  # Sunday 09.00; due at 10.30 and later
        ran("letters.tasks.check_registers", timedelta(hours=6))  # 03.00, next at 01.15
        note_recurring_work(task=sweep_outbox, state="FAILURE", retval=OSError("penuh"))
        runs = {run.label: run for run in recurring.runs()}

        assert runs["Kirim pengingat"].is_late
        assert not runs["Periksa register surat"].is_late
        assert runs["Kirim surel yang menunggu"].error == "OSError: penuh"
        shown = look()
    assertContains(shown, "terlambat", 2)  # the row, and the sentence below
    assertContains(shown, "OSError: penuh")
    note_recurring_work(task=sweep_outbox, state="SUCCESS")
    assert not Job.objects.get(task=recurring.SWEEP).is_failing


def test_mails_that_do_not_leave_are_told_to_the_admin_and_the_desk(look, client, ratna, sari):
    with travel(timezone.now() - timedelta(hours=1), tick=False):
        mail = enqueue_message("x", "sari@example.go.id", "Surat", "Isi")
    enqueue_message("x", "sari@example.go.id", "Surat", "Isi")
    error = "Server surel belum dapat dihubungi."
    Mail.objects.filter(pk=mail.pk).update(attempts=3, last_error=error)
    Mail.objects.exclude(pk=mail.pk).update(state="unknown")

    assertContains(look(), "Belum dapat dikirim sejak")
    assertContains(look(), "<li>Server surel belum dapat dihubungi. (1 surel)</li>", html=True)
    assert [(code, count) for code, _, count in status.outbox()] == [
        *(("queued", 1), ("sending", 0), ("failed", 0), ("unknown", 1), ("bounced", 0))
    ]
    words = "Surel belum dapat dikirim sejak"
    client.force_login(ratna)
    assertContains(client.get(reverse("desk")), words)
    client.force_login(sari)
    assertNotContains(client.get(reverse("desk")), words)


def test_a_year_without_its_days_off_is_told_in_november(office):
    with travel(at(2026, 10, 30), tick=False):
        assert status.days_off(office).tone == "good"
    with travel(at(2030, 11, 2), tick=False):
        assert status.days_off(office).words == "Cuti bersama 2030 dan 2031 belum dikenal."


def test_a_certificate_that_ends_soon_is_told(office, hasan):
    from letters.models import Certificate

    certificate = Certificate.objects.give_trial(hasan)
    for days, tone in ((100, "good"), (30, "action"), (-1, "bad")):
        ends = timezone.now() + timedelta(days=days)
        Certificate.objects.filter(pk=certificate.pk).update(not_after=ends)
        assert tones(office)["Sertifikat"] == tone


def test_it_asks_few_questions(look, django_assert_max_num_queries):
    look()
    with django_assert_max_num_queries(16):
        look()
