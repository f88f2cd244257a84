"""`/metrics` is there for whom the settings name, and for nobody else."""

import subprocess
import sys

import pytest
from django.conf import settings as configured

from romantik.environment import ValidationError, refuse_open_figures
from romantik.hosts.services import networks
from tests.ops.conftest import clean_environment
from tests.romantik.watching.outside.conftest import TOKEN

RIGHT = {"Authorization": f"Bearer {TOKEN}"}
HEAVY = ("prometheus_client", "sentry_sdk", "opentelemetry.instrumentation")


def test_nobody_finds_figures_unless_they_are_switched_on(client, db):
    told = client.get("/metrics", headers=RIGHT)

    assert told.status_code == 404
    assert told.content == client.get("/metrics", headers=RIGHT).content
    assert b"romantik_" not in told.content


@pytest.mark.parametrize("given", ["", f"Bearer {TOKEN}x", f"Basic {TOKEN}", TOKEN, "Bearer ë"])
def test_a_wrong_token_is_answered_as_an_unknown_address_is(client, db, settings, given):
    settings.METRICS_TOKEN = TOKEN
    refused = client.get("/metrics", headers={"Authorization": given})
    unknown = client.get("/metrik", headers={"Authorization": given})

    assert (refused.status_code, unknown.status_code) == (404, 404)
    assert len(refused.content) - len(unknown.content) in range(-8, 9)  # the address itself


@pytest.mark.parametrize(
    ("address", "status"),
    [("10.0.0.5", 200), ("::ffff:10.0.0.5", 200), ("10.0.1.5", 404), ("fd00::9", 200), ("-", 404)],
)
def test_the_address_must_be_of_a_network_that_is_named(client, db, settings, address, status):
    settings.METRICS_FOR = ["10.0.0.0/24", "fd00::/8"]

    assert client.get("/metrics", REMOTE_ADDR=address).status_code == status


def test_behind_a_proxy_nobody_chooses_his_address(client, db, settings):
    settings.METRICS_FOR, settings.ALLAUTH_TRUSTED_PROXY_COUNT = ["10.0.0.5"], 1
    settings.METRICS_TOKEN = TOKEN

    def asked(seen):
        headers = RIGHT | {"X-Forwarded-For": seen}
        return client.get("/metrics", headers=headers, REMOTE_ADDR="172.18.0.3").status_code

    assert asked("203.0.113.9, 10.0.0.5") == 200
    assert asked("10.0.0.5, 203.0.113.9") == 404


def test_address_and_token_are_both_asked_for_where_both_are_set(client, db, settings):
    settings.METRICS_FOR, settings.METRICS_TOKEN = ["10.0.0.5"], TOKEN

    assert client.get("/metrics", REMOTE_ADDR="10.0.0.5").status_code == 404
    assert client.get("/metrics", REMOTE_ADDR="10.0.0.6", headers=RIGHT).status_code == 404
    assert client.get("/metrics", REMOTE_ADDR="10.0.0.5", headers=RIGHT).status_code == 200


def test_figures_are_asked_for_and_nothing_is_sent_there(client, db, settings):
    settings.METRICS_TOKEN = TOKEN
    ways = ("get", "head", "post", "put", "delete", "trace")

    answers = [getattr(client, way)("/metrics", headers=RIGHT).status_code for way in ways]
    assert answers == [200, 200, 405, 405, 405, 405]


@pytest.mark.one_database
def test_an_address_alone_is_refused_where_a_proxy_may_lend_its_own():
    """A proxy that sends no X-Forwarded-For is asked by everybody, and has one address."""
    refuse_open_figures(["172.18.0.0/16"], "", 0)
    refuse_open_figures(["172.18.0.0/16"], TOKEN, 1)
    refuse_open_figures([], "", 1)
    with pytest.raises(SystemExit, match="METRICS_FOR needs METRICS_TOKEN, too, where PROXIES"):
        refuse_open_figures(["172.18.0.0/16"], "", 1)


ODD = ("text/plain; version=abc", "application/openmetrics-text; version=satu", ";;;=,", "\xff")


@pytest.mark.parametrize("accept", ODD)
def test_whatever_form_is_asked_for_the_plain_one_comes(client, db, settings, accept):
    settings.METRICS_TOKEN = TOKEN
    answer = client.get("/metrics", headers=RIGHT | {"Accept": accept})

    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"


@pytest.mark.one_database
def test_a_network_that_cannot_be_meant_is_refused():
    networks(["10.0.0.5", "10.0.0.0/24", "fd00::/8"])
    for wrong in ("10.0.0.5/24", "prometheus", "*"):
        with pytest.raises(ValidationError):
            networks([wrong])


@pytest.mark.one_database
def test_a_portal_that_nobody_watches_loads_nothing_for_it(tmp_path):
    """Neither the web server with its layers nor the worker."""
    asked = (
        "import sys; from django.core.wsgi import get_wsgi_application; get_wsgi_application();"
        "from romantik.watching import beginning; [beginning.watch(role) for role in"
        "('web', 'worker', 'beat', 'watch')];"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-c", asked],
        cwd=configured.BASE_DIR,
        env=clean_environment(
            ENV_FILE="/dev/null", VAR_DIR=tmp_path, DJANGO_SETTINGS_MODULE="romantik.settings"
        ),
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout.strip() == "[]"
