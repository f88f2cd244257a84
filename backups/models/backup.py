"""A copy of the whole portal elsewhere: asked for, being made, made or failed, and looked at."""

from datetime import time, timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import Office, User
from events.recording import record
from events.refusals import NotNow

NIGHT = time(2, 0)
ICONS = {
    "good": "check-circle-fill",
    "action": "exclamation-circle-fill",
    "bad": "exclamation-triangle-fill",
}
AGAIN_AFTER = timedelta(hours=1)  # what failed is tried once more
MOST_TRIES = 3  # of one that somebody killed
NOT_SET_UP = "Tempat dan kunci cadangan belum diatur. Minta pengelola sistem mengaturnya."


class BackupQuerySet(models.QuerySet):
    def under_way(self):
        return self.filter(state__in=(Backup.State.ASKED, Backup.State.RUNNING))

    def good(self):
        """Made and compared, the newest first; also those that were thrown away since."""
        return self.filter(state=Backup.State.GOOD).order_by("-taken_at")

    def drilled(self):
        """Those that were put back by way of trial, and were whole."""
        return self.filter(drilled_at__isnull=False, drill_fault="").order_by("-drilled_at")

    @transaction.atomic
    def ask(self, *, by):
        """An admin wants one now; while one is under way it is that one."""
        if not is_set_up():
            raise NotNow(NOT_SET_UP)
        Office.objects.select_for_update(no_key=True).order_by("pk").first()  # one asks at a time
        if known := self.under_way().first():
            return known
        backup = self.create(asked_by=by)
        record(backup, "backup.ask", by=by)
        return backup

    def ask_if_due(self):
        """One a night; what the night has missed is made up for by day.

        None before the portal's first person: on a new machine with the old settings it would be
        the newest at BACKUP_TARGET, and have the last one of that day thrown away.
        """
        now = timezone.localtime()
        night = now.replace(hour=NIGHT.hour, minute=0, second=0, microsecond=0)
        if now < night or not is_set_up() or not User.objects.exists():
            return None
        tonight = self.filter(asked_at__gte=night)
        failed = Q(state=Backup.State.FAILED, ended_at__lt=timezone.now() - AGAIN_AFTER)
        return None if tonight.exclude(failed).exists() else self.create()

    def resume(self):
        """Have those made anew whose process has died; call it while nobody else makes one."""
        for backup in self.filter(state=Backup.State.RUNNING):
            if backup.tries < MOST_TRIES:
                backup.state = Backup.State.ASKED
                backup.save(update_fields=["state"])
            else:
                backup.fail("Terputus di tengah jalan.")


class Backup(models.Model):
    """`taken_at` is its moment. `name` is that of its archive at BACKUP_TARGET."""

    class State(models.TextChoices):
        ASKED = "asked", "Menunggu giliran"
        RUNNING = "running", "Sedang dibuat"
        GOOD = "good", "Jadi"
        FAILED = "failed", "Gagal"

    state = models.CharField(max_length=7, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    tries = models.PositiveSmallIntegerField(default=0)
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    progress = models.CharField(max_length=200, blank=True)
    error = models.CharField(max_length=500, blank=True)

    name = models.CharField(max_length=100, blank=True)
    taken_at = models.DateTimeField(null=True)
    size = models.PositiveBigIntegerField(default=0)
    files = models.PositiveIntegerField(default=0)
    damaged = models.PositiveIntegerField(default=0)  # files that are lost or changed here
    removed_at = models.DateTimeField(null=True)

    drilled_at = models.DateTimeField(null=True)
    drill_fault = models.CharField(max_length=500, blank=True)

    objects = BackupQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return self.name or f"cadangan {self.pk}"

    @property
    def is_under_way(self):
        return self.state in (self.State.ASKED, self.State.RUNNING)

    @property
    def icon(self):
        """The tone as a sign, for those who do not see the colour."""
        return "hourglass-split" if self.is_under_way else ICONS[self.tone]

    @property
    def tone(self):
        """For its chip."""
        if self.state == self.State.FAILED:
            return "bad"
        return "action" if self.is_under_way or self.damaged else "good"

    def begin(self):
        self.state, self.begun_at = self.State.RUNNING, timezone.now()
        self.tries, self.error = self.tries + 1, ""
        self.save()

    def tell(self, words):
        """What is being done just now."""
        self.progress = words[:200]
        Backup.objects.filter(pk=self.pk).update(progress=self.progress)

    def succeed(self):
        """It is there, and is what was sent."""
        self._end(self.State.GOOD, "")

    def fail(self, words):
        self._end(self.State.FAILED, words)

    def note_drill(self, fault):
        """It was put back by way of trial; "" when all was whole."""
        self.drilled_at, self.drill_fault = timezone.now(), fault[:500]
        self.save(update_fields=["drilled_at", "drill_fault"])

    def _end(self, state, words):
        self.state, self.ended_at = state, timezone.now()
        self.progress, self.error = "", words[:500]
        self.save()


def is_set_up():
    return bool(settings.BACKUP_TARGET and settings.BACKUP_KEYS)
