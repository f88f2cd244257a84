"""The task queue and the whole schedule of recurring work."""

import logging
import os
import signal
import threading
from functools import partial

from celery import Celery
from celery.contrib.django.task import DjangoTask
from celery.schedules import crontab
from celery.signals import (
    beat_init,
    before_task_publish,
    task_postrun,
    task_prerun,
    worker_init,
    worker_shutting_down,
)
from django.db import DatabaseError, InterfaceError, OperationalError, transaction

from romantik import memory, patience
from romantik.hosts.tasks import once_more
from romantik.running import migrated
from romantik.serving import maintenance
from romantik.serving.incidents import incident
from romantik.watching import beginning

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "romantik.settings")

logger = logging.getLogger(__name__)
PATIENCE = 0.8  # seconds that a page waits for the broker, once
FINISHES = 25  # seconds that a worker which shall end gives to what it is at
ELSEWHERE = "is being done already"  # the answer of recurring work that another is at


class Task(DjangoTask):
    """A task that a lost broker cannot turn into an error page; sweeps find what was not queued."""

    abstract = True

    def __call__(self, *args, **kwargs):
        """Nothing is done while the portal is maintained: sweeps find afterwards what waits, and
        whatever runs first calls for what has an hour of its own and missed it."""
        from events.recurring.leases import Lost

        if maintenance.current():
            logger.info("%s waits: the portal is maintained", self.name)
            if self.name in BY_THE_CLOCK:
                maintenance.put_off(self.name)
            return None
        for name in maintenance.take_put_off():
            if name in BY_THE_CLOCK and name != self.name:
                logger.info("%s is made up for", name)
                self._make_up_for(name)
        work = partial(super().__call__, *args, **kwargs)
        try:
            if self.name in RECURRING and self._is_from_the_queue:
                return self._in_turn(work)
            return work()
        except (OperationalError, InterfaceError, Lost) as problem:
            once_more(self, problem)
            raise

    @property
    def _is_from_the_queue(self):
        return not self.request.called_directly and not self.request.is_eager

    def _in_turn(self, work):
        """Recurring work is done once at a time, on whatever host."""
        from events.recurring.leases import in_turn

        is_done, answer, again = in_turn(self.name, work)
        if not is_done:
            logger.info("%s is being done already", self.name)
            return ELSEWHERE
        if again:
            self._queue((), {})
        return answer

    def _make_up_for(self, name):
        try:
            self.app.tasks[name].delay()
        except Exception as error:
            logger.warning("%s not queued: %s", name, error)
            maintenance.put_off(name)

    def delay_on_commit(self, *args, **kwargs):
        """Queue the task once the transaction stands; log, and go on, if the broker is away."""
        transaction.on_commit(partial(self._queue_with_patience, args, kwargs), robust=True)

    def _queue_with_patience(self, args, kwargs):
        if self.app.conf.task_always_eager:
            self.delay(*args, **kwargs)
        elif any(thread.is_alive() for thread in hanging):
            logger.warning("%s%s not queued: the broker does not answer", self.name, args)
        else:
            hanging.clear()
            thread = threading.Thread(target=self._queue, args=[args, kwargs], daemon=True)
            thread.start()
            thread.join(PATIENCE)
            if thread.is_alive():
                hanging.append(thread)

    def _queue(self, args, kwargs):
        try:
            self.delay(*args, **kwargs)
        except Exception as error:
            logger.warning("%s%s not queued: %s", self.name, args, error)


hanging = []  # threads that wait for a broker which accepted the line and then said nothing

app = Celery("romantik", task_cls=Task)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.update(
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    broker_connection_retry_on_startup=True,
    task_publish_retry_policy={"max_retries": 1, "interval_start": 0, "interval_step": 0.1},
    task_ignore_result=True,
    worker_hijack_root_logger=False,
)
app.autodiscover_tasks()

