"""Who counts: ears at requests, database, cache, tasks and signatures.

Nothing that is said there is looked at: neither words of statements nor arguments of tasks.
"""

import logging
import time
from functools import wraps

from celery.signals import task_postrun, task_prerun
from django.conf import settings
from django.db.backends.signals import connection_created

from letters.models.attempt import ended as signature_ended
from romantik import cache
from romantik.watching.figures import meters

logger = logging.getLogger(__name__)
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
BEFORE_ANY = {"/sehat/": "health", "/siap/": "ready", "/metrics": "metrics"}
me = {"role": "-"}  # whose figures these are
begun = {}  # number of a task that is under way: when it began
lost = []  # filled once something could not be counted


def begin(role):
    """Listen in this process, and in those that it forks."""
    me["role"] = role
    connection_created.connect(database_opened)
    cache.answered.connect(cache_answered)
    cache.failed.connect(cache_failed)
    signature_ended.connect(signature_tried)
    task_prerun.connect(task_begins)
    task_postrun.connect(task_ends)


def forgiving(count):
    """No figure is worth a page: what cannot be kept, on a full disk, is told once and lost."""

    @wraps(count)
    def counted(*args, **facts):
        try:
            count(*args, **facts)
        except Exception as problem:
            if not lost:
                lost.append(problem)
                logger.warning("figures are lost: %s", type(problem).__name__)

    return counted


@forgiving
def request_answered(request, status, seconds):
    """By the name of the view, never by the address."""
    view = view_of(request)
    method = request.method if request.method in METHODS else "other"
    meters.REQUESTS.labels(view, method, status).inc()
    meters.ANSWERS.labels(view).observe(seconds)


def view_of(request):
    """Its name; "-" for what never came as far as a view."""
    if request.resolver_match:
        return request.resolver_match.view_name
    if request.path.startswith(settings.STATIC_URL):
        return "static"
    return BEFORE_ANY.get(request.path, "-")


@forgiving
def database_opened(connection=None, **kwargs):
    """Time every statement on the new line, too."""
    if timed not in connection.execute_wrappers:
        connection.execute_wrappers.append(timed)
    meters.LINES.labels(me["role"]).inc()


def timed(execute, sql, params, many, context):
    """Called by Django around each statement."""
    began = time.perf_counter()
    try:
        answer = execute(sql, params, many, context)
    except Exception as problem:
        statement_failed(type(problem).__name__)
        raise
    statement_answered(time.perf_counter() - began)
    return answer


@forgiving
def statement_failed(kind):
    meters.STATEMENT_ERRORS.labels(me["role"], kind).inc()


@forgiving
def statement_answered(seconds):
    meters.STATEMENTS.labels(me["role"]).observe(seconds)


@forgiving
def cache_answered(seconds=0, **kwargs):
    meters.CACHE.labels(me["role"]).observe(seconds)


@forgiving
def cache_failed(**kwargs):
    meters.CACHE_ERRORS.labels(me["role"]).inc()


@forgiving
def signature_tried(attempt=None, **kwargs):
    """From the moment before the key was used until the letter was there, or not."""
    seconds = (attempt.ended_at - attempt.started_at).total_seconds()
    tried = meters.SIGNATURES.labels(attempt.state, attempt.failure or "-", attempt.backend)
    tried.observe(max(0, seconds))


def task_begins(task_id="", **kwargs):
    begun[task_id] = time.perf_counter()


@forgiving
def task_ends(task=None, task_id="", state="", **kwargs):
    """By its name and how it ended."""
    now = time.perf_counter()
    meters.TASKS.labels(task.name, (state or "ignored").lower()).observe(
        now - begun.pop(task_id, now)
    )
