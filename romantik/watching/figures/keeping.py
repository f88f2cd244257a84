"""Where processes keep what they count, so that whichever is asked can tell for all of them.

Each program has a folder below METRICS_DIR, locked for as long as it or a child of it lives; the
folders of those that are gone are emptied at the next start. This is done before prometheus_client
is loaded: it looks then whether it is one of many.
"""

import fcntl
import logging
import os
import shutil
import socket
from pathlib import Path

from django.conf import settings

from romantik.environment import make_private_folder

logger = logging.getLogger(__name__)
HERE = "PROMETHEUS_MULTIPROC_DIR"
held = []  # the lock of our own folder, which children inherit


def begin(role):
    """Count in this process and its children; without a place to write, each for itself."""
    try:
        make_private_folder(settings.METRICS_DIR)
        with (settings.METRICS_DIR / "lock").open("w") as door:
            fcntl.flock(door, fcntl.LOCK_EX)  # nobody clears what another is just making
            clear()
            os.environ[HERE] = str(own_folder(role))
    except OSError as problem:
        logger.error("figures cannot be kept in %s: %s", settings.METRICS_DIR, problem.strerror)
    from romantik.watching.figures import allocating, counting

    allocating.begin()
    counting.begin(role)


def clear():
    """Remove the folders of programs that are gone."""
    for folder in filter(Path.is_dir, settings.METRICS_DIR.iterdir()):
        if lock := locked(folder):
            shutil.rmtree(folder, ignore_errors=True)
            lock.close()


def own_folder(role):
    """Make the folder of this program; the name of its machine tells containers apart."""
    folder = settings.METRICS_DIR / f"{role}-{socket.gethostname()}-{os.getpid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    held.append(locked(folder))
    return folder


def locked(folder):
    """The open lock of a folder; None while somebody else holds it."""
    lock = (folder / "lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    return lock


class Counted:
    """What all programs have counted so far, added up."""

    def collect(self):
        """Asked by prometheus_client at each scrape."""
        from prometheus_client.multiprocess import MultiProcessCollector

        files = [str(file) for file in settings.METRICS_DIR.glob("*/*.db")]
        return MultiProcessCollector.merge(files)
