"""gunicorn as `gunicorn.conf.py` has it: no request without an answer, the balancer told first."""

import http.client
import os
import signal
import time

import pytest
from django.conf import settings

from tests.ops.conftest import PYTHON, Programs, clean_environment, free_port, status_of, wait_until

pytestmark = pytest.mark.one_database
DRAINS = 2  # seconds


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    programs = Programs(tmp_path_factory.mktemp("web"))
    yield programs
    programs.end()


@pytest.fixture(scope="module")
def serve(running):
    """Start the web server of the portal with the tests' application; its port and process."""

    def serve(drains=DRAINS):
        port = free_port()
        words = ["-m", "gunicorn", "tests.ops.hosts.slow", "-b", f"127.0.0.1:{port}", "-w", "2"]
        environment = clean_environment(
            ENV_FILE=os.devnull,
            VAR_DIR=running.folder / "var",
            DRAIN_SECONDS=drains,
            DJANGO_SETTINGS_MODULE="romantik.settings",
        )
        words += ["-k", "gthread", "--threads", "8", "--no-control-socket"]
        process = running.start(f"web{port}", [PYTHON, *words], environment)
        wait_until(lambda: status_of(f"http://127.0.0.1:{port}/") == 200)
        return port, process

    return serve


def test_a_request_on_a_line_that_was_idle_for_a_while_is_answered(serve):
    """A reader thinks, then goes on. gunicorn by itself closes the line after two seconds, and
    what was sent in that moment had no answer: 30 of 865 requests of 50 people."""
    port, _ = serve()
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    for pause in (0, 2.5):
        time.sleep(pause)
        line.request("GET", "/")
        answer = line.getresponse()
        assert (answer.status, answer.read()) == (200, b"200 OK")
    line.close()


def test_who_shall_end_tells_the_balancer_goes_on_and_finishes_what_is_under_way(serve):
    port, process = serve()
    slow = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    process.send_signal(signal.SIGTERM)
    began = time.monotonic()

    wait_until(lambda: status_of(f"http://127.0.0.1:{port}/siap/") == 503, 1)
    slow.request("GET", "/lambat/")  # the balancer has not looked yet
    wait_until(lambda: status_of(f"http://127.0.0.1:{port}/") is None, DRAINS + 2)
    assert time.monotonic() - began > DRAINS - 0.2
    assert process.poll() is None
    assert slow.getresponse().read() == b"503 Service Unavailable"
    assert process.wait(10) == 0


def test_told_twice_it_ends_at_once(serve):
    port, process = serve(drains=20)
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    wait_until(lambda: status_of(f"http://127.0.0.1:{port}/") in (503, None), 1)
    process.send_signal(signal.SIGTERM)

    assert process.wait(10) == 0
    assert time.monotonic() - began < 18


def test_nginx_and_caddy_let_an_idle_line_go_before_the_server_does():
    """Who sends must be the one that closes first."""
    from runpy import run_path

    kept = run_path(str(settings.BASE_DIR / "gunicorn.conf.py"))["keepalive"]
    caddy = (settings.BASE_DIR / "deploy/Caddyfile").read_text()
    nginx = (settings.BASE_DIR / "deploy/nginx/server.conf").read_text()

    assert kept > 60  # nginx keeps a line to the portal for so long where nothing else is said
    assert "keepalive 20s" in caddy
    assert "keepalive_timeout 30s" in nginx
