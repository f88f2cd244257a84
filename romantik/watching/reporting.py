"""Errors told to Sentry, or whatever speaks its language: where, of what kind, at whose request.

A report is written anew from the few things that can hold nothing of what people wrote: no message
of an error, no values, no addresses, no headers. Whoever needs those has the log, on the machine.
"""

import sentry_sdk
from django.conf import settings
from sentry_sdk.integrations.atexit import AtexitIntegration
from sentry_sdk.integrations.celery import CeleryIntegration
from sentry_sdk.integrations.dedupe import DedupeIntegration
from sentry_sdk.integrations.django import DjangoIntegration
from sentry_sdk.integrations.excepthook import ExcepthookIntegration
from sentry_sdk.integrations.logging import LoggingIntegration, ignore_logger
from sentry_sdk.integrations.threading import ThreadingIntegration

from romantik.running.version import VERSION
from romantik.serving.incidents import incident, person
from romantik.serving.outages import meaning_of

KEPT = {"event_id", "timestamp", "level", "platform", "sdk", "environment", "logger", "release"}
OF_A_FRAME = {"filename", "function", "module", "lineno", "in_app", "context_line"}
OF_A_FRAME |= {"pre_context", "post_context"}  # lines of the code


def begin(role):
    """Report what goes wrong in this process, and in those that it forks."""
    ignore_logger("django.security.DisallowedHost")  # whoever scans the net would fill it
    sentry_sdk.init(
        dsn=settings.SENTRY_DSN,
        release=f"romantik@{VERSION}",
        environment="demonstration" if settings.DEMONSTRATION else "production",
        before_send=lambda report, hint: scrubbed(report, hint, role),
        max_breadcrumbs=0,
        include_local_variables=False,
        max_request_body_size="never",
        send_client_reports=False,
        auto_session_tracking=False,
        trace_propagation_targets=[],
        shutdown_timeout=1,
        default_integrations=False,
        auto_enabling_integrations=False,
        integrations=[
            AtexitIntegration(callback=lambda pending, timeout: None),
            CeleryIntegration(propagate_traces=False),
            DedupeIntegration(),
            DjangoIntegration(
                transaction_style="function_name", middleware_spans=False, signals_spans=False
            ),
            ExcepthookIntegration(),
            LoggingIntegration(sentry_logs_level=None),
            ThreadingIntegration(propagate_scope=False),
        ],
    )


def scrubbed(report, hint, role):
    """The report of an error without anything that somebody wrote; None for a known outage.

    A database that is away would be told at each request; status page and alarms tell it.
    """
    problem = (hint.get("exc_info") or (None, None))[1]
    if problem is not None and meaning_of(problem):
        return None
    told = {key: value for key, value in report.items() if key in KEPT}
    told["server_name"] = role
    told["tags"] = {"request": incident.get(), "role": role}
    if person.get():
        told["user"] = {"id": str(person.get())}
    name = report.get("transaction") or "/"
    if not name.startswith("/"):  # of a view or a task, no address
        told["transaction"] = name
    if errors := report.get("exception", {}).get("values"):
        told["exception"] = {"values": [_bare(error) for error in errors]}
    elif words := _pattern(hint.get("log_record")):
        told["logentry"] = {"message": words}
    return told


def _bare(error):
    """Kind and place of an error, without what it says."""
    bare = {key: error[key] for key in ("type", "module") if key in error}
    if mechanism := error.get("mechanism"):
        bare["mechanism"] = {key: mechanism[key] for key in ("type", "handled") if key in mechanism}
    if frames := error.get("stacktrace", {}).get("frames"):
        bare["stacktrace"] = {"frames": [_places(frame) for frame in frames]}
    return bare


def _places(frame):
    return {key: value for key, value in frame.items() if key in OF_A_FRAME}


def _pattern(line):
    """What a line of the log says whatever happened; of one put together before, its place."""
    if line is None:
        return ""
    return line.msg if line.args and isinstance(line.msg, str) else f"{line.module}:{line.lineno}"