# Recurring work, one line each: what, and how often (seconds or a crontab).
app.conf.beat_schedule = {
    "sweep_outbox": {"task": "events.tasks.sweep_outbox", "schedule": 60},
    "enter_reads": {"task": "events.tasks.enter_reads", "schedule": 60},
    "sweep_letters": {"task": "letters.tasks.sweep", "schedule": 60},
    "check_registers": {
        "task": "letters.tasks.check_registers",
        "schedule": crontab(hour=1, minute=15),
    },
    # After the day has begun in every zone.
    "tell_of_vacancies": {
        "task": "letters.tasks.tell_of_vacancies",
        "schedule": crontab(hour=6, minute=20),
    },
    "keep_letters_provable": {"task": "letters.tasks.keep_letters_provable", "schedule": 600},
    # A newer package of holidays may know other days.
    "rebuild_due_dates": {
        "task": "requests_app.tasks.rebuild_due_dates",
        "schedule": crontab(hour=0, minute=5),
    },
    # Their last day ends at other hours in other zones; what they may see ends without it.
    "end_stand_ins": {"task": "requests_app.tasks.end_stand_ins", "schedule": crontab(minute=4)},
    "fold_figures": {"task": "requests_app.tasks.fold_figures", "schedule": crontab(minute=20)},
    "check_figures": {
        "task": "requests_app.tasks.check_figures",
        "schedule": crontab(hour=1, minute=35),
    },
    "tend_complaints": {
        "task": "complaints.tasks.tend_complaints",
        "schedule": crontab(hour=7, minute=15),
    },
    "tend_consultations": {
        "task": "consultations.tasks.tend_consultations",
        "schedule": crontab(hour=7, minute=20),
    },
    "remind_of_opinions": {
        "task": "opinions.tasks.remind_of_opinions",
        "schedule": crontab(hour=7, minute=25),
    },
    "tend_appeals": {
        "task": "appeals.tasks.tend_appeals",
        "schedule": crontab(hour=7, minute=25),
    },
    "go_on_with_imports": {"task": "earlier.tasks.go_on", "schedule": 300},
    "mend_catalogue": {
        "task": "requests_app.tasks.mend_catalogue",
        "schedule": crontab(hour=1, minute=45),
    },
    "remind_of_ratings": {
        "task": "complaints.tasks.remind_of_ratings",
        "schedule": crontab(hour="8,12", minute=0),
    },
    # The queues of yesterday end.
    "tidy_guest_book": {
        "task": "guestbook.tasks.tidy_up",
        "schedule": crontab(hour=0, minute=20),
    },
    # Several times a day: each tells a thing once, and a morning may have been missed.
    "remind": {
        "task": "requests_app.tasks.remind",
        "schedule": crontab(hour="7,10,13,16", minute=30),
    },
    "send_daily_mails": {
        "task": "accounts.tasks.send_daily_mails",
        "schedule": crontab(hour="6-17", minute=45),
    },
    "tend_accounts": {
        "task": "accounts.tasks.tend_accounts",
        "schedule": crontab(hour=8, minute=15),
    },
    # The nightly one, what an admin asks for, and what broke off; at most one at a time.
    "run_backups": {"task": "backups.tasks.run_waiting", "schedule": 300},
    "copy_seals": {"task": "integrity.tasks.copy_seals", "schedule": crontab(minute=15)},
    "seal_chain": {"task": "integrity.tasks.seal_chain", "schedule": crontab(minute=10)},
    "mail_seal": {"task": "integrity.tasks.mail_seal", "schedule": crontab(hour=6, minute=30)},
    # Everything that was kept is looked at within a week: a share in each of these runs.
    "look_at_shares": {
        "task": "integrity.tasks.look_at_shares",
        "schedule": crontab(hour="1-4", minute="5,35"),
    },
    "end_unseen_codes": {"task": "accounts.tasks.end_unseen_codes", "schedule": 600},
    "scan_later": {"task": "integrity.tasks.scan_later", "schedule": 600},
    "count_rooms": {"task": "accounts.tasks.count_rooms", "schedule": crontab(hour=2, minute=35)},
    "sweep_arrivals": {"task": "norms.tasks.sweep_arrivals", "schedule": crontab(minute=40)},
    # Personal data that were kept long enough, each kind by its row of the table of norms.
    "sweep_kept": {"task": "norms.tasks.sweep_kept", "schedule": crontab(hour=2, minute=15)},
}


@worker_init.connect
def prepare(**kwargs):
    """Load and count once what all processes of the worker share; what it stores is its own."""
    os.umask(0o077)
    beginning.watch("worker")
    patience.keep_to(patience.WORK)
    migrated.refuse_to_start()
    memory.load_libraries()
    memory.settle()


@beat_init.connect
def look_after_the_clock(sender, **kwargs):
    """Beat, too, tells of its errors, and does not wait for a database that says nothing."""
    from romantik.running.clock import OneClock

    beginning.watch("beat")
    if isinstance(sender.scheduler, OneClock):
        patience.keep_to(patience.WEB)


@worker_shutting_down.connect
def return_what_takes_long(how="", **kwargs):
    """Who is told to end finishes what he is at; what takes longer goes back to the queue."""
    if how == "Warm":
        timer = threading.Timer(FINISHES, os.kill, [os.getpid(), signal.SIGQUIT])
        timer.daemon = True
        timer.start()


@before_task_publish.connect
def name_the_request(headers=None, **kwargs):
    """A task knows the request that asked for it."""
    headers["asked_by"] = incident.get()


@task_prerun.connect
def number_the_lines(task=None, task_id="", **kwargs):
    """What the log says of a task carries the number of its request, else its own."""
    asked_by = getattr(task.request, "asked_by", None) or "-"
    incident.set(task_id if asked_by == "-" else asked_by)


SCHEDULE = app.conf.beat_schedule.values()
RECURRING = {entry["task"] for entry in SCHEDULE}
BY_THE_CLOCK = {each["task"] for each in SCHEDULE if isinstance(each["schedule"], crontab)}


@task_postrun.connect
def note_recurring_work(task=None, state="", retval=None, **kwargs):
    """Recurring work leaves a trace in the database: the status page tells what is late."""
    if task.name not in RECURRING or retval is ELSEWHERE or state == "RETRY":
        return
    if maintenance.current():
        return
    from events.models import Job

    error = f"{type(retval).__name__}: {retval}" if state == "FAILURE" else ""
    try:
        Job.objects.note(task.name, error)
    except DatabaseError as problem:
        logger.warning("%s left no trace: %s", task.name, type(problem).__name__)
