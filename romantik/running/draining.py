"""A web server that is told to end says so to the balancer first, and then ends in good order.

`gunicorn.conf.py` calls it in the process that starts the others; what they share is one byte, so
that each of them knows at once.
"""

import mmap
import os
import signal
import threading

WHOLE = 30  # seconds from being told to the end, at most
_mark = mmap.mmap(-1, 1)  # made before the first fork, seen by all


def is_draining():
    """Shall nobody new be sent here?"""
    return _mark[0] == 1


def begin_with(server, seconds):
    """Before the server ends it tells for so many seconds that it will (`/siap/` answers 503).

    Told a second time it ends at once.
    """
    at_once = server.handle_term

    def handle_term():
        if is_draining() or not seconds:
            at_once()
        _mark[0] = 1
        server.log.info("Ending in %s s: /siap/ tells the balancer", seconds)
        timer = threading.Timer(seconds, os.kill, [os.getpid(), signal.SIGTERM])
        timer.daemon = True
        timer.start()

    server.handle_term = handle_term
