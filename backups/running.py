"""What the worker does every five minutes: make what is asked for or due, one at a time."""

import logging
from contextlib import contextmanager
from datetime import timedelta

import pyrage
from django.utils import timezone

from backups import shelf
from backups.drilling import drill
from backups.making import alone, make
from backups.models import Backup
from events.recurring import leases
from files.outside import Trouble, outside

logger = logging.getLogger(__name__)
DRILL_AFTER = timedelta(days=6, hours=12)  # since the last one that went well


@contextmanager
def my_turn():
    """True for one process at a time, on whatever host."""
    with alone() as is_mine_here, leases.alone("backup") as hold:
        yield is_mine_here and hold is not None


def run_waiting():
    """Nothing while another process is at it; one that was killed is made anew."""
    with my_turn() as is_mine:
        if not is_mine:
            return
        Backup.objects.resume()
        Backup.objects.ask_if_due()
        while backup := Backup.objects.filter(state=Backup.State.ASKED).order_by("pk").first():
            run(backup, with_drill=drill_is_due())


def run(backup, *, with_drill):
    """Make it, look at it, take away what need not be kept; whatever fails is told in its row."""
    backup.begin()
    identity = pyrage.x25519.Identity.generate() if with_drill else None
    try:
        make(backup, more_recipients=[identity.to_public()] if identity else [])
    except Trouble as trouble:
        backup.fail(str(trouble))
    except Exception as error:
        logger.exception("the backup broke off")
        backup.fail(f"Terhenti oleh kesalahan ({type(error).__name__}: {error}).")
    else:
        backup.succeed()
        if identity:
            try_out(backup, identity)
        thin_out()


def try_out(backup, identity):
    """Put it back beside the portal."""
    backup.tell("Uji pemulihan")
    try:
        fault = drill(backup, identity)
    except Exception as error:
        logger.exception("the drill broke off")
        fault = f"Uji terhenti oleh kesalahan ({type(error).__name__})."
    backup.note_drill(fault)
    backup.tell("")


def thin_out():
    """What could not be taken away is tried again after the next one."""
    try:
        gone = shelf.thin_out(outside())
    except Trouble as trouble:
        logger.warning("old backups stay: %s", trouble)
    else:
        Backup.objects.filter(name__in=gone).update(removed_at=timezone.now())


def drill_is_due():
    last = Backup.objects.drilled().first()
    return last is None or last.drilled_at < timezone.now() - DRILL_AFTER
