"""Clock and sweeps of several hosts: one at a time, whoever is killed, stopped or woken up."""

import signal
import time
from datetime import timedelta

from celery.beat import PersistentScheduler

from events.models import Job
from romantik.celery import app
from tests.ops.conftest import wait_until

TAKEN_OVER = 30  # seconds at most
SWEEP = """
import sys, time
import django
django.setup()
from events.recurring.leases import alone
from events.models import Job
while True:
    with alone("sweep") as hold:
        while hold:
            Job.objects.create(task=f"{sys.argv[1]} {time.time_ns()}")
            time.sleep(0.1)
    time.sleep(0.5)
"""


def done_by(name):
    return Job.objects.filter(task__startswith=name).count()


def test_whoever_sweeps_and_was_stopped_does_nothing_more_once_another_has_begun(host):
    first = host("first", "-c", SWEEP, "first")
    wait_until(lambda: done_by("first"))
    first.send_signal(signal.SIGSTOP)
    began, until_then = time.monotonic(), done_by("first")
    host("second", "-c", SWEEP, "second")

    wait_until(lambda: done_by("second"))
    assert time.monotonic() - began < TAKEN_OVER
    first.send_signal(signal.SIGCONT)
    assert first.wait(20) == 1  # events.recurring.leases.Lost
    # One statement may have been on its way to the database when it was stopped.
    assert done_by("first") - until_then in (0, 1)


def schedule_of(folder, name):
    """Where beat keeps what it has given out: the sweep of mails is due in half a minute."""
    file = str(folder / f"{name}-schedule")
    scheduler = PersistentScheduler(app, schedule_filename=file)
    scheduler.schedule["sweep_outbox"].last_run_at -= timedelta(seconds=30)
    scheduler.close()
    return file


def given_out(programs, name):
    return programs.said(name).count("Sending due task sweep_outbox")


def test_one_clock_gives_out_the_work_and_another_takes_over(host, programs, queue, tmp_path):
    def clock(name):
        words = ("-m", "celery", "-A", "romantik", "beat", "-l", "INFO")
        file = schedule_of(tmp_path, name)
        return host(name, *words, "-s", file, "--pidfile=", REDIS_URL=queue)

    def has_the_clock(name, times=1):
        return programs.said(name).count("the clock is mine") == times

    first = clock("first")
    wait_until(lambda: has_the_clock("first"))
    second = clock("second")
    first.send_signal(signal.SIGSTOP)
    began = time.monotonic()
    wait_until(lambda: has_the_clock("second"))
    assert time.monotonic() - began < TAKEN_OVER

    wait_until(lambda: given_out(programs, "second"))
    first.send_signal(signal.SIGCONT)  # and its own sweep is long due
    wait_until(lambda: "another has the clock" in programs.said("first"))
    assert (given_out(programs, "first"), given_out(programs, "second")) == (0, 1)

    second.kill()
    began = time.monotonic()
    wait_until(lambda: has_the_clock("first", 2))
    assert time.monotonic() - began < TAKEN_OVER
