"""Recurring work on letters, thin: find, call one verb."""

import logging

from celery import shared_task

from letters.models import Attempt, Letter

logger = logging.getLogger(__name__)


@shared_task
def sweep():
    """Settle what a crash left behind, and note which letters have reached a mail server."""
    _each(Attempt.objects.stale().select_related("letter"), Attempt.recover)
    _each(Letter.objects.awaiting_document(), Letter.fix_document)
    _each(Letter.objects.handed_over(), Letter.deliver)


def _each(rows, verb):
    """Do it with every row; one that fails is logged and does not hold up the others."""
    for row in rows:
        try:
            verb(row)
        except Exception:
            logger.exception("The sweep could not %s %s", verb.__name__, row.pk)
