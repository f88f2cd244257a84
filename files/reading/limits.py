"""What a process that reads strangers' files may use; it writes no file, opens no connection."""

import resource
import socket
import sys

REFUSED = {"socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system"}


def lock_down(memory, seconds, *, threads=False):
    """Bound memory (bytes) and time (of the processor); no processes, no core dumps.

    To the system threads are processes: a reader that needs ``threads`` is only kept from Python's
    ways of starting one.
    """
    limits = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_NOFILE: 64,
        resource.RLIMIT_FSIZE: 0,
    }
    if not threads:
        limits[resource.RLIMIT_NPROC] = 0
    for which, limit in limits.items():
        resource.setrlimit(which, (limit, limit))
    socket.setdefaulttimeout(0.001)
    sys.addaudithook(_refuse)


def _refuse(event, arguments):
    if event in REFUSED:
        raise PermissionError(event)
