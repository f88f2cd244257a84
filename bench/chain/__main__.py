"""What the end of the chain costs: how long a first submission holds it, and how many can write.

    .venv/bin/python bin/with-postgres .venv/bin/python -m bench.chain [SECONDS]

Examiners take a file and give it back, each a process at an office of its own; 1, 8 and 16 of them,
10 seconds each unless told otherwise, on one chain and on one for each office. It needs PostgreSQL.
"""

import os
import statistics
import sys
import time
from contextlib import contextmanager

from bench.ground import fresh_database, verdict

WRITERS = (1, 8, 16)
EXAMINERS = (3, 12)
SUBMISSIONS = 20


def main(seconds):
    """Print what was measured; whether the goals were reached."""
    from django.conf import settings
    from django.db import connection

    with fresh_database():
        if connection.vendor != "postgresql":
            sys.exit("This needs PostgreSQL: see the first lines of the file.")
        reached = [holds(examiners) for examiners in EXAMINERS]
        files = furnish(max(WRITERS))
        for settings.CHAIN_PER_OFFICE in (False, True):
            print("a chain for each office" if settings.CHAIN_PER_OFFICE else "one chain")
            rates = {count: writers(files[:count], seconds) for count in WRITERS}
    one, most = rates[1], rates[max(WRITERS)]
    reached.append(verdict("one writer ÷ 16 on 16 offices", one[0] / most[0], 1 / 3, "times"))
    reached.append(verdict("time that 16 wait for the chain", most[1] * 100, 10, "%"))
    return all(reached)


def holds(examiners):
    """How long first submissions hold the chain's end, commit included; queries of one."""
    from events import outbox
    from tests.cast import make_agency, make_member, make_office, make_staff
    from tests.submissions import make_draft

    outbox.queue = lambda mail: None  # no worker beside us
    office = make_office()
    for _ in range(examiners - office.staff.count()):
        make_staff(None, "examiner", office=office)
    member = make_member(agency=make_agency(office=office))
    held, queries, spent = [], [], []
    for _ in range(SUBMISSIONS):
        draft = make_draft(member)
        with watched() as watch:
            draft.submit(by=member)
        held.append((watch.stood - watch.locked) * 1000)
        queries.append(watch.queries)
        spent.append(watch.spent * 1000)
    print(
        f"{examiners} examiners: {max(queries)} queries, held {min(held):.1f} to {max(held):.1f} "
        f"ms, of it {statistics.median(spent):.1f} ms of CPU in Python"
    )
    return all(
        (
            verdict(f"queries of a submission, {examiners} examiners", max(queries), 30, ""),
            verdict(f"lock held, median, {examiners} examiners", statistics.median(held), 5, "ms"),
        )
    )


class Watch:
    """Notes when a transaction got the chain's end, how long it waited, and when it stood."""

    def __init__(self):
        self.queries, self.waited, self.locked, self.stood, self.spent = 0, 0, None, None, 0

    def __call__(self, execute, sql, params, many, context):
        from django.db import transaction

        self.queries += 1
        if "events_chain" not in sql or "FOR UPDATE" not in sql:
            return execute(sql, params, many, context)
        begun = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            now = time.perf_counter()
            self.waited += now - begun
            if self.locked is None:
                self.locked, self.spent = now, time.process_time()
                transaction.on_commit(self.stand)

    def stand(self):
        self.stood, self.spent = time.perf_counter(), time.process_time() - self.spent


@contextmanager
def watched():
    from django.db import connection

    watch = Watch()
    with connection.execute_wrapper(watch):
        yield watch


def furnish(count):
    """So many offices with one file and one examiner each."""
    from tests.cast import make_agency, make_member, make_office, make_staff
    from tests.submissions import make_submitted

    files = []
    for n in range(count):
        office = make_office(f"71{n:02}")
        examiner = make_staff(None, "examiner", office=office)
        file = make_submitted(make_member(agency=make_agency(office=office)))
        file.__class__.objects.filter(pk=file.pk).update(office=office)
        files.append((file.pk, examiner.pk))
    return files


def writers(files, seconds):
    """Verbs a second of one process for each file, and the share of their time that they wait."""
    pipes = []
    for file in files:
        reading, writing = os.pipe()
        if os.fork() == 0:
            try:
                os.close(reading)
                os.write(writing, " ".join(map(str, take_and_give_back(*file, seconds))).encode())
            finally:
                os._exit(0)
        os.close(writing)
        pipes.append(reading)
    told = [os.fdopen(pipe).read().split() for pipe in pipes]
    for _ in files:
        os.wait()
    verbs = sum(int(count) for count, *_ in told)
    waited = sum(float(wait) for _, wait, _ in told)
    cpu = sum(float(spent) for *_, spent in told)
    rate, share = verbs / seconds, waited / (seconds * len(files))
    print(
        f"{len(files):2} writers: {rate:6.1f} verbs/s, {share:5.1%} of the time at the chain's "
        f"end, {cpu / seconds:.2f} cores of CPU in Python",
        flush=True,
    )
    return rate, share


def take_and_give_back(file, examiner, seconds):
    """(how many verbs, seconds at the lock, seconds of CPU) of one examiner."""
    from django.db import connections

    from accounts.models import User
    from requests_app.models import Submission

    for alias in connections:
        connections[alias].connection = None  # the parent's, not ours to close
    person, file = User.objects.get(pk=examiner), Submission.objects.get(pk=file)
    verbs, end, spent = 0, time.monotonic() + seconds, time.process_time()
    with watched() as watch:
        while time.monotonic() < end:
            file.begin_examination(by=person)
            file.give_back(by=person, reason="Berhalangan.")
            verbs += 2
    return verbs, watch.waited, time.process_time() - spent


if __name__ == "__main__":
    sys.exit(not main(*[float(word) for word in sys.argv[1:]] or [10]))
