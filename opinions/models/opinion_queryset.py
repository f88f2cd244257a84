"""Finding opinions through the person looking, and the verb that asks for one."""

from django.db import models
from django.db.models import Q

from accounts.models import Role, User
from events.refusals import NotAllowed, NotNow, required
from opinions.words import State, Whom
from requests_app.models import Submission
from requests_app.models.submissions.submission_queryset import FILE_ROLES


class OpinionQuerySet(models.QuerySet):
    """Questions of the desk."""

    def visible_to(self, user):
        """Who sees the file at its office, and who is asked, until the request is withdrawn.

        A unit outside has no account: it comes by a mailed link (`opinions/links.py`).
        """
        if not user.is_authenticated or not user.is_staff_member:
            return self.none()
        seen = Q(submission__in=Submission.objects.visible_to(user))
        return self.filter(seen | (_asked(user) & ~Q(state=State.WITHDRAWN)))

    def open(self):
        return self.filter(state=State.OPEN)

    def standing(self):
        """Those that are asked or answered, as the examination draws them."""
        found = self.exclude(state=State.WITHDRAWN)
        return found.select_related("asked_by", "colleague", "answered_by", "office")

    def asked_of(self, user):
        """Those that he is to answer, or was."""
        return self.filter(_asked(user))

    def asked_by(self, user):
        """Those that he asked for, and those about files that he examines."""
        return self.filter(Q(asked_by=user) | Q(submission__examiner=user))

    def waiting_first(self):
        """What waits before what was answered, and that before what nobody needs any more."""
        later = models.Case(
            models.When(state=State.OPEN, then=0),
            models.When(state=State.ANSWERED, then=1),
            default=2,
        )
        return self.order_by(later, "due_on", "-pk")

    def on_desk_of(self, user):
        """What he is to answer, and answers to what he asked that nobody has read yet."""
        asker = Q(asked_by=user) | Q(submission__examiner=user)
        unread = Q(state=State.ANSWERED, read_at=None, submission__office=user.office_id)
        return self.filter((Q(state=State.OPEN) & _asked(user)) | (unread & asker))

    def most_urgent_first(self):
        """What is to be answered before what is to be read, the earliest day first."""
        return self.order_by("-state", "due_on", "pk")

    def in_full(self):
        """Each with everything that its card, its page and its mails tell."""
        people = ("asked_by", "colleague", "answered_by", "office")
        return self.select_related(*people, "submission__agency", "submission__office")


class OpinionManager(models.Manager.from_queryset(OpinionQuerySet)):
    """With ``submission.opinions`` others are asked about this file."""

    def may_be_asked_by(self, user):
        """Who examines the file, and the head, from its submission until it is closed."""
        file = self.instance
        if file.is_closed or file.submitted_at is None or user.office_id != file.office_id:
            return False
        examines = user.has_role(Role.EXAMINER) and file.examiner_id == user.pk
        return examines or user.has_role(Role.HEAD)

    def ask(self, *, by, whom, text, due_on, question="", **addressee):
        """Somebody is asked about the file or one question of it, until a day. The clock goes on.

        ``addressee`` is a `colleague`, another `office`, or the name of a `unit` and its `email`.
        """
        file, text = self.instance, required(text, "Tuliskan apa yang ingin Anda ketahui.")
        with file.locked():
            if not self.may_be_asked_by(by):
                raise NotAllowed(
                    "Pendapat hanya diminta oleh petugas yang memeriksa pengajuan ini dan Kepala, "
                    "selama pengajuan belum selesai."
                )
            if due_on < file.office.today():
                raise NotNow("Tanggal jawaban sudah lewat. Pilih hari ini atau sesudahnya.")
            facts = {"whom": whom, "question": question, "text": text, "due_on": due_on}
            opinion = self.create(asked_by=by, **facts, **addressee)
            opinion.record("asked", by, until=due_on)
        return opinion


def colleagues(user):
    """Whom of his office a person may ask: who reads its files anyway, he himself left out."""
    people = User.objects.staff_of(user.office).with_role(*FILE_ROLES)
    return people.exclude(pk=user.pk).order_by("name")


def _asked(user):
    """A colleague is asked by name while the file is at his office and his work is with files; of
    another office, any of its examiners."""
    asked = Q(pk__in=[])
    if user.has_role(*FILE_ROLES):
        asked |= Q(colleague=user, submission__office=user.office_id)
    if user.has_role(Role.EXAMINER):
        asked |= Q(whom=Whom.OFFICE, office=user.office_id)
    return asked
