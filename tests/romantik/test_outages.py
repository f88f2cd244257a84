"""What people are told when the portal is not to blame, and how soon."""

import errno
import logging
import socket
import sqlite3
import time
from types import SimpleNamespace

import psycopg2
import pytest
from django.db import InterfaceError, OperationalError
from django.urls import reverse
from pytest_django.asserts import assertContains

from files.storing.trouble import StoreAway
from romantik import patience
from romantik.logs import OneLine
from romantik.serving.incidents import incident
from romantik.serving.outages import AWAY, BUSY, FULL, STORE_AWAY, meaning_of
from romantik.views import home


def wrapped(problem, kind=OperationalError):
    error = kind(str(problem))
    error.__cause__ = problem
    return error


def of_sqlite(code):
    problem = sqlite3.OperationalError("as SQLite says it")
    problem.sqlite_errorcode = code
    return wrapped(problem)


@pytest.fixture
def failing(client, monkeypatch):
    """The home page, with something wrong behind it."""
    client.raise_request_exception = False

    def fail(problem):
        def trouble(*args, **kwargs):
            raise problem

        monkeypatch.setattr(home, "render", trouble)
        return client.get("/?cari=air")

    return fail


@pytest.mark.parametrize(
    ("problem", "outage"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), FULL),
        (OSError(errno.EACCES, "Permission denied"), None),
        (StoreAway("Tempat berkas (S3) tidak menjawab."), STORE_AWAY),
        (of_sqlite(sqlite3.SQLITE_FULL), FULL),
        (of_sqlite(sqlite3.SQLITE_BUSY), BUSY),
        (of_sqlite(sqlite3.SQLITE_BUSY | 2 << 8), BUSY),  # a snapshot too old
        (of_sqlite(sqlite3.SQLITE_IOERR), AWAY),
        (of_sqlite(sqlite3.SQLITE_ERROR), None),  # no such table
        (wrapped(psycopg2.OperationalError("Connection refused")), AWAY),
        (wrapped(psycopg2.InterfaceError("connection already closed"), InterfaceError), AWAY),
        (ValueError("a mistake"), None),
    ],
)
def test_an_error_means_an_outage_or_a_mistake(problem, outage):
    assert meaning_of(problem) == outage


@pytest.mark.parametrize(
    ("code", "outage"),
    [
        ("53100", FULL),
        ("57014", BUSY),
        ("55P03", BUSY),
        ("57P01", AWAY),
        ("25006", AWAY),  # it follows another server since a moment
        ("42P01", None),
    ],
)
def test_states_of_postgresql(code, outage):
    problem = psycopg2.errors.lookup(code)("as PostgreSQL says it")
    error = OperationalError("")

    class Told(Exception):
        pgcode = code

    error.__cause__ = Told(str(problem))
    assert meaning_of(error) == outage


@pytest.mark.django_db
def test_a_full_disk_is_told_in_words(failing):
    page = failing(OSError(errno.ENOSPC, "No space left on device"))

    assert (page.status_code, page.headers["Retry-After"]) == (507, "60")
    assertContains(page, "<h1>Ruang simpan portal penuh</h1>", status_code=507, html=True)
    assertContains(page, 'href="/?cari=air"', status_code=507)


@pytest.mark.django_db
def test_a_refusing_database_is_no_mistake_of_the_portal(failing):
    page = failing(wrapped(psycopg2.OperationalError("Connection refused")))

    assert (page.status_code, page.headers["Retry-After"]) == (503, "10")
    assertContains(page, "Portal belum dapat menjawab", status_code=503)


@pytest.mark.django_db
def test_a_mistake_has_the_number_of_its_lines_in_the_log(failing, caplog):
    page = failing(ValueError("a mistake"))

    number = page.headers["X-Request-ID"]
    assert (page.status_code, "Retry-After" in page.headers) == (500, False)
    assertContains(page, f'<span class="code">{number}</span>', status_code=500, html=True)
    line = OneLine("[{incident}] {message}", style="{").format(caplog.records[-1])
    assert line.startswith(f"[{number}] Internal Server Error: / | Traceback")
    assert "\n" not in line


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "is_taken"), [("proxy-4f2a.9", True), ("a b", False), ("<b>12345678", False)]
)
def test_a_number_is_taken_from_a_proxy_if_it_is_one(client, given, is_taken):
    answer = client.get(reverse("health"), headers={"X-Request-ID": given})

    assert (answer.headers["X-Request-ID"] == given) is is_taken
    assert incident.get() == answer.headers["X-Request-ID"]


@pytest.mark.django_db
def test_machines_are_told_as_a_problem(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr(
        "catalogue.views.machines.take_share", lambda *_: (_ for _ in ()).throw(out_of_room())
    )

    answer = client.get("/api/v1/kegiatan/")

    assert answer.headers["Content-Type"] == "application/problem+json"
    assert (answer.status_code, answer.json()["title"]) == (507, "Ruang simpan penuh")


def out_of_room():
    return OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.django_db
def test_health_tells_of_a_full_disk(client, monkeypatch):
    assert client.get(reverse("health")).json() == {"sehat": True}
    monkeypatch.setattr("romantik.running.room.ENOUGH", 1 << 60)

    answer = client.get(reverse("health"))

    assert (answer.status_code, answer.json()) == (503, {"sehat": False})


def test_health_asks_for_no_session(client, monkeypatch):
    monkeypatch.setattr("romantik.views.health.database_answers", lambda: False)
    client.cookies["sessionid"] = "somebody"  # whoever it is would be looked for in the database

    assert client.get(reverse("health")).status_code == 503


@pytest.fixture
def silent_server():
    """Takes calls and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def line():
    """Psycopg waits as in the web server, only shorter."""
    from psycopg2.extensions import set_wait_callback

    line = patience.Line(patience.Patience(line=0.3, statement=0.3, lock=0.2, idle=1))
    set_wait_callback(line)
    yield line
    set_wait_callback(None)


@pytest.mark.one_database
def test_a_silent_server_is_given_up_and_then_left_alone(silent_server, line):
    def seconds():
        began = time.monotonic()
        with pytest.raises(psycopg2.OperationalError, match=patience.SILENT):
            psycopg2.connect(host="127.0.0.1", port=silent_server, user="u", dbname="d")
        return time.monotonic() - began

    assert 0.3 <= seconds() < 1
    assert seconds() < 0.2
    line.rests_until[("127.0.0.1", silent_server)] -= 2  # some seconds later one goes ahead
    assert 0.3 <= seconds() < 1


def test_the_web_waits_less_than_a_worker(monkeypatch):
    monkeypatch.setattr(patience, "_listen", lambda patience: None)
    postgresql = {"ENGINE": "django.db.backends.postgresql", "OPTIONS": {"options": "-c a=1"}}
    sqlite = {"ENGINE": "django.db.backends.sqlite3", "OPTIONS": {"timeout": 20}}
    databases = {"default": postgresql, "other": sqlite}
    monkeypatch.setattr(patience, "settings", SimpleNamespace(DATABASES=databases))

    patience.keep_to(patience.WEB)

    assert sqlite["OPTIONS"] == {"timeout": 3}
    assert postgresql["OPTIONS"] == {
        "options": "-c a=1 -c statement_timeout=3500 -c lock_timeout=3000 "
        "-c idle_in_transaction_session_timeout=60000"
    }
    assert patience.WORK.statement > patience.WEB.statement


def test_a_line_of_the_log_is_one_line():
    record = logging.LogRecord("a", logging.INFO, "", 0, "one\ntwo", None, None)

    assert OneLine("{message}", style="{").format(record) == "one | two"
