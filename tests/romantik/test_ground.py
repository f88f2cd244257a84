"""What the project stands on: health, static files, places."""

import stat
import subprocess
import sys

import pytest
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.cache import cache
from django.db import OperationalError, connection
from django.urls import reverse

from romantik.environment import LONGEST_SOCKET_PATH, own_address, socket_path
from romantik.running.machine import needs_to_run, needs_to_test
from tests.ops.conftest import clean_environment


@pytest.mark.django_db
def test_everybody_may_ask_whether_the_portal_is_well(client):
    response = client.get(reverse("health"))

    assert response.status_code == 200
    assert response.json() == {"sehat": True}


@pytest.mark.django_db
def test_the_portal_is_unwell_without_its_cache(client, monkeypatch):
    monkeypatch.setattr(cache, "set", lambda *arguments: None)  # forgotten, see romantik/cache.py

    response = client.get(reverse("health"))

    assert response.status_code == 503
    assert response.json() == {"sehat": False}


@pytest.mark.django_db
def test_the_portal_is_unwell_without_its_database(client, monkeypatch):
    def away():
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", away)

    response = client.get(reverse("health"))

    assert (response.status_code, response.json()) == (503, {"sehat": False})


def test_of_the_packages_only_what_pages_use_is_served():
    served = {
        f"{storage.prefix}/{path}" if getattr(storage, "prefix", "") else path
        for finder in get_finders()
        for path, storage in finder.list(None)
    }

    assert {path for path in served if path.startswith(("bootstrap", "django_htmx"))} == {
        "bootstrap/css/bootstrap.min.css",
        "django_htmx/htmx-2.min.js",
    }
    assert [path for path in served if path.endswith(".map")] == []


def test_the_queue_listens_in_the_folder_of_the_installation(tmp_path):
    assert socket_path(tmp_path) == tmp_path / "valkey.sock"


def test_a_long_folder_gets_a_socket_elsewhere_that_only_its_owner_reaches(tmp_path):
    path = socket_path(tmp_path / ("long" * 30))

    assert len(str(path)) <= LONGEST_SOCKET_PATH
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("0.0.0.0", "http://127.0.0.1:8000"),
        ("::", "http://[::1]:8000"),
        ("portal.local", "http://portal.local:8000"),
    ],
)
def test_the_run_knows_its_own_address(host, address):
    assert own_address(host, 8000) == address


def test_what_tests_need_includes_what_the_portal_needs():
    assert {need.package for need in needs_to_run()} < {need.package for need in needs_to_test()}


def test_debugging_is_refused_in_production():
    environment = clean_environment(ENV_FILE="tests/ops/production.env", DEBUG="true")
    started = subprocess.run(
        [sys.executable, "-c", "import romantik.settings"],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
    )

    assert started.stderr.startswith("Romantik cannot start: DEBUG is wrong: ")
