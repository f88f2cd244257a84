"""What is written down while the portal runs: one line each, to standard output."""

# They tell too much about documents, certificates and fonts.
TALKATIVE = ("fontTools", "weasyprint", "pyhanko", "pyhanko_certvalidator", "pikepdf")


def logging_to_stdout(level):
    """Return the logging configuration; whoever runs the portal keeps the lines."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
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
            **{name: {"level": "ERROR"} for name in TALKATIVE},
        },
    }
