"""Several hosts: programs of their own, each with a folder of its own, on one database."""

import os
from urllib.parse import quote, urlsplit

import pytest
from django.db import connection

from tests.ops.conftest import PYTHON, VALKEY, clean_environment, wait_until


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
