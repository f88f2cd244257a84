"""Lines of the log leave the machine: syslog over TLS (RFC 5424, 5425) or over TCP (RFC 6587)."""

import contextlib
import logging.handlers
import os
import socket
import ssl
from datetime import UTC, datetime
from queue import Empty, SimpleQueue
from threading import Thread
from urllib.parse import urlsplit

PORTS = {"syslog+tls": 6514, "syslog+tcp": 601}
PATIENCE = 2  # seconds for a line; one that is away is left alone for up to half a minute
FACILITY = logging.handlers.SysLogHandler.LOG_LOCAL0
LEVELS = {"DEBUG": 7, "INFO": 6, "WARNING": 4, "ERROR": 3, "CRITICAL": 2}


class LogServer(logging.handlers.SocketHandler):
    """Sends each line as a message of its own, and comes back by itself after an outage.

    A line that finds nobody is not sent later: standard output has all of them.
    """

    def __init__(self, address):
        parts = urlsplit(address)
        super().__init__(parts.hostname, parts.port or PORTS[parts.scheme])
        self.is_encrypted = parts.scheme == "syslog+tls"
        self.process = None
        self.trouble = None  # why the last line to it did not come about
        self.retryStart = 2 * PATIENCE  # reckoned from before the try: it must outlast that

    def makeSocket(self, timeout=PATIENCE):  # noqa: N802  the name is logging's
        """A line to the server; whoever has something to say waits for it no longer than that.

        A thread asks for it: the look for its name has no end of its own, a host may have many
        addresses, and each step of a handshake may be slow.
        """
        made = SimpleQueue()
        try:
            Thread(target=self._connect, args=[made, timeout], daemon=True).start()
            line = made.get(timeout=timeout)
        except (Empty, RuntimeError):  # the latter: no thread begins while all ends
            line = TimeoutError()
        self.trouble = line if isinstance(line, OSError) else None
        if self.trouble:
            raise self.trouble
        return line

    def ask(self):
        """Why lines do not get there, or None; asked anew where this process has no line to it.

        One that was away a moment ago is left alone, as it is for lines.
        """
        with self.lock:
            self._take_own()
            if self.sock is None:
                self.createSocket()
            return self.trouble

    def _connect(self, made, timeout):
        try:
            line = super().makeSocket(timeout)
            if self.is_encrypted:  # the machine must trust the server's certificate
                trust = ssl.create_default_context()
                line = trust.wrap_socket(line, server_hostname=self.host)
            made.put(line)
        except OSError as problem:
            made.put(problem)
        except ValueError as problem:
            made.put(OSError(str(problem)))

    def send(self, s):
        """Send over a line of this process's own: workers are forked, and share none."""
        self._take_own()
        super().send(s)

    def _take_own(self):
        if self.process != os.getpid():
            self.process, self.sock = os.getpid(), None

    def close(self):
        """Say goodbye: what is under way would be lost if the line just broke off."""
        if self.sock and self.is_encrypted and self.process == os.getpid():
            with contextlib.suppress(OSError, ValueError):
                self.sock.unwrap()
        super().close()

    def makePickle(self, record):  # noqa: N802  the name is logging's, what goes out is no pickle
        """The message with its length in front, so that none is cut or joined to another."""
        priority = FACILITY * 8 + LEVELS.get(record.levelname, 5)
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        head = f"<{priority}>1 {moment} {socket.gethostname()} romantik {os.getpid()} - -"
        message = f"{head} {self.format(record)}".encode()
        return f"{len(message)} ".encode() + message


def of_this_process():
    """What sends the lines of this process, or None."""
    return next((each for each in logging.root.handlers if isinstance(each, LogServer)), None)
