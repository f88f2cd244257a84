"""Signing with a person's PKCS#12 container, in a child process of its own.

The passphrase goes through a pipe into the child and nowhere else: not into an argument, the
environment, a file or a log.
"""

import base64
import json
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

from django.views.decorators.debug import sensitive_variables

from letters.signing import Failure, SigningError

CHILD = Path(__file__).with_name("child.py")
PATIENCE = 60  # seconds until a child is given up, on a machine that is busy with other things
SEATS = threading.BoundedSemaphore(os.cpu_count() or 2)  # more children at once only wait longer


@dataclass(frozen=True)
class Contents:
    """What a container holds: certificates as DER, and itself encrypted anew."""

    certificate: bytes
    others: tuple[bytes, ...]
    container: bytes


class Pkcs12Signer:
    """Signs with the key in `container`; the secret is asked for each signature."""

    def __init__(self, container):
        self.container = container

    @sensitive_variables("secret", "request")
    def sign(self, document, *, secret, purpose):
        """Return `document` with an invisible signature under it."""
        request = {
            "task": "sign",
            "container": _text(self.container),
            "document": _text(document),
            "secret": secret,
            "name": purpose.name,
            "reason": purpose.reason,
            "location": purpose.location,
        }
        return base64.b64decode(_ask_child(request)["document"])


@sensitive_variables("secret", "request")
def inspect(container, *, secret):
    """Open an uploaded container once, to see whose it is."""
    request = {"task": "inspect", "container": _text(container), "secret": secret}
    answer = _ask_child(request)
    return Contents(
        certificate=base64.b64decode(answer["certificate"]),
        others=tuple(base64.b64decode(other) for other in answer["others"]),
        container=base64.b64decode(answer["container"]),
    )


@sensitive_variables()
def _ask_child(request):
    with SEATS:
        answer = _answer(json.dumps(request).encode())
    # The key never leaves this machine: no answer means no signature, never an unknown outcome.
    if not answer:
        raise SigningError(Failure.UNAVAILABLE)
    answer = json.loads(answer)
    if "failure" in answer:
        raise SigningError(Failure(answer["failure"]))
    return answer


@sensitive_variables()
def _answer(request):
    try:
        child = subprocess.Popen(  # noqa: S603  (our own script, no shell)
            [sys.executable, "-I", str(CHILD)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"LANG": "C.UTF-8"},
        )
    except OSError:
        return b""
    try:
        return child.communicate(request, timeout=PATIENCE)[0]
    except subprocess.TimeoutExpired:
        return b""
    finally:
        if child.poll() is None:
            child.kill()
            child.wait()


def _text(raw):
    return base64.b64encode(raw).decode()
