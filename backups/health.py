"""How old the last good backup and drill are: for the status page, for figures and alarms."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from backups.models import Backup
from backups.models.backup import NOT_SET_UP, is_set_up

OLDEST_BACKUP = timedelta(hours=26)
OLDEST_DRILL = timedelta(days=8)


class State(NamedTuple):
    """`made_at` is the moment of the newest good backup; None where there never was one."""

    is_set_up: bool
    made_at: datetime | None
    drilled_at: datetime | None
    damaged: int  # files that the newest backup could not take whole
    error: str  # of the last try, "" when it went well

    @property
    def is_old(self):
        return self.made_at is None or timezone.now() - self.made_at > OLDEST_BACKUP

    @property
    def is_untried(self):
        return self.drilled_at is None or timezone.now() - self.drilled_at > OLDEST_DRILL


def state():
    """Three small queries."""
    newest, drilled = Backup.objects.good().first(), Backup.objects.drilled().first()
    over = (Backup.State.GOOD, Backup.State.FAILED)
    last = Backup.objects.filter(state__in=over).order_by("-ended_at").first()
    return State(
        is_set_up(),
        newest and newest.taken_at,
        drilled and drilled.drilled_at,
        newest.damaged if newest else 0,
        (last.error or last.drill_fault) if last else "",
    )


def findings():
    """How it stands, for people: (what, tone, words, advice) of each part."""
    if not is_set_up():
        if not settings.DEMONSTRATION:
            yield "Cadangan", "bad", "Belum diatur.", NOT_SET_UP
        return
    now = state()
    yield "Cadangan", *_of_newest(now)
    yield "Uji pemulihan", *_of_drill(now)


def _of_newest(now):
    said = "Buka Kantor, Cadangan, lalu tekan Cadangkan sekarang."
    if now.is_old:
        words = f"Yang terakhir {_when(now.made_at)}." if now.made_at else "Belum pernah jadi."
        return "bad", f"{words} {now.error}".strip(), said
    if now.damaged:
        words = f"{now.damaged} berkas hilang atau berubah ketika dicadangkan."
        return "action", words, "Buka Kantor, Keutuhan data."
    return "good", f"Yang terakhir {_when(now.made_at)}.", ""


def _of_drill(now):
    if now.is_untried:
        words = f"Terakhir berhasil {_when(now.drilled_at)}." if now.drilled_at else "Belum pernah."
        said = "Cadangan yang tidak pernah dicoba bukan cadangan. Sebabnya ada di Kantor, Cadangan."
        return "bad", words, said
    return "good", f"Terakhir berhasil {_when(now.drilled_at)}.", ""


def _when(at):
    return date_format(timezone.localtime(at), "j F Y H.i")
