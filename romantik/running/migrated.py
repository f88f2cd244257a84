"""Has the database all tables that this code asks for?"""

from importlib import import_module
from pkgutil import iter_modules

from django.apps import apps
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def missing(line=connection):
    """Migrations that have not been applied, as (app, name).

    A database that has more than this code knows lacks nothing: another host is ahead already.
    """
    applied = set(MigrationRecorder(line).applied_migrations())
    if applied.issuperset(_here()):  # their names alone: nothing is loaded where all is well
        return []
    executor = MigrationExecutor(line)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [(each.app_label, each.name) for each, _ in plan]


def refuse_to_start():
    """End with one sentence where a migration is missing; a database that is away may come."""
    try:
        lacking = missing()
    except Error:
        return
    finally:
        connection.close()
    if lacking:
        app, name = lacking[0]
        raise SystemExit(
            "Romantik cannot start: the database lacks migrations of this version "
            f"({len(lacking)}, first {app}.{name}). "
            "Run `python manage.py migrate` once, then start again."
        )


def _here():
    """What lies in this version's folders of migrations."""
    for config in apps.get_app_configs():
        name, _ = MigrationLoader.migrations_module(config.label)
        try:
            folder = import_module(name).__path__
        except (ModuleNotFoundError, AttributeError):  # no models, or switched off
            continue
        for module in iter_modules(folder):
            if module.name[0] not in "_~":
                yield config.label, module.name
