"""Whoever watches the portal from outside."""

import pytest

from tests.ops.receiver import Receiver, read

TOKEN = "angka-untuk-pengawas-saja"


@pytest.fixture
def receiver():
    """A service on this machine."""
    with Receiver() as server:
        yield server
        server.shutdown()


@pytest.fixture
def figures(client, settings):
    """Ask for the figures as Prometheus does; a name without labels gives its value."""
    settings.METRICS_TOKEN = TOKEN

    def ask():
        answer = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
        assert answer.status_code == 200
        found = read(answer.content.decode())
        return found | {key[0]: value for key, value in found.items() if len(key) == 1}

    return ask
