from contextlib import contextmanager

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role, Room, User
from consultations import words
from consultations.models.consultation_queryset import (
    ADVISERS,
    PERSONAL,
    ConsultationQuerySet,
    kept,
)
from consultations.models.forgetting import FORGOTTEN, Forgetting
from consultations.models.leading import Leading
from consultations.models.meeting import Meeting
from consultations.models.message import Message
from consultations.words import State
from consultations.workflow import ASKER, BOTH, BY_NOUN, OFFICE, STEPS
from events.holding import hold
from events.models import Mail
from events.recording import record, together
from events.refusals import NotAllowed, NotNow
from norms.reading import value
from requests_app.codes import new_code
from workdays.calendar import calendar_for
from workdays.due import Due


class Consultation(Leading, Meeting, Forgetting, models.Model):
    """Advice on a planned activity, before or without a submission: asked for, given, kept.

    Of an agency, whose members read it, or of a guest, who follows it with code and secret.
    """

    code = models.CharField(max_length=8, unique=True, default=new_code)
    secret_digest = models.CharField(max_length=64)
    form_digest = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001  sent twice
    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="consultations")
    agency = models.ForeignKey(
        "accounts.Agency", models.PROTECT, null=True, related_name="consultations"
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    name = models.CharField("nama", max_length=255, blank=True)
    organization = models.CharField("instansi atau lembaga", max_length=255, blank=True)
    email = models.EmailField("surel", max_length=254, blank=True)
    phone = models.CharField("telepon", max_length=40, blank=True)
    activity = models.CharField("kegiatan yang direncanakan", max_length=255)
    topic = models.CharField("tentang", max_length=13, choices=words.Topic)
    channel = models.CharField("saluran", max_length=5, choices=words.Channel)
    asked_at = models.DateTimeField(default=timezone.now)
    since = models.DateTimeField(default=timezone.now)  # the newest question: the promise's begin

    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    officer = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    due_on = models.DateField()  # a cache of the calendar
    closed_at = models.DateTimeField(null=True)
    closed_in_time = models.BooleanField(null=True)
    reminded_on = models.DateField(null=True)  # the due date that was reminded of
    erased_at = models.DateTimeField(null=True)  # who asked is not known any more
    submission = models.ForeignKey(
        "requests_app.Submission", models.SET_NULL, null=True, related_name="consultations"
    )

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["office", "state", "due_on"], name="consultation_desk"),
            models.Index(fields=["office", "asked_at"], name="consultation_year"),
        ]
        constraints = [
            models.CheckConstraint(
                name="consultation_closed_is_dated",
                condition=Q(state="waiting") | Q(closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="consultation_erased_is_empty",
                condition=Q(erased_at=None) | Q(**dict.fromkeys(PERSONAL, "")),
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.activity}"

    def get_absolute_url(self):
        return reverse("consultation", args=[self.code])

    # Questions

    @property
    def is_waiting(self):
        return self.state == State.WAITING

    @property
    def is_referred(self):
        return self.state == State.REFERRED

    @property
    def heading(self):
        """The activity it is about, or what is left of a guest's."""
        return self.activity or "Konsultasi tamu"

    @property
    def has_secret(self):
        """Was its secret handed to anybody? Not to members: they open it with their accounts."""
        return self.entered_by_id is None or self.entered_by.office_id is not None

    @property
    def look_code(self):
        """The state as it is drawn: an answer settles it, unlike a note's."""
        return "settled" if self.state == State.ANSWERED else self.state

    @property
    def who(self):
        """Who asked, in one line."""
        whose = self.agency.name if self.agency_id else self.organization
        return ", ".join(filter(None, [self.name, whose])) or "Tamu tanpa nama"

    @property
    def due(self):
        """How its answer stands to its due date today; None once it is closed."""
        if not self.is_waiting:
            return None
        today = self.office.today()
        return Due.seen(self.due_on, today, calendar_for(self.office), soon=words.ANSWERED_SOON)

    def last_mail(self):
        """The newest mail to who asked, for its state; "" without an address."""
        return self.email and Mail.objects.about(self).filter(to=self.email).last()

    def advisers(self):
        """Who is told that it waits: who has taken it, else the examiners, else the counter."""
        if self.officer_id and self.officer.is_active:
            return [self.officer]
        staff = User.objects.staff_of(self.office)
        examiners = list(staff.with_role(Role.EXAMINER))
        return examiners or list(staff.with_role(Role.FRONT_DESK, Role.HEAD))

    def side_of(self, user):
        """Whether this person speaks for the office; whoever else sees it has asked."""
        is_ours = user.is_authenticated and user.office_id == self.office_id
        return OFFICE if is_ours and user.has_role(*ADVISERS) else ASKER

    def spoken_by(self, by):
        """Whose words the question is: a guest's, whoever typed them, are nobody's of ours."""
        return None if by and by.office_id else by

    def steps_for(self, user):
        """The steps that are this person's now: the buttons."""
        return [step for step in BY_NOUN.values() if self.may(step, user)]

    def may(self, step, user):
        """Could this person, who sees it, take the step now? The verb asks the same again."""
        if self.state not in step.sources or step.side not in (self.side_of(user), BOTH):
            return False
        if self.is_shut_for(step):
            return False
        if step.verb == "take":
            return self.officer_id != user.pk
        asked = {
            "begin_draft": lambda: self.may_begin_draft(user),
            "become_note": lambda: self.examined_by(user).exists(),
            "book": self.may_book,
            "call_off": lambda: self.appointment() is not None,
        }
        return step.verb not in asked or asked[step.verb]()

    # Verbs

    def take(self, *, by):
        """Whoever takes it answers it; colleagues see so."""
        with self._taking("take", by):
            self.officer = by
            self.save(update_fields=["officer"])
            self.record("take", by)

    def answer(self, *, by, text, uploads=()):
        """The answer in writing; a later one adds to it."""
        with self._taking("answer", by):
            self._close(State.ANSWERED, by)
            self.say(Message.Kind.ANSWER, text, by=by, uploads=uploads)
            self.record("answer", by, in_time=self.closed_in_time)

    def note_down(self, *, by, text, uploads=()):
        """What was said at the counter or on the telephone: that is the answer."""
        with self._taking("note_down", by):
            self._close(State.ANSWERED, by)
            self.say(Message.Kind.SPOKEN, text, by=by, uploads=uploads)
            self.record("note_down", by, in_time=self.closed_in_time)

    def refer(self, *, by):
        """It is on no planned activity: a request for information, which others answer."""
        with self._taking("refer", by):
            self._let_go(by)
            self._close(State.REFERRED, by)
            self.record("refer", by)

    def ask_more(self, *, by=None, text, uploads=()):
        """Whoever asked goes on; after an answer the promise begins anew."""
        with self._taking("ask_more", by):
            if not self.is_waiting:
                self.state, self.since = State.WAITING, timezone.now()
                self.closed_at = self.closed_in_time = None
                self.count_anew()
                self.save()
            self.say(Message.Kind.QUESTION, text, by=by, uploads=uploads)
            self.record("ask_more", by)

    def withdraw(self, *, by=None):
        """He does not need it any more."""
        with self._taking("withdraw", by):
            self._let_go(by)
            self._close(State.WITHDRAWN, None)
            self.record("withdraw", by)

    def remind(self):
        """An answer is due the next working day, or late: told once for each due date."""
        with self._taking("remind"):
            due = self.due
            if not due.is_pressing or self.reminded_on == self.due_on:
                return
            self.reminded_on = self.due_on
            self.save(update_fields=["reminded_on"])
            self.record("remind", None, until=self.due_on)

    # What the verbs share

    @contextmanager
    def _taking(self, verb, by=None):
        """The frame of every verb: the row locked, the step allowed.

        Raises `NotNow` when somebody was quicker, `NotAllowed` when it is the other side's.
        """
        step = STEPS[verb]
        with transaction.atomic(), together():
            hold(self)
            if self.state not in step.sources:
                raise NotNow(
                    "Ini tidak dapat dilakukan lagi: statusnya sekarang “"
                    f"{self.get_state_display()}”. Muat ulang halaman."
                )
            if self.is_shut_for(step):
                raise NotNow(FORGOTTEN)
            if by is not None and step.side not in (self.side_of(by), BOTH):
                raise NotAllowed(f"“{step.label}” bukan langkah Anda pada konsultasi ini.")
            yield

    def _let_go(self, by):
        if booked := self.appointment():
            self._free(booked, by)

    def _close(self, state, officer):
        if self.is_waiting:
            self.closed_at = timezone.now()
            self.closed_in_time = self.office.today() <= self.due_on
        self.state, self.officer = state, officer or self.officer
        self.save()

    def count_anew(self):
        """The cached due date, from the newest question and today's calendar."""
        day = self.since.astimezone(self.office.zone).date()
        self.due_on = calendar_for(self.office).add_workdays(day, value("consultation.answer", day))

    def say(self, kind, text, *, by=None, uploads=()):
        """One message with its files."""
        if kind == Message.Kind.QUESTION:  # what the office says is its own
            Room.objects.take(self.agency, [upload.file for upload in uploads])
        message = self.messages.create(kind=kind, text=text.strip(), by=by)
        kept(message, uploads)
        return message

    def record(self, verb, by, **facts):
        """Nothing that was written by hand goes into the chain, which is kept for ever."""
        record(self, f"consultation.{verb}", by=by, code=self.code, **facts)


def recount(consultations):
    """Due dates after the calendar has changed; only those that move are written."""
    for consultation in consultations.waiting().select_related("office"):
        before = consultation.due_on
        consultation.count_anew()
        if consultation.due_on != before:
            consultations.model.objects.filter(pk=consultation.pk, state=State.WAITING).update(
                due_on=consultation.due_on
            )
