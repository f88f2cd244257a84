"""Rows that neither the portal nor an operator can change by accident."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from events.models import Event, Mail
from events.outbox import enqueue_message
from events.write_once import WriteOnce, guarded, lifted
from letters.guards import GUARDS
from tests.cast import make_office
from workdays.models import Holiday


def refused(action):
    with pytest.raises(IntegrityError, match="write once"), transaction.atomic():
        action()
    return True


def test_an_event_is_neither_changed_nor_deleted(office, move):
    event = move(office)

    assert refused(lambda: Event.objects.update(action="office.stay"))
    assert refused(lambda: Event.objects.filter(pk=event.pk).delete())
    assert refused(event.save)
    assert Event.objects.get() == event


def test_the_words_of_a_mail_stay_while_its_state_moves(office):
    mail = enqueue_message("moving_day", "sari@example.go.id", "Pindah", "Kami pindah.")

    assert refused(lambda: Mail.objects.update(text="Kami tinggal."))
    assert refused(lambda: Mail.objects.update(to="joko@example.go.id"))
    assert refused(mail.delete)
    assert Mail.objects.update(state=Mail.State.FAILED) == 1


@pytest.fixture
def closed_days_are_frozen(transactional_db):
    """A rule like that of the frozen answers: one column, on a condition, deleting allowed."""
    rule = WriteOnce("Holiday", columns=["name"], when="OLD.kind = 'closed'", allow_delete=True)
    state = ProjectState.from_apps(Holiday._meta.apps)
    with connection.schema_editor(atomic=False) as editor:
        rule.database_forwards("workdays", editor, state, state)
    yield
    with connection.schema_editor(atomic=False) as editor:
        rule.database_backwards("workdays", editor, state, state)


def test_a_rule_may_hold_for_some_columns_on_a_condition(closed_days_are_frozen, office):
    closed = Holiday.objects.create(day="2026-12-31", name="Banjir", office=office)
    opened = Holiday.objects.create(day="2026-12-24", name="Lembur", office=office, kind="open")

    assert Holiday.objects.filter(pk=opened.pk).update(name="Lembur bersama") == 1
    assert Holiday.objects.filter(pk=closed.pk).update(deed="SE 12/2026") == 1
    assert refused(lambda: Holiday.objects.filter(pk=closed.pk).update(name="Kering"))
    assert Holiday.objects.filter(pk=closed.pk).update(kind="open", name="Banjir") == 1
    assert Holiday.objects.all().delete()[0] == 2


def test_a_rule_that_was_taken_back_leaves_no_trigger(transactional_db):
    before = guarded(connection)
    rule = WriteOnce("Holiday", name="trial")
    state = ProjectState.from_apps(Holiday._meta.apps)
    with connection.schema_editor(atomic=False) as editor:
        rule.database_forwards("workdays", editor, state, state)
        assert set(guarded(connection).values()) > set(before.values())
        rule.database_backwards("workdays", editor, state, state)

    assert guarded(connection) == before


def test_every_rule_stands(db):
    """On SQLite a migration that makes a table anew drops its triggers: repeat the rule there."""
    migrations = MigrationLoader(connection).disk_migrations.items()
    tables = [
        (apps.get_model(app, rule.model_name)._meta.db_table, rule)
        for (app, _), migration in migrations
        for rule in migration.operations
        if isinstance(rule, WriteOnce)
    ]
    tables += [(apps.get_model("letters", rule.model_name)._meta.db_table, rule) for rule in GUARDS]
    expected = {f"write_once_{table}_{rule.name}_update" for table, rule in tables}

    assert {name for name in guarded(connection) if name.endswith("_update")} == expected
    assert "write_once_events_event_row_update" in expected


def test_lifted_rules_come_back(office, move):
    move(office)
    before = guarded(connection)

    with lifted(connection):
        Event.objects.update(action="office.move")

    assert guarded(connection) == before
    assert refused(lambda: Event.objects.update(action="office.stay"))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_a_test_that_commits_leaves_the_tables_empty_and_guarded(move, time):
    assert Event.objects.count() == 0

    move(make_office())

    assert refused(lambda: Event.objects.update(action="office.stay"))


@pytest.mark.django_db(transaction=True)
def test_a_whole_table_is_not_emptied_either(move):
    move(make_office())
    empty = "DELETE FROM {}" if connection.vendor == "sqlite" else "TRUNCATE {} CASCADE"

    with connection.cursor() as cursor:
        assert refused(lambda: cursor.execute(empty.format("events_event")))
