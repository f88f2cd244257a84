"""Several hosts: programs on one database, and the portal on servers of the test's own."""

import os
import tempfile
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client

from romantik.hosts import replicas
from romantik.hosts.postgresql.base import answered_last
from romantik.patience import WEB, Line
from tests.conftest import empty_filled_tables
from tests.letters.conftest import key, letter, numbered, signed  # noqa: F401  fixtures
from tests.ops.conftest import PYTHON, VALKEY, clean_environment, wait_until
from tests.ops.hosts.servers import (
    USER,
    Pool,
    Primary,
    Replica,
    in_tests_own_database,
    removed,
    with_place,
)

ROLE = "romantik_web_of_the_pool"
CAUGHT_UP = "SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn"


class Cluster:
    """Two servers; both are there again when a test begins."""

    def __init__(self, folder, filled_from):
        self.primary = Primary(folder / "one", filled_from)
        self.replica = Replica(folder / "two", self.primary)

    def caught_up(self):
        """Wait until the replica has what was stored so far."""
        place = asked("default", "SELECT pg_current_wal_flush_lsn()::text")
        try:
            wait_until(lambda: asked("replica1", CAUGHT_UP, place), 10)
        except AssertionError:
            pytest.fail(self.replica.log.read_text()[-1500:])

    def end(self):
        for server in (self.replica, self.primary):
            if server.is_running:
                server.kill()


def asked(alias, question, *values):
    with connections[alias].cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchone()[0]


@pytest.fixture(scope="session")
def folder():
    """One that PostgreSQL's own user may look into."""
    place = Path(tempfile.mkdtemp(prefix="pg-"))
    place.chmod(0o755)
    yield place
    removed(place)


@pytest.fixture(scope="session")
def servers(folder, django_db_setup):
    cluster = Cluster(folder, in_tests_own_database())
    yield cluster
    cluster.end()


@pytest.fixture
def client():
    """A browser: what broke inside is a page for it."""
    return Client(raise_request_exception=False)


@pytest.fixture
def patient():
    """Psycopg waits as in the web server."""
    from psycopg2.extensions import set_wait_callback

    line = Line(WEB)
    set_wait_callback(line)
    yield line
    set_wait_callback(None)


@pytest.fixture
def elsewhere(transactional_db, django_db_blocker, monkeypatch):
    """Lead the portal to other servers, `{alias: settings of its line}`, until the test ends."""
    open_line = django_db_blocker._real_ensure_connection  # tests may open the tests' own only
    monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", open_line)
    own = connections.settings["default"]
    mine, before = connections["default"], dict(own)

    def lead(**lines):
        for alias, facts in lines.items():
            connections.settings.setdefault(alias, {})
            connections.settings[alias].clear()
            connections.settings[alias].update(facts)
            connections[alias] = connections.create_connection(alias)
        ContentType.objects.clear_cache()

    yield lead
    for alias in set(connections.settings) - {"default"}:
        connections[alias].close()
        del connections[alias]
        del connections.settings[alias]
    connections["default"].close()
    own.clear()
    own.update(before)
    connections["default"] = mine
    ContentType.objects.clear_cache()
    answered_last.clear()


@pytest.fixture
def cluster(servers, elsewhere, settings, patient):
    """The portal on both servers, as `DATABASE_URL` and `REPLICA_URL` name them."""
    own = dict(connections.settings["default"])
    line = with_place(own, servers.primary.folder)
    elsewhere(default=line, replica1=with_place(own, servers.replica.folder))
    settings.DATABASE_ROUTERS = ["romantik.hosts.routing.Replicas"]
    replicas.watch.forget()
    yield servers
    patient.rests_until.clear()
    if not servers.primary.is_running:
        servers.primary.start()
    connections["default"].close()
    empty_filled_tables(connections["default"])
    replicas.watch.forget()


@pytest.fixture
def pool(folder, servers, elsewhere):
    """The portal behind PgBouncer."""
    pool = Pool(folder / "pool", servers.primary, users=[USER, ROLE])
    own = dict(connections.settings["default"])
    elsewhere(default=with_place(own, pool.folder, pool.port, POOLED=True))
    yield pool
    try:
        empty_filled_tables(connections["default"])
        connections["default"].close()
    finally:
        pool.end()
        removed(pool.folder)


@pytest.fixture
def follower(folder, servers, elsewhere, patient):
    """A server that will be promoted, beside the one that the portal writes to."""
    server = Replica(folder / "three", servers.primary)
    yield server
    server.kill()
    removed(server.folder)
    patient.rests_until.clear()
    if not servers.primary.is_running:
        servers.primary.start()
    elsewhere(default=with_place(dict(connections.settings["default"]), servers.primary.folder))
    empty_filled_tables(connections["default"])


@pytest.fixture
def postgresql(transactional_db):
    """The test's own database is one that other programs can open."""
    if connection.vendor != "postgresql":
        pytest.skip("The test database of SQLite lives in one process; PostgreSQL's run does this.")


@pytest.fixture
def queue(programs):
    """A Valkey of the test's; its address as REDIS_URL says it."""
    socket = programs.folder / "queue"
    options = ["--port", "0", "--unixsocket", str(socket), "--save", ""]
    programs.start("queue", [str(VALKEY), *options], clean_environment())
    wait_until(socket.exists)
    return f"redis+socket://{quote(str(socket))}"


@pytest.fixture
def host(postgresql, programs, tmp_path):
    """Start a program of the portal on a host that shares nothing but the database."""
    server = urlsplit(os.environ["TEST_DATABASE_URL"])
    address = server._replace(path=f"/{connection.settings_dict['NAME']}").geturl()

    def start(name, *words, **environment):
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        environment |= {"ENV_FILE": os.devnull, "VAR_DIR": folder, "DATABASE_URL": address}
        environment |= {"DJANGO_SETTINGS_MODULE": "romantik.settings"}
        return programs.start(name, [PYTHON, *words], clean_environment(**environment))

    return start
