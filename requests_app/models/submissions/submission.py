from contextlib import contextmanager

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from editions import EDITIONS
from editions import edition as find_edition
from events.holding import hold
from events.recording import record, together
from events.refusals import Incomplete, NotNow
from requests_app.codes import new_code
from requests_app.models.examining.objection import Objections
from requests_app.models.submissions.beginning import Begun
from requests_app.models.submissions.examination import Examined
from requests_app.models.submissions.handing_over import HandedOver
from requests_app.models.submissions.permission import Permitted
from requests_app.models.submissions.placing import Placed
from requests_app.models.submissions.reminding import Reminded
from requests_app.models.submissions.revocation import Revoked
from requests_app.models.submissions.submission_queryset import SubmissionQuerySet
from requests_app.models.submissions.telling import to_agency, to_office
from requests_app.workflow import CLOSED, EDITABLE, ON_THE_CLOCK, State
from workdays.calendar import calendar_for
from workdays.counting import Clock
from workdays.due import Due

ACT_OPEN = [Revoked.Revocation.PROPOSED, Revoked.Revocation.SENT_BACK]
NO_TITLE = "(belum berjudul)"


class Submission(Begun, Examined, HandedOver, Permitted, Placed, Reminded, Revoked, models.Model):
    """An agency's notification of a planned activity, on form FS3 or FP-KPA.

    The facts of its life are columns; the answers live in its revisions. It moves only through
    its verbs, and every verb leaves an event in the same transaction.
    """

    code = models.CharField(
        max_length=8, unique=True, default=new_code, validators=[RegexValidator(r"^[0-9A-Z]{8}$")]
    )
    edition = models.CharField(max_length=20, choices=[(slug, slug) for slug in EDITIONS])
    title = models.CharField(max_length=255, blank=True)  # copies that Revision.store keeps
    contact = models.CharField(max_length=255, blank=True)  # e-mail of who is to be asked
    started_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="successors"
    )
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    agency = models.ForeignKey("accounts.Agency", models.PROTECT, related_name="submissions")
    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="submissions")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    examiner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="examining"
    )
    created_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True, blank=True)  # the first time; never changes
    returned_at = models.DateTimeField(null=True, blank=True)  # the last time
    due_on = models.DateField(null=True, blank=True)  # a cache of clock().due_on
    decided_at = models.DateTimeField(null=True, blank=True)
    identity = models.CharField(max_length=20, blank=True)  # K-TT.WWWW.NNN, once recommended
    letter_number = models.CharField(max_length=80, blank=True)
    letter_dated_on = models.DateField(null=True, blank=True)
    objected_at = models.DateTimeField(null=True, blank=True)  # while an objection is open
    walidata_at = models.DateTimeField(null=True, blank=True)  # its opinion, the last time

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["office", "state", "due_on", "-id"], name="submission_by_state"),
            models.Index(fields=["office", "examiner", "state"]),
            models.Index(fields=["agency", "-created_at"]),
            models.Index(fields=["office", "agency", "-id"], name="submission_of_agency"),
            models.Index(fields=["office", "contact", "-id"], name="submission_of_contact"),
            models.Index(fields=["office", "due_on", "-id"]),
            models.Index(fields=["office", "submitted_at"]),
            *(
                models.Index(name=f"submission_{name}", fields=fields, condition=condition)
                for name, fields, condition in (
                    ("objected", ["office"], models.Q(objected_at__isnull=False)),
                    ("identity", ["identity"], ~models.Q(identity="")),
                    ("began_from", ["began_from"], models.Q(began_from__isnull=False)),
                    ("refused", ["office", "examiner"], models.Q(refused_at__isnull=False)),
                    ("act_open", ["office", "revocation"], models.Q(revocation__in=ACT_OPEN)),
                )
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="submission_state_has_its_facts",
                condition=models.Q(state__in=[State.DRAFT, State.CANCELLED])
                | models.Q(submitted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="submission_examined_by_somebody",
                condition=~models.Q(state__in=[State.UNDER_EXAMINATION, State.AWAITING_SIGNATURE])
                | models.Q(examiner__isnull=False),
            ),
            models.CheckConstraint(
                name="submission_recommended_has_identity",
                condition=~models.Q(state=State.RECOMMENDED) | ~models.Q(identity=""),
            ),
            models.CheckConstraint(
                name="submission_closed_is_dated",
                condition=~models.Q(state__in=CLOSED) | models.Q(decided_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.spoken_title}"

    def get_absolute_url(self):
        return reverse("submission", args=[self.code])

    # Questions

    @property
    def form(self):
        """The edition of the official form it is filled in on."""
        return find_edition(self.edition)

    @property
    def kind(self):
        """``survey`` (FS3) or ``compilation`` (FP-KPA)."""
        return self.form.kind

    @property
    def spoken_title(self):
        return self.title or NO_TITLE

    @cached_property
    def revision(self):
        """The newest version of the answers."""
        return self.revisions.order_by("-number").first()

    @property
    def objections(self):
        """What the agency objected to, and the verbs that go with it."""
        return Objections(self)

    def told_to(self, user):
        """How its state is told to the person looking: ``state``, ``label`` and ``next``."""
        return self.told_to_agency if user.office_id is None else to_office(self)

    @property
    def told_to_agency(self):
        """How its state is told to its agency, and to whoever holds a slip."""
        return to_agency(self)

    @property
    def is_editable(self):
        return self.state in EDITABLE

    @property
    def is_closed(self):
        return self.state in CLOSED

    def missing(self):
        """What keeps it from being complete: answers and attachments, in the form's order."""
        return self.revision.missing()

    def clock(self, calendar=None):
        """The clock of 30 working days, computed from the versions' dates and the calendar.

        Another ``calendar`` than the office's shows what a change would do.
        """
        zone = self.office.zone
        versions = [version for version in self.revisions.all() if version.submitted_at]
        holdings = [
            (
                version.submitted_at.astimezone(zone).date(),
                version.returned_at and version.returned_at.astimezone(zone).date(),
            )
            for version in sorted(versions, key=lambda version: version.submitted_at)
        ]
        calendar = calendar or calendar_for(self.office)
        return Clock(holdings, allowance=self.office.allowance_days, calendar=calendar)

    def promised_on(self):
        """The due date if the form were submitted today (service standard, 30 working days)."""
        today = self.office.today()
        clock = self.clock()
        return Clock([*clock.holdings, (today, None)], clock.allowance, clock.calendar).due_on

    @property
    def due(self):
        """How it stands to its due date today; None off the clock."""
        today = self.office.today()
        return self.due_on and Due.seen(self.due_on, today, calendar_for(self.office))

    @property
    def days_left(self):
        """Working days until the due date: 0 on that day, negative after; None off the clock."""
        return self.due and self.due.left

    @property
    def is_overdue(self):
        return self.due_on is not None and self.office.today() > self.due_on

    @property
    def is_paused(self):
        return self.state == State.RETURNED

    @property
    def kind_label(self):
        """The form's short name, as people say it: FS3 or FP-KPA."""
        return self.form.short_title

    # Verbs of filing

    def submit(self, *, by):
        """The form is complete and goes to the office: *terekam lengkap*, the clock starts.

        Raises ``Incomplete`` while an answer, the cover letter, the answer to a note or the reason
        for a contradiction is missing.
        """
        with self.taking("submit", by):
            self.recognise(by)
            missing = self.missing()
            if missing:
                raise Incomplete(
                    f"Isian belum lengkap: masih ada {len(missing)} hal yang perlu dilengkapi.",
                    missing,
                )
            first = self.submitted_at is None
            now = timezone.now()
            revision = self.revision
            revision.freeze(by=by, at=now)
            office = self.office
            if first:
                self.submitted_at = now
                self.office = self.proposed_office(revision).office
            self._move(State.SUBMITTED)
            self.record(
                "submit",
                by,
                version=revision.number,
                due_on=self.due_on.isoformat(),
                office=self.office.name if self.office != office else "",
            )

    def cancel(self, *, by, reason=""):
        """The activity is given up; the office must say why (service.md §3)."""
        with self.taking("cancel", by):
            if by.agency_id is None and not reason.strip():
                raise NotNow("Alasan pembatalan wajib diisi oleh satuan kerja BPS.")
            self.objections.end(by=by, reason=reason.strip())
            self.decided_at = timezone.now()
            self._move(State.CANCELLED)
            self.record("cancel", by, reason=reason.strip())

    # What the verbs share, in the order they call it; the nouns of a file call it, too

    @contextmanager
    def taking(self, verb, by):
        """The frame of every verb: a transaction, the row locked and read anew, the step allowed.

        Two clicks or two officers cannot both win: the second waits for the lock, reads the new
        state and is refused.
        """
        with self.locked():
            self.require(verb, by)
            yield

    @contextmanager
    def locked(self):
        with transaction.atomic(), together():
            hold(self)
            for cached in ("revision", "open_proposal", "guest_addresses"):
                self.__dict__.pop(cached, None)
            yield

    def _move(self, state):
        self.state = state
        self.due_on = self._due_date() if state in ON_THE_CLOCK else None
        self.save()

    def _due_date(self):
        return self.clock().due_on if self.state in ON_THE_CLOCK else None

    def record(self, verb, by, **particulars):
        return record(
            self,
            f"submission.{verb}",
            by=by,
            on_behalf_of=self.agency if self.acts_for_agency(verb, by) else None,
            **self.in_place_of(by),
            **particulars,
        )
