"""The outbox: one row a mail, written with the verb and handed to the mail server afterwards."""

from datetime import timedelta

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from events import recording

STUCK_AFTER = timedelta(minutes=10)
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=4)
LONG_IN_VAIN = timedelta(minutes=30)
MAX_TRIES = 25  # about three days with the pauses above
CLOCKS_DIFFER = timedelta(seconds=5)  # between the machines of web and worker

UNKNOWN_REASON = (
    "Sambungan terputus ketika surel sedang diserahkan, jadi tidak diketahui apakah surel sampai. "
    "Tanyakan kepada penerima, lalu kirim ulang bila perlu."
)


class MailQuerySet(models.QuerySet):
    def about(self, subject):
        """The mails about that thing, oldest first."""
        return self.filter(
            about_type=ContentType.objects.get_for_model(subject), about_id=str(subject.pk)
        ).order_by("pk")

    def due(self):
        """What should be on its way, the longest waiting first."""
        return self.filter(state=Mail.State.QUEUED, next_try_at__lte=timezone.now()).order_by(
            "next_try_at", "pk"
        )

    def stuck(self):
        """What was being handed over when somebody pulled the plug."""
        return self.filter(
            state=Mail.State.SENDING, handed_over_at__lt=timezone.now() - STUCK_AFTER
        )

    def failing(self):
        """What was tried in vain and is tried again."""
        return self.filter(state=Mail.State.QUEUED, attempts__gt=0)

    def failing_since(self):
        """Since when nothing leaves: the oldest mail that was tried in vain for half an hour.

        None while the mail server takes mails, or refuses one for a short time only.
        """
        long_ago = timezone.now() - LONG_IN_VAIN
        waiting = self.failing().filter(created_at__lt=long_ago)
        return waiting.aggregate(first=models.Min("created_at"))["first"]

    def by_state(self):
        """``{state: (how many, since when the oldest)}`` of what has not left, or not well."""
        not_sent = self.exclude(state=Mail.State.SENT).values_list("state").order_by()
        rows = not_sent.annotate(models.Count("pk"), models.Min("created_at"))
        return {state: (count, first) for state, count, first in rows}

    @transaction.atomic
    def resend_lost(self, *, by):
        """Have those that need a person sent once more; all are held before the first event."""
        lost = [mail for mail in self.select_for_update() if mail.needs_a_person]
        with recording.together():
            for mail in lost:
                mail.resend(by=by)
        return lost

    def mark_unknown(self):
        """Leave these to a person, who may resend them; the portal never does so by itself."""
        return self.update(state=Mail.State.UNKNOWN, last_error=UNKNOWN_REASON)


class Mail(models.Model):
    """One mail to one address. What it says is written once; its delivery is retried."""

    class State(models.TextChoices):
        QUEUED = "queued", "Menunggu dikirim"
        SENDING = "sending", "Sedang dikirim"
        SENT = "sent", "Terkirim"
        FAILED = "failed", "Gagal dikirim"
        UNKNOWN = "unknown", "Tidak diketahui"
        BOUNCED = "bounced", "Terpental"

    kind = models.CharField(max_length=80)
    to = models.EmailField(max_length=320)
    subject = models.CharField(max_length=255)
    text = models.TextField()
    html = models.TextField(blank=True)
    attachments = models.JSONField(default=list)
    message_id = models.CharField(max_length=255, unique=True)
    about_type = models.ForeignKey(ContentType, models.PROTECT, null=True, related_name="+")
    about_id = models.CharField(max_length=64, blank=True)
    about = GenericForeignKey("about_type", "about_id")
    event = models.ForeignKey("events.Event", models.PROTECT, null=True, related_name="mails")
    created_at = models.DateTimeField(default=timezone.now)

    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    handed_over_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=500, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["about_type", "about_id", "id"], name="mail_by_about"),
            models.Index(fields=["state", "next_try_at"], name="mail_by_state"),
        ]

    def __str__(self):
        return f"{self.kind} → {self.to} ({self.get_state_display()})"

    @property
    def may_be_resent(self):
        """A person may have it sent once more."""
        return self.needs_a_person or self.state == self.State.SENT

    @property
    def needs_a_person(self):
        """The portal will not try again by itself."""
        return self.state in {self.State.FAILED, self.State.UNKNOWN, self.State.BOUNCED}

    @property
    def may_have_bounced(self):
        """A mail server took it, or may have: only then can it come back."""
        return self.state in {self.State.SENT, self.State.UNKNOWN}

    def resend(self, *, by):
        """Have it sent once more under its old Message-ID, because a person says so."""
        with transaction.atomic():
            mail = Mail.objects.select_for_update().get(pk=self.pk)
            if not mail.may_be_resent:
                raise ValueError(f"A mail that is {mail.state} cannot be resent.")
            mail.state, mail.next_try_at, mail.attempts = self.State.QUEUED, timezone.now(), 0
            mail.save(update_fields=["state", "next_try_at", "attempts"])
            recording.record(
                mail.about or mail,
                "mail.resend",
                by=by,
                mail=mail.pk,
                to=mail.to,
                title=mail.subject,
            )
        self.refresh_from_db()

    def bounce(self, *, by, reason):
        """It came back from the mailbox it was sent to, as a person has read."""
        with transaction.atomic():
            mail = Mail.objects.select_for_update().get(pk=self.pk)
            if not mail.may_have_bounced:
                raise ValueError(f"A mail that is {mail.state} cannot have bounced.")
            mail.state, mail.last_error = self.State.BOUNCED, reason
            mail.save(update_fields=["state", "last_error"])
            facts = {"mail": mail.pk, "to": mail.to, "title": mail.subject, "reason": reason}
            recording.record(mail.about or mail, "mail.bounce", by=by, **facts)
        self.refresh_from_db()

    def claim(self):
        """Take the mail for sending. Of several workers only one gets True, and only when due."""
        now = timezone.now()
        claimed = Mail.objects.filter(
            pk=self.pk, state=self.State.QUEUED, next_try_at__lte=now + CLOCKS_DIFFER
        ).update(state=self.State.SENDING, handed_over_at=now, attempts=F("attempts") + 1)
        if claimed:
            self.refresh_from_db()
        return bool(claimed)

    def mark_sent(self):
        """The mail server took it."""
        self._settle(self.State.SENT, sent_at=timezone.now(), last_error="")

    def try_later(self, reason):
        """It was certainly not handed over: try again after a pause that doubles, then give up."""
        if self.attempts >= MAX_TRIES:
            self.give_up(f"{reason} Setelah {self.attempts} kali dicoba, pengiriman dihentikan.")
        else:
            pause = min(FIRST_PAUSE * 2 ** (self.attempts - 1), LONGEST_PAUSE)
            self._settle(self.State.QUEUED, next_try_at=timezone.now() + pause, last_error=reason)

    def give_up(self, reason):
        """It cannot be sent as it is."""
        self._settle(self.State.FAILED, last_error=reason)

    def mark_bounced(self, reason):
        """The mail server says for good that there is no such mailbox, or that it is closed."""
        self._settle(self.State.BOUNCED, last_error=reason)

    def mark_unknown(self):
        """Nobody can say whether the mail server took it."""
        self._settle(self.State.UNKNOWN, last_error=UNKNOWN_REASON)

    def _settle(self, state, **facts):
        """Leave `sending`, unless the sweep has already done so."""
        facts["state"] = state
        if Mail.objects.filter(pk=self.pk, state=self.State.SENDING).update(**facts):
            for name, value in facts.items():
                setattr(self, name, value)
