"""What is written down while the portal runs: one line each, to standard output."""

import logging

from romantik.serving.incidents import incident

# They tell too much about documents, certificates and fonts.
TALKATIVE = ("fontTools", "weasyprint", "pyhanko", "pyhanko_certvalidator", "pikepdf")


MOMENT = "%Y-%m-%dT%H:%M:%S%z"  # says how far the clock is from UTC


class OneLine(logging.Formatter):
    """A traceback, too, is part of its line; each line has the number of its request or task."""

    def format(self, record):
        record.incident = incident.get() + person_of(record)
        return super().format(record).replace("\n", " | ")


def person_of(record):
    """Whose request a refusal or an error is about; nobody is asked for to tell it."""
    person = getattr(getattr(record, "request", None), "_cached_user", None)
    return f" person {person.pk}" if person and person.pk else ""


def logging_to_stdout(level):
    """Return the logging configuration; whoever runs the portal keeps the lines."""
    line = "{asctime} {levelname} {name} [{incident}]: {message}"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": OneLine, "fmt": line, "style": "{", "datefmt": MOMENT}},
        "handlers": {
            "stdout": {
                "class": "logging.StreamHandler",
                "stream": "ext://sys.stdout",
                "formatter": "line",
            }
        },
        "root": {"handlers": ["stdout"], "level": level},
        "loggers": {
            "django": {"handlers": [], "propagate": True},
            "gunicorn.error": {"handlers": ["stdout"], "propagate": False},
            **{name: {"level": "ERROR"} for name in TALKATIVE},
        },
    }
