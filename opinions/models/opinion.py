from contextlib import contextmanager

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role, User
from editions.prefill import CONTACTS
from events.holding import hold
from events.readers import keep_inside
from events.recording import record
from events.refusals import NotAllowed, NotNow, required
from events.resting import not_while_resting
from opinions import words
from opinions.models.opinion_queryset import OpinionManager
from opinions.words import State, Whom
from requests_app.models.submissions.submission_queryset import FILE_ROLES
from requests_app.workflow import ON_THE_CLOCK
from workdays.calendar import calendar_for
from workdays.due import Due

keep_inside("opinion.asked", "opinion.answered", "opinion.withdrawn", "opinion.reminded")

BLANK = {"colleague": None, "office": None, "unit": "", "email": ""}
ADDRESSEE = {  # what is known of whom one asks
    Whom.COLLEAGUE: ("colleague",),
    Whom.OFFICE: ("office",),
    Whom.UNIT: ("unit", "email"),
}


def _addressed(whom):
    """The condition that exactly this addressee is filled in."""
    known = ADDRESSEE[whom]
    empty = Q(**{name: blank for name, blank in BLANK.items() if name not in known})
    return Q(empty, *(~Q(**{name: BLANK[name]}) for name in known), whom=whom)


class Opinion(models.Model):
    """What somebody is asked about a file or one question of it, with a day, and what he answers.

    Internal: the agency reads neither. Nothing waits for it, neither the clock nor any step.
    """

    submission = models.ForeignKey(
        "requests_app.Submission", models.CASCADE, related_name="opinions"
    )
    question = models.CharField(max_length=100, blank=True)  # "block.question"; empty: the file
    whom = models.CharField("kepada", max_length=9, choices=Whom)
    colleague = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    office = models.ForeignKey("accounts.Office", models.PROTECT, null=True, related_name="+")
    unit = models.CharField("tim atau unit", max_length=255, blank=True)
    email = models.EmailField("surel", max_length=254, blank=True)
    text = models.TextField("pertanyaan", max_length=5000)
    due_on = models.DateField("dijawab paling lambat")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)

    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    answer_text = models.TextField("pendapat", max_length=5000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    answered_as = models.CharField("nama dan jabatan", max_length=255, blank=True)  # by the link
    answered_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)  # when whoever asked came to read the answer
    reminded_on = models.DateField(null=True)  # by the portal
    pressed_on = models.DateField(null=True)  # by hand

    objects = OpinionManager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["state", "due_on"], name="opinion_by_day")]
        constraints = [
            models.CheckConstraint(
                name="opinion_has_one_addressee",
                condition=_addressed(Whom.COLLEAGUE)
                | _addressed(Whom.OFFICE)
                | _addressed(Whom.UNIT),
            ),
            models.CheckConstraint(
                name="opinion_answered_in_words",
                condition=~Q(state=State.ANSWERED)
                | (~Q(answer_text="") & Q(answered_at__isnull=False)),
            ),
        ]

    def __str__(self):
        return f"{self.asked_whom}: {self.about}"

    def get_absolute_url(self):
        return reverse("opinion", args=[self.pk])

    # Questions

    @property
    def is_open(self):
        return self.state == State.OPEN

    @property
    def is_answered(self):
        return self.state == State.ANSWERED

    @property
    def look_code(self):
        """The state as it is drawn: an answer settles it, unlike a note's."""
        return "settled" if self.is_answered else self.state

    @property
    def asked_whom(self):
        """Who is asked, in one line."""
        if self.colleague_id:
            return self.colleague.name
        return self.office.name if self.office_id else self.unit

    @property
    def answerer(self):
        """Who answered, in one line."""
        return self.answered_by.name if self.answered_by_id else self.answered_as

    @property
    def about(self):
        """The question with its official number, or the file."""
        form = self.submission.form
        if not self.question:
            return "seluruh pengajuan"
        return f"{form.number(self.question)} {form.label(self.question)}".strip()

    @property
    def due(self):
        """How the answer stands to its day; None once nobody waits for it."""
        office = self.submission.office
        if not self.is_open:
            return None
        calendar = calendar_for(office)
        return Due.seen(self.due_on, office.today(), calendar, soon=words.ANSWERED_SOON)

    @property
    def is_after_clock(self):
        """Is it asked for a day on which the time for the file is over?"""
        file = self.submission
        return file.state in ON_THE_CLOCK and self.due_on > file.due_on

    @property
    def was_reminded_today(self):
        return self.pressed_on == self.submission.office.today()

    def may_answer(self, user):
        """Is it this person, who sees it, that is asked now?"""
        if not self.is_open or not user.is_active:
            return False
        if self.colleague_id:
            return self.colleague_id == user.pk and user.office_id == self.submission.office_id
        return user.office_id == self.office_id is not None and user.has_role(Role.EXAMINER)

    def may_be_managed_by(self, user):
        """Who may ask about the file withdraws and reminds, and whoever asked as long as he is at
        its office."""
        is_asker = self.asked_by_id == user.pk and user.office_id == self.submission.office_id
        return is_asker or self.submission.opinions.may_be_asked_by(user)

    def hearers(self):
        """Who is told of the answer: who asked, and who examines by now."""
        people = {
            person.pk: person for person in (self.asked_by, self.submission.examiner) if person
        }
        here = self.submission.office_id
        return [
            one for one in people.values() if one.office_id == here and one.has_role(*FILE_ROLES)
        ]

    def readings(self):
        """What whoever is asked reads: [(block, [Reading, …])] of the newest submitted version.

        Only the question, if it is about one; beyond the office nothing about persons.
        """
        versions = self.submission.revisions.filter(submitted_at__isnull=False)
        found = []
        for block, readings in versions.order_by("-number").first().read():
            if self.question:
                readings = [one for one in readings if one.key == self.question]
            if readings and (block.code != CONTACTS or self.whom == Whom.COLLEAGUE):
                found.append((block, readings))
        return found

    def addresses(self):
        """Mailboxes of who is asked; of an office the examiner with the fewest files in hand."""
        if self.colleague_id:
            return [self.colleague.email] if self.colleague.has_role(*FILE_ROLES) else []
        if self.whom == Whom.UNIT:
            return [self.email]
        examiners = User.objects.staff_of(self.office).with_role(Role.EXAMINER)
        in_hand = models.Count("examining", Q(examining__state__in=ON_THE_CLOCK), distinct=True)
        freest = examiners.annotate(in_hand=in_hand).order_by("in_hand", "pk").first()
        return [freest.email] if freest else []

    # Verbs

    def answer(self, *, by=None, text, name=""):
        """The opinion in words; without ``by`` it is the unit's, by the mailed link."""
        text = required(text, "Tuliskan pendapat Anda.")
        with self._open():
            if by is not None and not self.may_answer(by):
                raise NotAllowed("Pendapat ini diminta dari orang lain.")
            self.answer_text, self.answered_by, self.answered_as = text, by, name.strip()
            self.answered_at, self.state = timezone.now(), State.ANSWERED
            self.save()
            self.record("answered", by)

    def withdraw(self, *, by):
        """Whoever asked does not need it any more."""
        with self._open():
            self._manage(by)
            self.lapse(by=by)

    def lapse(self, *, by=None):
        """The file is closed or has gone elsewhere, or nobody needs it: nobody is asked now."""
        self.state = State.WITHDRAWN
        self.save(update_fields=["state"])
        self.record("withdrawn", by)

    def press(self, *, by):
        """Whoever asked reminds by hand, once a day."""
        with self._open():
            self._manage(by)
            if self.was_reminded_today:
                raise NotNow("Pengingat hari ini sudah dikirim. Ingatkan lagi besok.")
            self.pressed_on = self.submission.office.today()
            self.save(update_fields=["pressed_on"])
            self.record("reminded", by, until=self.due_on)

    def remind(self):
        """The portal reminds the working day before, and once when the day is over."""
        with self._open():
            due, office = self.due, self.submission.office
            today = office.today()
            told_since = self.reminded_on and (not due.is_over or self.reminded_on > self.due_on)
            is_time = due.is_pressing and self.due_on != today and not told_since
            if is_time and calendar_for(office).is_workday(today):
                self.reminded_on = today
                self.save(update_fields=["reminded_on"])
                self.record("reminded", None, until=self.due_on)

    @not_while_resting
    def read(self):
        """Whoever asked has read the answer: it leaves his desk. No event: nothing was done."""
        if self.is_answered and self.read_at is None:
            self.read_at = timezone.now()
            self.save(update_fields=["read_at"])

    # What the verbs share

    @contextmanager
    def _open(self):
        """The frame of every verb: the file's row held, then this one, which nobody closed."""
        with self.submission.locked():
            hold(self)
            if not self.is_open:
                raise NotNow(
                    "Ini tidak dapat dilakukan lagi: permintaan pendapat ini "
                    f"“{self.get_state_display()}”. Muat ulang halaman."
                )
            yield

    def _manage(self, by):
        if not self.may_be_managed_by(by):
            raise NotAllowed(
                "Hanya yang meminta dan pemeriksa pengajuan ini yang dapat melakukannya."
            )

    def record(self, verb, by, **facts):
        """Nothing that was written by hand goes into the chain, which is kept for ever."""
        facts |= {"opinion": self.pk, "whom": self.asked_whom, "about": self.about}
        record(self.submission, f"opinion.{verb}", by=by, **facts)
