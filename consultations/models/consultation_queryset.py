"""Finding consultations through the person looking, in the language of the desk."""

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.models import Role
from accounts.tickets import digest_of, new_secret
from consultations.models.appointment import Appointment
from consultations.models.message import ConsultationFile, Message
from consultations.words import CLOSED, State

ADVISERS = (Role.FRONT_DESK, Role.EXAMINER, Role.HEAD)  # who read and answer
PERSONAL = ("name", "organization", "email", "phone")


class ConsultationQuerySet(models.QuerySet):
    """Questions of the desk, and the first verb."""

    def visible_to(self, user):
        """An agency's own; of the office's staff those who advise see what their office is asked.

        A guest has no account: his browser holds a key (`consultations/keys.py`).
        """
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.office_id:
            return self.filter(office=user.office_id) if user.has_role(*ADVISERS) else self.none()
        return self.filter(agency=user.agency_id) if user.agency_id else self.none()

    def waiting(self):
        return self.filter(state=State.WAITING)

    def waiting_for(self, user):
        """What this officer should answer: his own, and what nobody has taken."""
        return self.visible_to(user).waiting().filter(Q(officer=user) | Q(officer=None))

    def late(self, today):
        return self.waiting().filter(due_on__lt=today)

    def to_erase(self, before):
        """Those of people without an account that were closed before then; not who still comes."""
        guests = Q(agency=None) | Q(entered_by__office__isnull=False)
        old = self.filter(guests, state__in=CLOSED, closed_at__lt=before, erased_at=None)
        coming = Appointment.objects.coming(timezone.now()).filter(consultation=OuterRef("pk"))
        return old.filter(~Exists(coming))

    def matching(self, words):
        """Those in which each of the words stands: title, question, answer, code, who asked."""
        found = self
        for word in words.split():
            said = Message.objects.filter(consultation=OuterRef("pk"), text__icontains=word)
            found = found.filter(
                Q(code__iexact=word)
                | Q(activity__icontains=word)
                | Q(name__icontains=word)
                | Q(organization__icontains=word)
                | Q(agency__name__icontains=word)
                | Exists(said)
            )
        return found

    def most_urgent_first(self):
        """Waiting before closed, the earliest due date first; closed ones newest first."""
        closed = models.Case(models.When(state__in=CLOSED, then=1), default=0)
        due = models.Case(models.When(state=State.WAITING, then="due_on"), default=None)
        return self.order_by(closed, due.asc(nulls_last=True), "-pk")

    def ask(self, *, text, secret=None, uploads=(), by=None, **facts):
        """A new consultation and its secret: (consultation, secret).

        `by` is who asks, or the officer who enters it for somebody at the counter.
        """
        secret = secret or new_secret()
        with transaction.atomic():
            consultation = self.model(entered_by=by, **facts)
            consultation.secret_digest = digest_of(consultation.code, secret)
            consultation.count_anew()
            consultation.save(force_insert=True)
            consultation.say(
                Message.Kind.QUESTION, text, by=consultation.spoken_by(by), uploads=uploads
            )
            consultation.record("ask", by, channel=consultation.get_channel_display())
        return consultation, secret


def kept(message, uploads):
    """Store the files of a message."""
    ConsultationFile.keep(uploads, message=message)
