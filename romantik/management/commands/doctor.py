"""`manage.py doctor`: is everything there that the portal needs? One line each."""

import ssl

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import cache
from django.core.mail import get_connection
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from accounts.providers.trying import problem_of
from backups import making
from backups.database import postgresql
from files.outside import Trouble, outside
from files.storing import trying
from letters.signing.proof import TroubleError
from letters.statements import newest_key
from paper import fonts
from romantik.celery import app
from romantik.hosts import replicas
from romantik.running.machine import needs_to_run
from romantik.watching import log_server


class Command(BaseCommand):
    """Look at everything once and say what is missing."""

    help = "Looks at libraries, database, queue, worker, files and mail, and says what is missing."

    def handle(self, *args, **options):
        """Print one line a finding; fail when one is bad."""
        findings = [
            *machine(),
            database(),
            *hosts(),
            broker(),
            worker(),
            static_files(),
            files(),
            mail(),
        ]
        findings += [statements()]
        findings += [*buckets(), *timestamps(), *backups(), *log_lines(), *providers()]
        for what, problem in findings:
            self.stdout.write(f"{'ok     ' if not problem else 'MISSING'}  {what}  {problem}")
        if bad := sum(bool(problem) for _, problem in findings):
            raise CommandError(f"{bad} of {len(findings)} need attention.")


def machine():
    """Look for the libraries and fonts that draw letters."""
    for need in needs_to_run():
        yield need.what, "" if need.is_met else f"apt-get install {need.package}"
    yield "fonts of printed pages", "" if fonts.are_cut() else "python -m paper.fonts"


def database():
    """Look whether the database answers and has all its tables."""
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as problem:
        return "database", f"does not answer: {type(problem).__name__}"
    return "database", f"{len(plan)} migrations to do: manage.py migrate" if plan else ""


def hosts():
    """Look at replicas and pool, where the settings name them."""
    for number, alias in enumerate(replicas.aliases(), start=1):
        lag = replicas.known_lag(alias)
        if lag is None:
            yield f"replica {number}", "does not answer, or follows nobody"
        else:
            behind = f"{lag:.0f} seconds behind" if lag > settings.REPLICA_LAG else ""
            yield f"replica {number}", behind
    if settings.DATABASE_POOLED:
        yield "limits behind the pool", unlimited()
        if settings.BACKUP_TARGET and not settings.DIRECT_DATABASE:
            yield "backups past the pool", "set DATABASE_DIRECT_URL"


def unlimited():
    """Which limits PostgreSQL does not keep to for this role."""
    names = list(settings.PATIENCE["work"])
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT name FROM pg_settings WHERE name = ANY(%s) AND setting = '0'", [names]
            )
            found = sorted(name for (name,) in cursor.fetchall())
    except DatabaseError as problem:
        return f"does not answer: {type(problem).__name__}"
    return f"{', '.join(found)}: manage.py limit_role ROLE --limits" if found else ""


def broker():
    """Look whether tasks can be queued and counts kept."""
    cache.set("doctor", "well", 10)
    return "queue and cache", "" if cache.get("doctor") == "well" else "do not answer"


def worker():
    """Look whether a worker takes tasks."""
    try:
        answers = app.control.inspect(timeout=2).ping()
    except Exception as problem:  # the transport raises errors of many libraries
        return "worker", f"cannot be asked: {type(problem).__name__}"
    return "worker", "" if answers else "none answers"


def static_files():
    """Look whether the static files were collected."""
    try:
        staticfiles_storage.stored_name("css/romantik.css")
    except ValueError:
        return "static files", "manage.py collectstatic"
    return "static files", ""


def files():
    """Look whether files can be stored."""
    try:
        settings.PRIVATE_ROOT.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = settings.PRIVATE_ROOT / ".doctor"
        probe.touch()
        probe.unlink()
    except OSError as problem:
        return "private files", f"{settings.PRIVATE_ROOT}: {problem.strerror}"
    return "private files", ""


def buckets():
    """Look whether files can be stored in the bucket, and whether its server overwrites them."""
    for bucket in trying.buckets():
        tried = trying.try_out(bucket)
        said = "" if tried.keeps_first else " (its server ignores If-None-Match)"
        yield f"bucket of files {bucket.bucket_name}{said}", tried.problem


def mail():
    """Look whether the mail server lets us in; nothing is sent."""
    try:
        with get_connection(timeout=5):
            pass
    except OSError as problem:
        return "mail server", f"does not answer: {type(problem).__name__}"
    return "mail server", ""


def statements():
    """Look whether QR codes can be signed; without a key they carry an address only."""
    return "key of QR codes", "" if newest_key() else "manage.py statement_key"


def backups():
    """Look whether the place of backups answers, and whether what makes them is there."""
    if not settings.BACKUP_TARGET:
        return
    try:
        outside().names("romantik-")
        making.recipients()
        if connection.vendor == "postgresql":
            for name in ("pg_dump", "pg_restore"):
                postgresql.program(name, connection.pg_version // 10000)
    except Trouble as trouble:
        yield "backups", str(trouble)
    else:
        yield "backups", ""


def providers():
    """Look whether each provider that people sign in by answers as itself."""
    for provider in settings.SIGN_IN_PROVIDERS:
        yield f"sign-in by {provider.name}", problem_of(provider)


def log_lines():
    """Look whether the log server is there and is whom its certificate says."""
    server = log_server.of_this_process()
    if server is None:
        return
    trouble = server.ask()
    if isinstance(trouble, ssl.SSLCertVerificationError):
        yield "log server", f"its certificate is not trusted: {trouble.verify_message}"
    else:
        yield "log server", f"does not answer: {type(trouble).__name__}" if trouble else ""


def timestamps():
    """Look whether the timestamp authority of the settings gives sound timestamps; asks for one."""
    if not settings.TIMESTAMP_URL:
        return
    from letters.signing.lasting.authority import ask_once

    try:
        ask_once()
    except (TroubleError, OSError, ValueError) as problem:
        yield "timestamp authority", str(problem)
    else:
        yield "timestamp authority", ""
