"""Recurring work over many rows."""

import logging

from events.recurring.leases import Lost

logger = logging.getLogger(__name__)


def each(rows, verb):
    """Do it with every row; one that fails is logged and does not hold up the others.

    Gives for how many it went well.
    """
    done = 0
    for row in rows.iterator(chunk_size=500):
        try:
            verb(row)
            done += 1
        except Lost:  # none of the others would be let through
            raise
        except Exception:
            logger.exception("%s failed for %s %s", verb.__qualname__, row._meta.label, row.pk)
    return done
