from contextlib import contextmanager

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from appeals import words
from appeals.models.answerers import Answered
from appeals.models.answering import Answering
from appeals.models.appeal_queryset import AppealQuerySet
from appeals.words import OPEN, State
from appeals.workflow import AGENCY, ANSWERERS, BY_NOUN, EXAMINER, STEPS, TAKER
from events.holding import hold
from events.models import Event
from events.recording import record, together
from events.refusals import NotAllowed, NotNow
from norms.reading import norm
from requests_app.codes import new_code
from workdays.calendar import calendar_for
from workdays.due import Due


class Appeal(Answered, Answering, models.Model):
    """An agency's objection to the decision on its file, and what came of it.

    Not an objection to what an officer entered in its name (``submission.objections``).
    """

    code = models.CharField(max_length=8, unique=True, default=new_code)
    submission = models.ForeignKey(
        "requests_app.Submission", models.PROTECT, related_name="appeals"
    )
    decision = models.ForeignKey("letters.Letter", models.PROTECT, related_name="appeals")
    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="appeals")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    reasons = models.TextField("alasan")
    wanted = models.TextField("yang diminta")
    state = models.CharField(max_length=10, choices=State, default=State.FILED)
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    due_on = models.DateField()  # a cache of the calendar
    reminded_on = models.DateField(null=True)  # the due date that was reminded of
    closed_at = models.DateTimeField(null=True)
    closed_in_time = models.BooleanField(null=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["office", "state", "due_on"], name="appeal_desk")]
        constraints = [
            models.UniqueConstraint(
                name="appeal_once", fields=["decision"], condition=~Q(state="withdrawn")
            ),
            models.CheckConstraint(
                name="appeal_closed_is_dated",
                condition=Q(state__in=["filed", "in_review"]) | Q(closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="appeal_in_review_has_handler",
                condition=~Q(state="in_review") | Q(handler__isnull=False),
            ),
        ]

    def __str__(self):
        return f"keberatan {self.code} atas {self.decision.number}"

    def get_absolute_url(self):
        return reverse("appeal", args=[self.code])

    # Questions

    @property
    def is_open(self):
        return self.state in OPEN

    @property
    def due(self):
        """How its answer stands to its due date today; None once it is closed."""
        if not self.is_open:
            return None
        today, calendar = self.office.today(), calendar_for(self.office)
        return Due.seen(self.due_on, today, calendar, soon=words.ANSWER_SOON)

    @property
    def made_on(self):
        return self.made_at.astimezone(self.office.zone).date()

    @property
    def rule(self):
        """What holds for its answer: the promise of the day on which it came."""
        return norm("appeal.answer", self.made_on)

    @property
    def is_answered_elsewhere(self):
        """Does another office answer than the one that decided?"""
        return self.office_id != self.submission.office_id

    def letter(self):
        """The letter that answers it, or will; None before somebody has decided."""
        return self.decision.ruling() if self.state != State.WITHDRAWN else None

    def letter_to_sign(self):
        """The drafted answer while it waits for a signature, or None."""
        letter = self.letter() if self.is_open else None
        return letter if letter and letter.waits_for_head else None

    @property
    def note_of_return(self):
        """Why the drafted answer was not signed, until it is drafted anew; no history tells it."""
        letter = self.letter()
        if letter is None or not letter.is_sent_back:
            return ""
        sent = Event.objects.about(self.submission).filter(action="appeal.send_back")
        return sent.filter(particulars__appeal=self.pk).last().particulars["note"]

    def steps_for(self, user):
        """The steps that are this person's now: the buttons."""
        return [step for step in BY_NOUN.values() if self.may(step, user)]

    def may(self, step, user):
        """Could this person take the step now? The verb asks the same again."""
        return (
            self.state in step.sources and self._is_side(step.side, user) and self._fits(step, user)
        )

    def _is_side(self, side, user):
        return {
            AGENCY: lambda: user.agency_id == self.submission.agency_id and user.is_agency_writer,
            ANSWERERS: lambda: self.is_answered_by(user),
            TAKER: lambda: self.handler_id == user.pk and self.is_answered_by(user),
            EXAMINER: lambda: user.pk == self.submission.examiner_id and user.is_active,
        }.get(side, lambda: False)()

    def _fits(self, step, user):
        """What a step asks beside the state."""
        asked = self.statements.last()
        if step.verb == "give_statement":
            return asked is not None and asked.is_open
        if step.verb == "ask_statement":
            return self.submission.examiner_id is not None and not (asked and asked.is_open)
        if step.verb == "take":
            return self.handler_id != user.pk and self.letter_to_sign() is None
        return step.verb != "decide" or self.letter_to_sign() is None

    # Verbs of the agency and the portal; those of the office are in answering.py

    def withdraw(self, *, by):
        """The agency does not want it any more; the decision stands."""
        with self.taking("withdraw", by):
            self.decision.give_ruling_up(by=by, reason="Keberatan ditarik oleh instansi.")
            self.close(State.WITHDRAWN)
            self.record("withdraw", by)

    def settle(self, letter, *, by):
        """The answer was signed; called by the letter's settlement, which holds the file."""
        hold(self)
        self.close(State(letter.purpose))
        facts = {"outcome": self.get_state_display(), "number": letter.number}
        self.record("settle", by, **facts)
        if self.state == State.OVERTURNED:
            self.submission.reopen(by=by, letter=letter)

    def remind(self):
        """An answer is due soon, or late: told once for each due date."""
        with self.taking("remind"):
            if self.due.is_pressing and self.reminded_on != self.due_on:
                self.reminded_on = self.due_on
                self.save(update_fields=["reminded_on"])
                self.record("remind", None, until=self.due_on)

    # What the verbs share

    @contextmanager
    def taking(self, verb, by=None):
        """The frame of every verb: the file and then the row locked, the step allowed."""
        step = STEPS[verb]
        with transaction.atomic(), together():
            hold(self.submission)
            hold(self)
            if self.state not in step.sources:
                raise NotNow(
                    "Ini tidak dapat dilakukan lagi: statusnya sekarang "
                    f"“{self.get_state_display()}”. Muat ulang halaman."
                )
            if by is not None and not self._is_side(step.side, by):
                raise NotAllowed(f"“{step.label}” bukan langkah Anda pada keberatan ini.")
            if by is not None and not self._fits(step, by):
                raise NotNow("Ini baru saja dilakukan orang lain. Muat ulang halaman.")
            yield

    def close(self, state):
        """No longer waits for an answer."""
        self.closed_in_time = self.office.today() <= self.due_on
        self.state, self.closed_at = state, timezone.now()
        self.save(update_fields=["state", "closed_at", "closed_in_time"])

    def count_anew(self):
        """The cached due date, from the day it came and today's calendar."""
        self.due_on = calendar_for(self.office).add_workdays(self.made_on, self.rule.value)

    def record(self, verb, by, **facts):
        """It is told on the file's own timeline."""
        record(self.submission, f"appeal.{verb}", by=by, code=self.code, appeal=self.pk, **facts)
