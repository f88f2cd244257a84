"""The first Valkey dies: sentinels make the second one the first, tasks and cache go on with it."""

import time
from urllib.parse import quote

import pytest
from kombu import Connection

from romantik import broker
from romantik.cache import Cache, Client
from romantik.running import queue
from tests.ops.conftest import VALKEY, clean_environment, free_port, wait_until

pytestmark = pytest.mark.one_database
PASSWORD, OF_SENTINELS = "sandi/antrean@uji", "sandi-penjaga"


@pytest.fixture
def servers(programs, settings):
    """Two servers and three sentinels; the settings know the latter only."""
    ports = [free_port() for _ in range(5)]
    common = ["--save", "", "--bind", "127.0.0.1"]
    for name, port in zip(("first", "second"), ports[:2], strict=True):
        words = [*common, "--port", str(port), "--requirepass", PASSWORD, "--masterauth", PASSWORD]
        words += ["--replicaof", f"127.0.0.1 {ports[0]}"] if name == "second" else []
        folder = programs.folder / name
        folder.mkdir()
        programs.start(name, [str(VALKEY), *words, "--dir", str(folder)], clean_environment())
    wait_until(lambda: "Finished with success" in programs.said("second"))
    for number, port in enumerate(ports[2:]):
        file = programs.folder / f"sentinel{number}.conf"
        file.write_text(
            f"port {port}\nbind 127.0.0.1\nrequirepass {OF_SENTINELS}\n"
            f"sentinel sentinel-pass {OF_SENTINELS}\n"
            f"sentinel monitor portal 127.0.0.1 {ports[0]} 2\n"
            f"sentinel auth-pass portal {PASSWORD}\n"
            "sentinel down-after-milliseconds portal 3000\n"
            "sentinel failover-timeout portal 5000\n"
        )
        command = [str(VALKEY), str(file), "--sentinel"]
        programs.start(f"sentinel{number}", command, clean_environment())
    hosts = ",".join(f"127.0.0.1:{port}" for port in ports[2:])
    settings.REDIS_URL = f"sentinel://:{quote(PASSWORD, safe='')}@{hosts}/portal"
    settings.SENTINEL_PASSWORD = OF_SENTINELS
    settings.CELERY_BROKER_URL, settings.CACHE_URL = queue.addresses(settings.REDIS_URL)
    wait_until(lambda: all(_knows_all(programs, number) for number in range(3)))
    Client.rests_until = 0.0
    yield programs
    Client.rests_until = 0.0


def _knows_all(programs, number):
    said = programs.said(f"sentinel{number}")
    return said.count("+sentinel ") == 2 and "+slave" in said


def put(settings, words):
    """As Celery does, with what the settings tell it."""
    options = queue.options(settings.REDIS_URL, settings.SENTINEL_PASSWORD)
    with Connection(settings.CELERY_BROKER_URL, transport_options=options) as line:
        line.SimpleQueue(broker.QUEUE).put(words)


def keeps(cache, words):
    Client.rests_until = 0.0
    cache.set("key", words)
    return cache.get("key") == words


def test_tasks_and_cache_go_on_with_the_second_server(servers, settings):
    cache = Cache([settings.CACHE_URL], {})
    put(settings, "before")
    wait_until(lambda: keeps(cache, "before"))
    assert broker.queue_depth() == 1
    time.sleep(0.5)  # until the second server has it

    servers.running["first"].kill()
    began = time.monotonic()
    assert (broker.queue_depth(), cache.get("key")) == (None, None)  # told at once, no error
    wait_until(lambda: broker.queue_depth() is not None)
    assert time.monotonic() - began < 30

    put(settings, "after")
    assert broker.queue_depth() == 2
    Client.rests_until = 0.0
    assert cache.get("key") == "before"
    assert keeps(cache, "after")


@pytest.mark.parametrize(
    "address",
    [
        "sentinel://host",
        "sentinel://:pw@host:x/name",
        "sentinel://user:pw@host/name",
        "http://host",
    ],
)
def test_an_address_that_names_no_server_is_refused(address):
    with pytest.raises(Exception, match="It must"):
        queue.broker_address(address)


def test_the_address_of_sentinels_in_the_words_of_celery_and_of_the_cache():
    address = "sentinel://:s%40ndi@a.go.id,b.go.id:26380/portal"

    assert queue.parts(address) == ([("a.go.id", "26379"), ("b.go.id", "26380")], "portal", "s@ndi")
    assert queue.addresses(address) == (
        "sentinel://:s%40ndi@a.go.id:26379/0;sentinel://:s%40ndi@b.go.id:26380/0",
        address,
    )
    queue.broker_address(address)


def test_one_server_is_named_as_ever():
    assert queue.addresses("redis://:pw@host:6379/") == (
        *("redis://:pw@host:6379/0", "redis://:pw@host:6379/1"),
    )
    assert queue.addresses("redis+socket:///v.sock") == (
        *("redis+socket:///v.sock", "unix:///v.sock?db=1"),
    )
