"""The parent's side of a signing session: a child process, two pipes, a limit for each answer.

The secret goes through a pipe into the child and nowhere else: not into an argument, the
environment, a file or a log.
"""

import base64
import contextlib
import json
import os
import select
import subprocess
import sys
import threading
import time
from pathlib import Path

from django.views.decorators.debug import sensitive_variables

from letters.signing import Failure, SigningError

CHILD = Path(__file__).with_name("child")
PATIENCE = 60  # seconds until a child is given up, on a machine that is busy with other things
SEATS = threading.BoundedSemaphore(
    os.cpu_count() or 2
)  # more keys at work at once only wait longer
PIECE = 65536


class ChildSession:
    """One child with one secret; it begins with the first document and ends with the block."""

    @sensitive_variables("secret", "opening")
    def __init__(self, opening, *, secret, digests, is_remote, patience=PATIENCE):
        self._opening = opening | {"task": "open", "secret": secret, "digests": list(digests)}
        self._is_remote, self._patience = is_remote, patience
        self._child, self._rest, self._has_seat = None, b"", False

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def hand_over(self, document, purpose):
        """Begin to sign a document; SigningError if the secret or the key will not do."""
        self._take_seat()
        try:
            if self._child is None:
                self._open()
            request = {"document": _text(document), "purpose": vars(purpose)}
            self._send(request)
        except BaseException:
            self._leave_seat()
            raise

    def take_back(self):
        """Return the document handed over, signed; or raise SigningError."""
        try:
            return base64.b64decode(self._receive(lost=self._lost)["document"])
        finally:
            self._leave_seat()

    def sign(self, document, purpose):
        """Hand over and take back."""
        self.hand_over(document, purpose)
        return self.take_back()

    def ask(self, task, **facts):
        """One question instead of documents: the child's answer, and its end."""
        self._opening |= {"task": task, **facts}
        self._take_seat()
        try:
            self._start()
            return self._exchange_opening()
        finally:
            self.close()

    def close(self):
        """End the child; what it was doing is lost."""
        self._opening = None
        self._leave_seat()
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.wait()
            child.stdin.close()
            child.stdout.close()

    # Private parts

    @property
    def _lost(self):
        """What it means when no answer comes to a document that went out."""
        return Failure.OUTCOME_UNKNOWN if self._is_remote else Failure.UNAVAILABLE

    def _open(self):
        if self._opening is None:  # closed, or failed to open: the secret is gone
            raise SigningError(Failure.UNAVAILABLE)
        try:
            self._start()
            self._exchange_opening()
        except SigningError:
            self.close()
            raise

    @sensitive_variables()
    def _exchange_opening(self):
        opening, self._opening = self._opening, None
        self._send(opening)
        return self._receive(lost=Failure.UNAVAILABLE)

    def _start(self):
        try:
            self._child = subprocess.Popen(  # noqa: S603  (our own script, no shell)
                [sys.executable, "-I", str(CHILD)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={"LANG": "C.UTF-8"},
                bufsize=0,
            )
        except OSError as error:
            raise SigningError(Failure.UNAVAILABLE) from error
        os.set_blocking(self._child.stdin.fileno(), False)

    @sensitive_variables()
    def _send(self, request):
        line, end = memoryview(json.dumps(request).encode() + b"\n"), self._end()
        pipe = self._child.stdin.fileno()
        while line:
            _, ready, _ = select.select([], [pipe], [], max(0, end - time.monotonic()))
            try:
                sent = os.write(pipe, line[:PIECE]) if ready else 0
            except BlockingIOError:
                continue
            except OSError:
                sent = 0
            if not sent:
                self.close()
                # The child has not read the line to its end, so nothing can have come of it.
                raise SigningError(Failure.UNAVAILABLE)
            line = line[sent:]

    def _receive(self, *, lost):
        end = self._end()
        pieces = [self._rest]
        while b"\n" not in pieces[-1]:
            piece = self._read(end)
            if not piece:
                self.close()
                raise SigningError(lost)
            pieces.append(piece)
        line, _, self._rest = b"".join(pieces).partition(b"\n")
        answer = json.loads(line)
        if "failure" in answer:
            raise SigningError(Failure(answer["failure"]))
        return answer

    def _read(self, end):
        pipe = self._child.stdout.fileno()
        ready, _, _ = select.select([pipe], [], [], max(0, end - time.monotonic()))
        with contextlib.suppress(OSError):
            return os.read(pipe, PIECE) if ready else b""
        return b""

    def _end(self):
        return time.monotonic() + self._patience

    def _take_seat(self):
        """Keys are used by this machine's processors; a service waits for its own."""
        if not self._is_remote and not self._has_seat:
            self._has_seat = SEATS.acquire(timeout=self._patience)
            if not self._has_seat:
                raise SigningError(Failure.UNAVAILABLE)

    def _leave_seat(self):
        if self._has_seat:
            self._has_seat = False
            SEATS.release()


def _text(raw):
    return base64.b64encode(raw).decode()
