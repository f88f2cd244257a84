"""Whatever watches a process from outside is begun in it before it serves or forks.

What is not set is not even loaded: a portal that nobody watches pays nothing for it.
"""

from django.conf import settings


def watch(role):
    """Begin what the settings ask for; the role is web, worker, beat or watch."""
    if settings.SENTRY_DSN:
        from romantik.watching import reporting

        reporting.begin(role)
    if role not in {"web", "worker"}:
        return
    if settings.METRICS_FOR or settings.METRICS_TOKEN:
        from romantik.watching.figures import keeping

        keeping.begin(role)
    if settings.TRACES_TO:
        from romantik.watching import tracing

        tracing.begin(role)
