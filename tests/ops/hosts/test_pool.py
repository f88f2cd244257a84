"""The portal behind PgBouncer in transaction mode, with three lines for everybody."""

import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.test import Client
from django.urls import reverse

from events.chain import verify
from events.models import Event
from events.once import TOKEN
from letters.models import Letter
from letters.registers import faults
from requests_app.models import Submission
from romantik import patience
from romantik.management.commands import doctor
from tests.letters.conftest import at_once
from tests.letters.test_registers import another
from tests.ops.hosts.conftest import ROLE, asked
from tests.ops.hosts.servers import with_place
from tests.submissions import make_submitted

pytestmark = pytest.mark.usefixtures("pool")


def test_eight_at_once_number_letters_without_a_gap(letter, hasan, key):
    letters = [another(letter) for _ in range(8)]

    assert at_once(lambda one: one.take_up(by=hasan), letters) == []

    taken = Letter.objects.filter(state="numbered")
    assert sorted(taken.values_list("sequence", flat=True)) == list(range(1, 9))
    assert sorted(taken.values_list("identity_sequence", flat=True)) == list(range(1, 9))
    assert faults() == []
    assert verify() == (Event.objects.count(), "")


def test_eight_presses_of_one_form_begin_one_file(sari):
    def begin(number):
        browser = Client()
        browser.force_login(sari)
        answer = browser.post(reverse("submission_new"), {"edition": "fs3_2021", TOKEN: "a" * 32})
        assert answer.status_code == 302

    assert at_once(begin, range(8)) == []
    assert Submission.objects.count() == 1


@pytest.mark.parametrize("address", ["submissions_csv", "submissions_xlsx"])
def test_long_tables_are_read_in_one_transaction(client, sari, ratna, address, monkeypatch):
    monkeypatch.setattr("requests_app.views.exports.AT_ONCE", 1)
    codes = {make_submitted(sari).code for _ in range(3)}
    client.force_login(ratna)
    opened, line = [], connections["default"]
    named = line.create_cursor

    def opening(name=None):
        opened.append(name and patience.longer.get())
        return named(name)

    monkeypatch.setattr(line, "create_cursor", opening)

    table = client.get(reverse(address)).getvalue()

    # Cursors of the server's own: not all rows are fetched at once. Each may take its time.
    assert set(filter(None, opened)) == {patience.EXPORT.statement}
    assert patience.longer.get() == 0
    assert not connection.in_atomic_block
    if address == "submissions_csv":
        assert {line.split(";")[0] for line in table.decode().splitlines()[1:]} == codes


def test_outside_a_transaction_no_cursor_stays_open(sari):
    assert connection.chunked_cursor().name is None
    with transaction.atomic():
        assert connection.chunked_cursor().name.startswith("_django_curs_")


def test_the_roles_limits_hold_behind_it(pool, elsewhere):
    line = connections.settings["default"]
    assert doctor.unlimited() == (
        "idle_in_transaction_session_timeout, lock_timeout, statement_timeout: "
        "manage.py limit_role ROLE --limits"
    )
    call_command("limit_role", ROLE, limits="web", verbosity=0)

    elsewhere(default=with_place(dict(line), pool.folder, pool.port, POOLED=True, USER=ROLE))
    patience.keep_to(patience.WEB)
    try:
        told = {name: asked("default", f"SHOW {name}") for name in patience.LIMITS["web"]}
        unlimited = doctor.unlimited()
    finally:
        elsewhere(default=with_place(dict(line), pool.folder, pool.port, POOLED=True))
        asked("default", f"DROP OWNED BY {ROLE}; DROP ROLE {ROLE}; SELECT 1")

    assert told == {
        "statement_timeout": "3500ms",
        "lock_timeout": "3s",
        "idle_in_transaction_session_timeout": "1min",
    }
    assert unlimited == ""
