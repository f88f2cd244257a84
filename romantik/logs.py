"""What is written down while the portal runs: one line each, to standard output."""

import json
import logging
import re
from datetime import UTC, datetime

from romantik.serving.incidents import incident, person

# They tell too much about documents, certificates and fonts.
TALKATIVE = ("fontTools", "weasyprint", "pyhanko", "pyhanko_certvalidator", "pikepdf")


LINE = "{asctime} {levelname} {name} [{incident}]: {message}"
MOMENT = "%Y-%m-%dT%H:%M:%S%z"  # says how far the clock is from UTC
FORMATS = ("line", "json")


# What would end a line, or move a terminal's cursor, stands as it is written in Python.
CONTROLS = {code: f"\\x{code:02x}" for code in (*range(32), *range(127, 160))}
CONTROLS |= {0x2028: "\\u2028", 0x2029: "\\u2029", ord("\t"): "\t", ord("\n"): " | "}


def writable(text):
    """The text without halves of letters, for which no stream has bytes."""
    return text.encode(errors="backslashreplace").decode()


# Of addresses that open something to whoever knows them; pages themselves stand elsewhere
# (accounts/views/mailed.py), but an error may come before anybody is led there.
SECRETS = re.compile(
    r"(/(?:awal|buku-tamu/perangkat|daftar/konfirmasi|kalender|keberatan|lacak|lupa-kata-sandi"
    r"|penilaian|selamat-datang|undangan|undangan-pengajuan|\w+/tautan)/)[^/\s?\"']+",
    re.IGNORECASE,  # an address that was typed is wrong then, its secret is not
)


def without_secrets(text):
    """The same line, but for what would open something."""
    return SECRETS.sub(r"\1…", text)


class OneLine(logging.Formatter):
    """A traceback, too, is part of its line; each line has the number of its request or task."""

    def format(self, record):
        who = f" person {person.get()}" if person.get() else ""
        record.incident = incident.get() + who
        return writable(without_secrets(super().format(record).translate(CONTROLS)))


class OneObject(logging.Formatter):
    """A line for machines: with the number of the request or task, and of the person."""

    def format(self, record):
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request": incident.get(),
            "person": person.get(),
            "message": record.getMessage(),
        }
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        return writable(without_secrets(json.dumps(told, ensure_ascii=False)))


def to_server(address, kind):
    """The handler that sends each line to the log server of that address."""
    handler = "romantik.watching.log_server.LogServer"
    return {"()": handler, "address": address, "formatter": kind}


def logging_to_stdout(level, kind="line", server=""):
    """Return the logging configuration; whoever runs the portal keeps the lines.

    They go to the log server, too, where there is one.
    """
    handlers = ["stdout", "server"] if server else ["stdout"]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {"()": OneLine, "fmt": LINE, "style": "{", "datefmt": MOMENT},
            "json": {"()": OneObject},
        },
        "handlers": {
            "stdout": {
                "class": "logging.StreamHandler",
                "stream": "ext://sys.stdout",
                "formatter": kind,
            },
            **({"server": to_server(server, kind)} if server else {}),
        },
        "root": {"handlers": handlers, "level": level},
        "loggers": {
            "django": {"handlers": [], "propagate": True},
            "gunicorn.error": {"handlers": handlers, "propagate": False},
            **{name: {"level": "ERROR"} for name in TALKATIVE},
        },
    }
