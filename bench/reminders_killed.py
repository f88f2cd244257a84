"""kill -9 again and again while reminders are due: each mail one row, those in doubt say so.

    .venv/bin/python bin/with-postgres .venv/bin/python bench/reminders_killed.py [KILLS REMINDERS]

100 kills and 1,000 reminders unless told otherwise. A worker is a process that writes reminders
and hands each mail to a real mail server as it goes; it is killed at a random moment after its
first new reminder. It needs PostgreSQL.
"""

import os
import random
import signal
import sys
import time
from datetime import timedelta

from django.conf import settings
from ground import fresh_database

SEED = 6302
WARMING_UP = 20  # reminders by which their cost is measured


def main(kills, reminders):
    """Print what became of the mails; whether all is whole."""
    from django.db import connection

    from tests.events.mail_server import MailServer

    with fresh_database(), MailServer() as server:
        if connection.vendor != "postgresql":
            sys.exit("This needs PostgreSQL: see the first lines of the file.")
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        furnish(WARMING_UP)
        work()
        furnish(WARMING_UP)
        began = time.perf_counter()
        work()
        cost = (time.perf_counter() - began) / WARMING_UP
        furnish(reminders - 2 * WARMING_UP)
        chance, began = random.Random(SEED), time.perf_counter()
        lifetime = cost * reminders / kills  # at random, half of it on the average
        killed = sum(killed_worker(chance.uniform(0, lifetime)) for _ in range(kills))
        finish()
        print(f"{killed} workers killed at work in {time.perf_counter() - began:.0f} s")
        whole = all_is_whole(server, killed, reminders)
        server.shutdown()
        return whole and killed


def furnish(count):
    """So many forms that went back to their agency fifteen days ago."""
    from django.utils import timezone

    from requests_app.models import Revision, Submission
    from tests.cast import make_agency, make_member

    member = make_member(agency=make_agency())
    returned = timezone.now() - timedelta(days=15)
    dates = {"submitted_at": returned - timedelta(days=7), "returned_at": returned}
    facts = {"edition": "fs3_2021", "state": "returned", "created_by": member}
    facts |= {"agency": member.agency, "office": member.agency.office}
    files = Submission.objects.bulk_create(
        Submission(title=f"Survei {n}", **facts, **dates) for n in range(count)
    )
    Revision.objects.bulk_create(Revision(submission=file, number=1, **dates) for file in files)
    Revision.objects.bulk_create(Revision(submission=file, number=2) for file in files)


def work():
    """What a worker does: the round of reminders, each mail handed over once it stands."""
    from events.tasks import sweep_outbox
    from requests_app.deadlines.reminding import remind_silent_agencies

    remind_silent_agencies()
    sweep_outbox()


def killed_worker(seconds):
    """A worker that is killed that long after its first new reminder; False if it had none."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            tell_first_reminder(writing)
            work()
        finally:
            os._exit(0)
    os.close(writing)
    is_at_work = bool(os.read(reading, 1))  # nothing when it ends without one
    os.close(reading)
    if is_at_work:
        time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and is_at_work


def tell_first_reminder(writing):
    """In the worker: its own connection, and a sign when it records its first reminder."""
    from django.db import connections

    from events.recording import on

    for alias in connections:
        connections[alias].connection = None  # the parent's, not ours to close
    told = []

    @on("submission.remind")
    def tell(event):
        if not told:
            told.append(os.write(writing, b"."))


def finish():
    """An undisturbed worker, then the sweep ten minutes on."""
    from django.utils import timezone

    from events.models import Mail
    from events.tasks import sweep_outbox

    work()
    ago = timezone.now() - timedelta(minutes=11)
    Mail.objects.filter(state=Mail.State.SENDING).update(handed_over_at=ago)
    sweep_outbox()
    while Mail.objects.due().exists():
        sweep_outbox()


def all_is_whole(server, kills, reminders):
    """One event, one row and at most one mail for each reminder; doubts at most one a kill."""
    from events.chain import verify
    from events.models import Event, Mail

    mails = list(Mail.objects.filter(kind="submission_silent"))
    states = {state: sum(mail.state == state for mail in mails) for state in Mail.State}
    received = [mail["Message-ID"] for mail in server.mails]
    sent = {mail.message_id for mail in mails if mail.state == "sent"}
    unknown = {mail.message_id for mail in mails if mail.state == "unknown"}
    told = Event.objects.filter(action="submission.remind")
    told = list(told.values_list("subject_id", flat=True))
    print({str(state): count for state, count in states.items() if count})
    print(f"{len(unknown & set(received))} of {len(unknown)} in doubt had arrived")
    found = {
        "one event a reminder": len(told) == len(set(told)) == reminders,
        "one row a reminder": len({mail.about_id for mail in mails}) == len(mails) == reminders,
        "no mail twice": len(received) == len(set(received)),
        "what is sent has arrived": sent <= set(received) <= sent | unknown,
        "all sent or in doubt": len(sent) + len(unknown) == reminders,
        "at most one doubt a kill": len(unknown) <= kills,
        "chain whole": verify()[1] == "",
    }
    print(found)
    return all(found.values())


if __name__ == "__main__":
    numbers = [int(number) for number in sys.argv[1:3]]
    reached = main(*(numbers + [100, 1000][len(numbers) :]))
    print("all is whole" if reached else "SOMETHING IS WRONG")
    sys.exit(not reached)
