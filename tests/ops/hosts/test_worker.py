"""A worker that is told to end: what is short is finished, what is long goes back to the queue."""

import signal
import time

from celery import Celery
from redis import Redis

from tests.ops.conftest import wait_until


def test_it_finishes_what_is_short_and_returns_what_is_long(host, programs, queue, tmp_path):
    words = ("-m", "celery", "-A", "tests.ops.hosts.tasks", "worker", "-c", "2", "-l", "INFO")
    worker = host("worker", *words, REDIS_URL=queue)
    short, long = tmp_path / "short", tmp_path / "long"
    with Celery(broker=queue, set_as_current=False) as sender:
        for file, seconds in ((short, 2), (long, 60)):
            sender.send_task("tests.slow", [str(file), seconds])
    wait_until(lambda: short.exists() and long.exists())

    began = time.monotonic()
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(30) in (0, 1)
    assert time.monotonic() - began < 30
    assert (short.read_text(), long.read_text()) == ("ended", "began")
    waiting = Redis.from_url(queue.replace("redis+socket", "unix"))
    assert waiting.llen("celery") == 1
    waiting.close()
