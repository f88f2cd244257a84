"""Somebody who came to the counter, called or wrote, and what became of it."""

import uuid
from contextlib import contextmanager

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from events.holding import hold
from events.recording import record, together
from events.refusals import NotNow
from guestbook.models.visit_file import VisitFile
from guestbook.models.visit_queryset import PERSONAL, VisitQuerySet
from guestbook.services import Service

NOBODY = "pribadi"  # what the kiosk asks those to write who come for themselves


class Visit(models.Model):
    """One visit: the least that serving needs to know, and when what happened.

    Name, organization, contact, purpose and note are erased when they have been kept long enough
    (``VisitQuerySet.erase_old``); no event ever carries them.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Menunggu"
        CALLED = "called", "Dipanggil"
        SERVING = "serving", "Sedang dilayani"
        DONE = "done", "Selesai"
        ABSENT = "absent", "Tidak hadir"

    class Channel(models.TextChoices):
        WALK_IN = "walk_in", "Datang langsung"
        PHONE = "phone", "Telepon"
        MESSAGE = "message", "SMS/WhatsApp"
        MAIL = "mail", "Surel"
        LETTER = "letter", "Surat"

    class Outcome(models.TextChoices):
        SERVED = "served", "Selesai dilayani"
        IN_PROGRESS = "in_progress", "Sedang diproses"
        AWAITING_LETTER = "awaiting_letter", "Menunggu surat resmi"
        UNMET = "unmet", "Tidak dapat dipenuhi"

    OPEN = (State.CALLED, State.SERVING)

    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="visits")
    day = models.DateField()
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.WALK_IN)
    service = models.CharField(max_length=1, choices=Service)
    number = models.PositiveIntegerField(null=True, blank=True)  # in the queue of day and service
    once = models.UUIDField(default=uuid.uuid4, unique=True)

    name = models.CharField(max_length=255, blank=True)
    organization = models.CharField(max_length=255, blank=True)
    contact = models.CharField(max_length=255, blank=True)
    purpose = models.CharField(max_length=255, blank=True)
    note = models.TextField(max_length=1000, blank=True)  # the officer's own
    erased_at = models.DateTimeField(null=True, blank=True)

    agency = models.ForeignKey(
        "accounts.Agency", models.SET_NULL, null=True, blank=True, related_name="visits"
    )
    files = models.ManyToManyField(
        "requests_app.Submission", through=VisitFile, related_name="visits"
    )

    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    outcome = models.CharField(max_length=16, choices=Outcome, blank=True)
    place = models.CharField(max_length=2, blank=True)  # the desk that the display names
    calls = models.PositiveSmallIntegerField(default=0)
    arrived_at = models.DateTimeField(default=timezone.now)
    called_at = models.DateTimeField(null=True, blank=True)  # the first time
    last_called_at = models.DateTimeField(null=True, blank=True)
    served_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    served_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="visits"
    )

    objects = VisitQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["office", "-day", "-id"], name="visit_newest"),
            models.Index(fields=["office", "day", "state"], name="visit_queue"),
            models.Index(
                fields=["office", "day"], condition=Q(erased_at=None), name="visit_to_erase"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "day", "service", "number"], name="visit_number_once"
            ),
            models.UniqueConstraint(
                fields=["served_by"],
                condition=Q(state__in=["called", "serving"]),
                name="visit_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | ~Q(outcome=""), name="visit_done_with_outcome"
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None) | Q(**dict.fromkeys(PERSONAL, "")),
                name="visit_erased_is_empty",
            ),
        ]

    def __str__(self):
        return f"{self.label} {self.day}"

    def get_absolute_url(self):
        return reverse("visit", args=[self.pk])

    # Questions

    @property
    def label(self):
        """What it is called: the queue number, "R-001", else the channel it came by."""
        if self.number is None:
            return str(self.get_channel_display())
        return f"{self.service}-{self.number:03}"

    @property
    def is_waiting(self):
        return self.state == self.State.WAITING

    @property
    def is_called(self):
        return self.state == self.State.CALLED

    @property
    def is_serving(self):
        return self.state == self.State.SERVING

    @property
    def is_open(self):
        return self.state in self.OPEN

    @property
    def may_be_called(self):
        """He waits, or was called in vain and has come after all; only on his own day."""
        came = self.state in {self.State.WAITING, self.State.ABSENT}
        return came and self.number is not None and self.day == self.office.today()

    @property
    def state_label(self):
        """The state in words; of what is done its outcome."""
        return self.get_outcome_display() if self.outcome else self.get_state_display()

    @property
    def state_code(self):
        """The state that a chip draws; of what is done its outcome."""
        return self.outcome or self.state

    @property
    def ahead(self):
        """How many wait at this office and came before him."""
        earlier = Visit.objects.filter(office=self.office, day=self.day).waiting()
        return earlier.filter(pk__lt=self.pk).count() if self.is_waiting else 0

    @property
    def guest(self):
        """Who came and how he is reached, apart as an account and a form ask for it."""
        kind = "email" if "@" in self.contact else "phone"
        return {"name": self.name, kind: self.contact}

    @property
    def institution(self):
        """The agency in his own words; nothing of who came for himself."""
        return "" if self.organization.lower() == NOBODY else self.organization

    @property
    def asking(self):
        """What the form of a consultation asks for and the visit knows."""
        by_phone = {self.Channel.PHONE, self.Channel.MESSAGE}
        written = "phone" if self.channel in by_phone else "mail"
        channel = "visit" if self.channel == self.Channel.WALK_IN else written
        agency = self.agency.name if self.agency_id and self.agency.is_approved else ""
        whose = {"agency": agency, "organization": "" if agency else self.institution}
        return {"channel": channel, "text": self.purpose, **self.guest, **whose}

    # Verbs

    def call(self, *, by, place=""):
        """Call this visitor, again if he did not hear; raises ``NotNow`` if a colleague has him."""
        with self._locked():
            if self.is_called and self.served_by_id == by.pk:
                pass
            elif not self.may_be_called:
                raise NotNow(self._why_not())
            else:
                Visit.objects.require_free(by, besides=self)
            self.be_called(by, place)

    def be_called(self, by, place):
        """The row is held and may be called: put the number on the display."""
        now = timezone.now()
        self.state, self.served_by, self.place = self.State.CALLED, by, place
        self.called_at = self.called_at or now
        self.last_called_at, self.ended_at = now, None
        self.calls += 1
        self.save()
        self.record("call", by, calls=self.calls)

    def serve(self, *, by):
        """The visitor has come to the desk."""
        with self._locked():
            if not self.is_called:
                raise NotNow(self._why_not())
            Visit.objects.require_free(by, besides=self)
            self.state, self.served_by, self.served_at = self.State.SERVING, by, timezone.now()
            self.save()
            self.record("serve", by)

    def end(self, *, by, outcome, note=""):
        """The visit is over, with its outcome; a later outcome takes the place of an earlier."""
        with self._locked():
            if not (self.is_open or self.state == self.State.DONE):
                raise NotNow(self._why_not())
            now = timezone.now()
            self.served_by = self.served_by or by
            self.served_at, self.ended_at = self.served_at or now, self.ended_at or now
            self.state, self.outcome = self.State.DONE, outcome
            self.note = "" if self.erased_at else note
            self.save()
            self.record("end", by, outcome=str(self.get_outcome_display()))

    def miss(self, *, by):
        """Called in vain: he is not here. He may be called once more when he comes."""
        with self._locked():
            if not self.is_called:
                raise NotNow(self._why_not())
            self.state, self.ended_at = self.State.ABSENT, timezone.now()
            self.save()
            self.record("miss", by)

    def come_from(self, agency):
        """The visitor speaks for this agency, whose account he has just been made."""
        self.agency = agency
        self.save(update_fields=["agency"])

    def link(self, submission, *, by):
        """The visitor came about this file: both tell of it."""
        with transaction.atomic(), together():
            _, is_new = VisitFile.objects.get_or_create(
                visit=self, submission=submission, defaults={"by": by}
            )
            if is_new:
                if self.agency_id is None:
                    self.come_from(submission.agency)
                self.record("link", by, code=submission.code)
                self._tell(submission, "visit.link", by)

    def unlink(self, submission, *, by):
        """He did not come about this file; a slip of the officer is put right."""
        with transaction.atomic(), together():
            count, _ = VisitFile.objects.filter(visit=self, submission=submission).delete()
            if count:
                self.record("unlink", by, code=submission.code)
                self._tell(submission, "visit.unlink", by)

    def record(self, verb, by, **particulars):
        """Write the deed down; what is personal is no part of it."""
        return record(self, f"visit.{verb}", by=by, label=self.label, **particulars)

    # The private parts

    @contextmanager
    def _locked(self):
        with transaction.atomic():
            hold(self)
            yield

    def _tell(self, submission, action, by):
        label, channel = self.label if self.number else "", str(self.get_channel_display())
        day = self.day.isoformat()
        record(submission, action, by=by, visit=self.pk, label=label, channel=channel, day=day)

    def _why_not(self):
        who = f" oleh {self.served_by}" if self.is_open and self.served_by else ""
        return f"{self.label} sekarang {self.get_state_display().lower()}{who}."
