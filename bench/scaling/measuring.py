"""The demonstration is acted out in an empty database, used as people do, and what it cost kept."""

import os
import platform
import resource
import tempfile
from contextlib import contextmanager
from datetime import date
from io import StringIO
from pathlib import Path

from celery.schedules import crontab
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from bench.ground import fresh_database
from bench.scaling.meter import Meter
from romantik.celery import app

STORIES, SAVES = 3, 12
NEVER = {"backups.tasks.run_waiting"}  # bench/restore.py measures those


def measured():
    """Everything that `reckoning.Reckoning` asks for."""
    with fresh_database(), private_folder() as folder:
        settings.PASSWORD_HASHERS = real_hashers()
        call_command("reference", verbosity=0)
        quiet = recurring(Meter())
        empty, before = database_bytes(), rows()
        call_command("demo", verbosity=0, stdout=StringIO())
        filled, files = database_bytes(), submissions()
        busy = recurring(Meter())
        told = used(folder)
        grown = {name: count - before.get(name, 0) for name, count in rows().items()}
        done = submissions()
    return told | {
        "at": date.today().isoformat(),  # noqa: DTZ011  of the note, not of an office
        "machine": f"{os.cpu_count()} cores, {connection.vendor}, {python()}",
        "load": round(os.getloadavg()[0], 1),
        "demonstration": files,
        "database_bytes": (filled - empty) / files,
        "rows": {name: round(n / done, 2) for name, n in sorted(grown.items()) if n / done >= 0.5},
        "recurring": {
            name: {"empty": quiet[name], "full": busy[name], "a_day": times_a_day(name)}
            for name in quiet
        },
    }


def used(folder):
    """Stories, saves, log-in and readers; costs by name and what one of each is in all."""
    from bench.scaling.stories import People
    from events.models import Event, Mail
    from letters.models import Letter

    parts, letters = {}, []
    meter = Meter()
    people = People(meter)
    warm(people)
    events, mails = Event.objects.count(), Mail.objects.count()
    meter.found.clear()
    with meter.running():
        for number in range(1, STORIES + 1):
            survey = people.file(number)
            people.sign(survey)
            letters.append(len(Letter.objects.latest("pk").document()))
    parts["story"] = meter.total(is_request).times(1 / STORIES)
    parts["work"] = meter.total(is_task).times(1 / STORIES)
    costs = kept(meter)
    counted = {name: len(all_of_it) / STORIES for name, all_of_it in meter.found.items()}
    events, mails = Event.objects.count() - events, Mail.objects.count() - mails
    for part, deed in deeds(people, survey).items():
        meter.found.clear()
        with meter.running():
            deed()
        times = sum(map(len, meter.found.values()))
        parts[part] = meter.total().times(1 / times)
        costs |= {name: cost for name, cost in kept(meter).items() if name not in costs}
    return {
        "costs": costs,
        "counted": counted,
        "parts": {name: rounded(cost) for name, cost in parts.items()},
        "requests": sum(count for name, count in counted.items() if is_request(name)),
        "events": events / STORIES,
        "mails": mails / STORIES,
        "letter_bytes": sum(letters) / STORIES,
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def deeds(people, survey):
    """What is done beside the stories; each part's cost is that of one request of it."""

    def save():
        draft = people.draft()
        people.save(draft, SAVES)

    return {
        "save": save,
        "look": lambda: people.look(survey),
        "read": people.read,
        "log_in": people.log_in,
    }


def warm(people):
    """Templates, fonts and connections are there from here on, as in a process that serves."""
    with people.meter.running():
        people.sign(people.file(99))
        people.read()
        people.log_in()


def recurring(meter):
    """Milliseconds of each piece of recurring work; once to warm up, then the one that counts."""
    app.loader.import_default_modules()
    found = {}
    with meter.running():
        for entry in app.conf.beat_schedule.values():
            name = entry["task"]
            if name in NEVER:
                continue
            for _ in range(2):
                app.tasks[name].apply(throw=True)
            cost = meter.found[f"task {name}"][-1]
            found[name] = {"own": round(cost.own, 1), "database": round(cost.database, 1)}
    return found


def times_a_day(name):
    """How often it is handed out within a day."""
    schedule = next(e["schedule"] for e in app.conf.beat_schedule.values() if e["task"] == name)
    if isinstance(schedule, crontab):
        return len(schedule.hour) * len(schedule.minute)
    return 86400 / schedule


def is_task(name):
    return name.startswith("task ")


def is_request(name):
    return not is_task(name)


def kept(meter):
    return {name: rounded(meter.middle(name)) for name in sorted(meter.found)}


def rounded(cost):
    return {name: round(part, 1) for name, part in cost._asdict().items()}


def python():
    return f"Python {platform.python_version()}"


def real_hashers():
    from romantik import settings as real

    return real.PASSWORD_HASHERS


def submissions():
    from requests_app.models import Submission

    return Submission.objects.count()


def rows():
    """Rows by table, of all apps."""
    return {m._meta.db_table: m._base_manager.count() for m in apps.get_models() if m._meta.managed}


def database_bytes():
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
            return cursor.fetchone()[0]
        cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        return cursor.fetchone()[0]


@contextmanager
def private_folder():
    """Files of the demonstration lie in a folder that goes with it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings.PRIVATE_ROOT = folder
        settings.STORAGES["default"]["OPTIONS"]["location"] = folder
        yield folder
