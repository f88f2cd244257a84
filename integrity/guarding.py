"""Whether the rules that rows are written once stand in the database."""

from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from events.write_once import POSTGRESQL_REFUSAL, STOOD_UP, WriteOnce, guarded

REFUSING_BODY = POSTGRESQL_REFUSAL.split("$$")[1]


def faults():
    """What is missing or switched off, in sentences."""
    lost = sorted(expected() - set(guarded(connection)))
    if lost:
        yield f"Aturan “tulis sekali” hilang dari basis data: {', '.join(lost)}."
    if connection.vendor == "postgresql":
        yield from _faults_on_postgresql()


def expected():
    """Names of the triggers that this version's migrations and apps put up."""
    rules = list(STOOD_UP)
    for (app, _), migration in MigrationLoader(None).disk_migrations.items():
        rules += [(app, rule) for rule in migration.operations if isinstance(rule, WriteOnce)]
    return {
        name
        for app, rule in rules
        for name in rule.triggers(apps.get_model(app, rule.model_name), connection)
    }


def _faults_on_postgresql():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled NOT IN ('O', 'A') "
            "AND tgname LIKE 'write_once%%' ORDER BY tgname"
        )
        if off := [name for (name,) in cursor.fetchall()]:
            yield f"Aturan “tulis sekali” dimatikan: {', '.join(off)}."
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'write_once_refuse'")
        if any(body != REFUSING_BODY for (body,) in cursor.fetchall()):
            yield "Fungsi yang menolak perubahan (write_once_refuse) telah diganti."
