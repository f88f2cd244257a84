from contextlib import contextmanager

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from complaints import words
from complaints.clock import ComplaintClock
from complaints.models.complaint_queryset import ComplaintQuerySet
from complaints.models.entry import Entry
from complaints.models.filing import Filed
from complaints.models.following import Followed
from complaints.models.handling import Handled
from complaints.words import CLOSED, OPEN, State
from complaints.workflow import AFTER_ERASING, ERASED, STEPS
from events.holding import hold
from events.models import Mail
from events.recording import record
from events.refusals import NotNow
from norms.reading import norm
from requests_app.codes import new_code
from requests_app.models import Submission
from workdays.calendar import calendar_for
from workdays.due import Due

HIDDEN, NAMELESS = "Dirahasiakan", "Anonim"


class Complaint(Filed, Handled, Followed, models.Model):
    """What somebody complains of, asks or suggests; followed with a code and a secret.

    Who it concerns neither sees nor handles it: `Concerned`, `visible_to`, and guards.py in the
    database. Its events are about the complaint, never about the file it names.
    """

    code = models.CharField(
        max_length=8, unique=True, default=new_code, validators=[RegexValidator(r"^[0-9A-Z]{8}$")]
    )
    secret_digest = models.CharField(max_length=64)
    form_digest = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001  sent twice
    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="complaints")
    desk = models.ForeignKey("accounts.Office", models.PROTECT, related_name="+")  # who handles it
    kind = models.CharField("jenis", max_length=12, choices=words.Kind)
    has_supervision = models.BooleanField("berkadar pengawasan", default=False)
    target = models.CharField("tentang", max_length=10, choices=words.Target)
    accused = models.CharField("petugas yang diadukan", max_length=255, blank=True)
    submission = models.ForeignKey(
        "requests_app.Submission", models.PROTECT, null=True, related_name="complaints"
    )
    is_objection = models.BooleanField("keberatan atas keputusan", default=False)
    privacy = models.CharField(max_length=12, choices=words.Privacy)
    name = models.CharField("nama", max_length=255, blank=True)
    email = models.EmailField("surel", max_length=254, blank=True)
    phone = models.CharField("telepon", max_length=40, blank=True)
    text = models.TextField(blank=True)
    channel = models.CharField("saluran", max_length=10, choices=words.Channel)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    received_at = models.DateTimeField(default=timezone.now)

    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    verified_at = models.DateTimeField(null=True)
    verify_by = models.DateField()  # caches of the calendar, like due_on
    due_on = models.DateField(null=True)
    answer_by = models.DateField(null=True)  # until when the reporter may answer a question
    warned_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    reopened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_in_time = models.BooleanField(null=True)
    grade = models.PositiveSmallIntegerField(null=True, choices=words.GRADES)
    grade_text = models.CharField(max_length=500, blank=True)
    erased_at = models.DateTimeField(null=True)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["desk", "state", "due_on"], name="complaint_desk"),
            models.Index(fields=["office", "received_at"], name="complaint_year"),
        ]
        constraints = [
            models.CheckConstraint(
                name="complaint_anonymous_names_nobody",
                condition=~Q(privacy="anonymous") | Q(name="", email="", phone=""),
            ),
            models.CheckConstraint(
                name="complaint_closed_is_dated",
                condition=~Q(state__in=CLOSED) | Q(closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="complaint_asked_has_its_day",
                condition=~Q(state="asked") | Q(answer_by__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.get_kind_display()}"

    def get_absolute_url(self):
        """Where the desk reads it; the reporter's page is another one."""
        return reverse("complaint_handling", args=[self.code])

    # Questions

    @property
    def is_open(self):
        return self.state in OPEN

    @property
    def look_code(self):
        """The state as it is drawn: an answer settles a complaint, unlike a note."""
        return "settled" if self.state == State.ANSWERED else self.state

    @property
    def awaits_verification(self):
        return self.state == State.RECEIVED

    @property
    def awaits_reporter(self):
        return self.state == State.ASKED

    @property
    def may_be_supervised(self):
        """Only a complaint can turn out to need the long look of supervision."""
        return self.kind == words.Kind.COMPLAINT

    @property
    def is_reopenable(self):
        is_first = self.reopened_at is None and self.erased_at is None
        return is_first and self.state in STEPS["reopen"].sources

    @property
    def is_gradable(self):
        is_first = self.grade is None and self.erased_at is None
        return is_first and self.state in STEPS["rate"].sources

    @property
    def allowance(self):
        """Working days within which it is answered."""
        return self.rule.value

    @property
    def rule(self):
        """What holds for its answer: the limit of its class on the day it came."""
        return norm(f"complaint.{self._class_name}", self.received_on)

    @property
    def _class_name(self):
        return "supervision" if self.has_supervision else self.kind

    @property
    def received_on(self):
        return self.received_at.astimezone(self.office.zone).date()

    @property
    def class_label(self):
        """The class as the desk and the summary say it."""
        if self.kind != words.Kind.COMPLAINT or not self.verified_at:
            return self.get_kind_display()
        return f"Pengaduan {'' if self.has_supervision else 'tidak '}berkadar pengawasan"

    @property
    def title(self):
        """The first words, for lists."""
        line = " ".join(self.text.split())
        return line if len(line) <= 90 else f"{line[:89]}…"

    @property
    def privacy_in_short(self):
        return words.PRIVACY_IN_SHORT[self.privacy]

    def reporter_for(self, user):
        """Who wrote it, as far as this officer may know it."""
        if self.privacy == words.Privacy.ANONYMOUS:
            return NAMELESS
        if self.hides_reporter_from(user):
            return HIDDEN
        return self.name or "(nama tidak diisi)"

    def last_mail(self):
        """The newest mail to the reporter, for its state; "" without an address."""
        return self.email and Mail.objects.about(self).filter(to=self.email).last()

    def hides_reporter_from(self, user):
        """A confidential name is for the handler alone."""
        return self.privacy == words.Privacy.CONFIDENTIAL and self.handler_id != user.pk

    def clock(self):
        """The clock of its class: it rests while the reporter is asked, a reopening begins anew."""
        zone, holdings = self.office.zone, []
        for kind, at in self._moves():
            day = at.astimezone(zone).date()
            if kind == Entry.Kind.REOPENING:
                holdings = [(day, None)]
            elif kind == Entry.Kind.ASK:
                holdings[-1] = (holdings[-1][0], day)
            elif holdings and holdings[-1][1] is None:
                continue  # said without having been asked
            else:
                holdings.append((day, None))
        return ComplaintClock(holdings, self.allowance, calendar_for(self.office))

    def is_late(self, today=None):
        """Is the verification or the answer overdue?"""
        today = today or self.office.today()
        if self.awaits_verification and today > self.verify_by:
            return True
        return self.is_open and self.due_on is not None and today > self.due_on

    @property
    def due(self):
        """How its answer stands to its due date today; None while no day counts."""
        if not self.is_open or self.due_on is None:
            return None
        calendar, today = calendar_for(self.office), self.office.today()
        return Due.seen(self.due_on, today, calendar, soon=words.ANSWERED_SOON)

    # What the verbs share, in the order they call it

    @contextmanager
    def _taking(self, verb, by=None):
        """The frame of every verb: the rows locked (file, then complaint), the step allowed.

        Raises `NotNow` when somebody was quicker, `NotAllowed` unless this officer may; `by` is
        nobody where the reporter acts, or the portal itself.
        """
        step = STEPS[verb]
        with transaction.atomic():
            if self.submission_id:  # the order in which the file's own verbs reach this row
                Submission.objects.select_for_update(of=("self",)).get(pk=self.submission_id)
            hold(self)
            self._prefetched_objects_cache = {}
            if self.state not in step.sources:
                raise NotNow(
                    step.refusal
                    or f"Ini tidak dapat dilakukan lagi: statusnya sekarang “"
                    f"{self.get_state_display()}”. Muat ulang halaman."
                )
            if self.erased_at and verb not in AFTER_ERASING:
                raise NotNow(ERASED)
            if by is not None:
                self._require(by, step)
            yield

    def _move(self, state):
        """Into that state, with what follows from it."""
        now, was_open = timezone.now(), self.state in OPEN
        self.state = state
        if state in CLOSED:
            if was_open:
                self.closed_at = now
                self.closed_in_time = not self.is_late_on(self.office.today())
            self.due_on = self.answer_by = None
        else:
            self.closed_at = self.closed_in_time = None
            self.count_anew()
        self.save()

    def is_late_on(self, today):
        """Would an answer on that day be late? Asked while the due date still stands."""
        return self.clock().is_overdue(today)

    def count_anew(self):
        """The cached days, from the messages and today's calendar."""
        received = self.received_on
        calendar = calendar_for(self.office)
        self.verify_by = calendar.add_workdays(received, norm("complaint.verify", received).value)
        self.due_on = self.clock().due_on if self.state in OPEN else None

    def _moves(self):
        """(kind, moment) of what moves the clock, oldest first."""
        yield Entry.Kind.REPLY, self.received_at
        moving = {Entry.Kind.ASK, Entry.Kind.REPLY, Entry.Kind.REOPENING}
        for entry in self.entries.all() if self.pk else ():
            if entry.kind in moving:
                yield entry.kind, entry.at

    def _say(self, kind, text, *, by=None, uploads=()):
        entry = self.entries.create(kind=kind, text=text.strip(), by=by)
        self.files.model.keep(uploads, complaint=self, entry=entry)
        self._prefetched_objects_cache = {}
        return entry

    def _record(self, verb, by, **facts):
        """Nothing that was written by hand goes into the chain, which is kept for ever."""
        record(self, f"complaint.{verb}", by=by, code=self.code, **facts)
