"""The process in which a key or a service is opened: one signing session, then it ends.

It reads one line of JSON after the other from its standard input and answers each with one on its
standard output. The first opens: with the secret, and with the digests of the documents that the
session may sign. Every further line is one of these documents. It knows neither Django nor the
database, keeps nothing, leaves no core dump, and ends with the line or after a quarter of an hour.
`session.py` starts it by the name of this folder, isolated from the environment.
"""

import base64
import ctypes
import gc
import hashlib
import importlib
import json
import resource
import signal
import sys
from types import ModuleType

from refusal import RefusalError

MEMORY = 1024 * 1024 * 1024
SECONDS = 20  # of the processor, to open
SECONDS_EACH = 3  # of the processor, for each document
LIFETIME = 15 * 60
NOT_DUMPABLE = (4, 0)  # prctl(PR_SET_DUMPABLE, 0): nobody looks into this process
BACKENDS = {"pkcs12": "key_file", "pkcs11": "key_token", "bsre": "esign"}
ONLINE = {  # what pyHanko would fetch with, by aiohttp: a third of the time that it takes to start
    "pyhanko.sign.timestamps.aiohttp_client": "HTTPTimeStamper",
    "pyhanko_certvalidator.fetchers.aiohttp_fetchers": "AIOHttpFetcherBackend",
}


def main():
    hide()
    leave_out(ONLINE)
    opening = json.loads(sys.stdin.buffer.readline())
    backend = importlib.import_module(BACKENDS[opening["backend"]])
    digests = set(opening["digests"])
    limit(len(digests), backend.LARGEST_FILE)
    if opening["task"] == "inspect":
        return answer(lambda: backend.inspect(opening), "unavailable")
    opened = []
    if not answer(lambda: opened.append(backend.open_session(opening)), "unavailable"):
        return False
    opening.clear()
    gc.freeze()  # what stays to the end is not looked through for garbage at every document
    for line in sys.stdin.buffer:
        request = json.loads(line)
        answer(lambda: signed(opened[0], request, digests), backend.UNEXPECTED)  # noqa: B023
    return True


def hide():
    """Forbid core dumps, and every look into this process."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(*NOT_DUMPABLE, 0, 0, 0)


def leave_out(modules):
    """Let these be imported without being there: timestamps are the portal's own affair."""
    for module, name in modules.items():
        sys.modules[module] = ModuleType(module)
        setattr(sys.modules[module], name, None)


def limit(documents, largest_file):
    """Bound memory, time and files."""
    seconds = SECONDS + SECONDS_EACH * documents
    limits = {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_NOFILE: 64,
        resource.RLIMIT_FSIZE: largest_file,
    }
    for which, limit in limits.items():
        resource.setrlimit(which, (limit, limit))
    signal.alarm(LIFETIME)


def signed(session, request, digests):
    """Sign one of the documents that the session was opened for, each once."""
    document = base64.b64decode(request["document"])
    digest = hashlib.sha256(document).hexdigest()
    if digest not in digests:
        raise RefusalError("bad_document")
    digests.remove(digest)
    return {"document": text_of(session.sign(document, request["purpose"]))}


def answer(work, unexpected):
    """Answer with what the work returns, or with why it failed."""
    try:
        said = work() or {}
    except RefusalError as refusal:
        said = {"failure": str(refusal)}
    except Exception as error:  # the name only: a message could carry what must not be told
        said = {"failure": unexpected, "error": type(error).__name__}
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()
    return "failure" not in said


def text_of(raw):
    return base64.b64encode(raw).decode()


if __name__ == "__main__":
    sys.exit(not main())
