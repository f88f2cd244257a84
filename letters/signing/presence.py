"""Who signs a letter holds a lock on a file meanwhile; it ends with his process, however that ends.

So a signature that broke off is known at once, by every process that shares PRIVATE_ROOT, and one
that only takes long is left alone.
"""

import fcntl
import os
import time
from pathlib import Path

from django.conf import settings

FOLDER = "tanda-tangan"
PATIENCE = 1  # seconds; whoever looks holds the lock for a moment, too


class Presence:
    """Somebody at work on one letter."""

    def __init__(self, letter_id):
        self.path, self.file = _path(letter_id), None

    def begin(self):
        """Take the lock; without it (no room, another at work) only time tells what broke off."""
        end = time.monotonic() + PATIENCE
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.file = _opened(self.path, os.O_CREAT)
            while not _locked(self.file):
                if time.monotonic() > end:
                    return self.file.close()
                time.sleep(0.02)
        except OSError:
            self.file = None
        return None

    def end(self):
        if self.file and not self.file.closed:
            self.path.unlink(missing_ok=True)
            self.file.close()


def has_broken_off(letter_id):
    """Tell whether somebody began with this letter and has died."""
    try:
        with _opened(_path(letter_id)) as file:
            return _locked(file)
    except OSError:
        return False


def forget(letter_id):
    """What he has left behind is settled."""
    _path(letter_id).unlink(missing_ok=True)


def _path(letter_id):
    return Path(settings.PRIVATE_ROOT, FOLDER, str(letter_id))


def _opened(path, more=0):
    return os.fdopen(os.open(path, os.O_RDWR | os.O_NOFOLLOW | more, 0o600), "r+b")


def _locked(file):
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
