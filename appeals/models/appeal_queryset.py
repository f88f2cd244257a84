"""Finding objections through the person looking, and filing one."""

from typing import NamedTuple

from django.db import models, transaction
from django.db.models import Q

from accounts.models import SIGNERS, Role, Room, User
from appeals.models.appeal_file import AppealFile
from appeals.words import OPEN, State
from events.holding import hold
from events.refusals import NotAllowed, NotNow
from letters.models import Letter
from norms.reading import value
from requests_app.models import Submission
from workdays.calendar import calendar_for

READERS = (Role.EXAMINER, Role.ADMIN, *SIGNERS)  # of the office that answers


class Offer(NamedTuple):
    """What an agency may object to, and until when."""

    decision: object
    last_day: object
    is_over: bool
    appeal: object  # the one that was filed already and not withdrawn, or None


class AppealQuerySet(models.QuerySet):
    """Questions of the desk, and the first verb."""

    def visible_to(self, user):
        """Those about files that he sees, and those that his office answers.

        Who decided sees that there is one; what he may do with it is asked of the objection.
        """
        if not user.is_authenticated or not user.is_active:
            return self.none()
        seen = Q(submission__in=Submission.objects.visible_to(user))
        if user.has_role(*READERS):
            seen |= Q(office=user.office_id)
        return self.filter(seen)

    def open(self):
        return self.filter(state__in=OPEN)

    def not_decided_by(self, user):
        """Those in whose file this person proposed, drafted or signed nothing."""
        his = Q(proposal__by=user) | Q(drafted_by=user) | Q(signer=user)
        decisions = Letter.objects.decisions().filter(his)
        return self.exclude(submission__in=decisions.values("submission"))

    def newest_first(self):
        """Those that wait, the most urgent first; then what was answered."""
        waits = models.Case(models.When(state__in=OPEN, then=0), default=1)
        return self.order_by(waits, "due_on", "-pk")

    def offer(self, submission):
        """What may be objected to on this file; None where nothing was declined."""
        letters = Letter.objects.decisions().filter(submission=submission, verdict="decline")
        decision = letters.in_force().exclude(purpose=Letter.Purpose.WITHDRAWAL).last()
        if decision is None or not submission.is_closed:
            return None
        office = submission.office
        signed_on = decision.signed_at.astimezone(office.zone).date()
        last_day = calendar_for(office).add_workdays(signed_on, value("appeal.file", signed_on))
        filed = self.filter(decision=decision).exclude(state=State.WITHDRAWN).last()
        return Offer(decision, last_day, office.today() > last_day, filed)

    def file(self, submission, *, by, reasons, wanted, uploads=()):
        """The agency objects to the decision on this file, within the limit and once."""
        with transaction.atomic():
            hold(submission)
            if by.agency_id != submission.agency_id or not by.is_agency_writer:
                raise NotAllowed("Keberatan hanya dari instansi yang mengajukan kegiatan ini.")
            offer = self.offer(submission)
            if offer is None or offer.appeal:
                raise NotNow("Atas surat ini tidak dapat diajukan keberatan (lagi).")
            if offer.is_over:
                raise NotNow("Batas waktu keberatan atas surat ini sudah lewat.")
            appeal = self.model(
                submission=submission,
                decision=offer.decision,
                office=answering(submission.office),
                by=by,
                reasons=reasons.strip(),
                wanted=wanted.strip(),
            )
            appeal.count_anew()
            appeal.save(force_insert=True)
            Room.objects.take(submission.agency, [upload.file for upload in uploads])
            AppealFile.keep(uploads, appeal=appeal)
            appeal.record("file", by, office=appeal.office.name, due_on=appeal.due_on)
        return appeal


def answering(office):
    """Who answers objections to this office's decisions: the one above it, if it works here."""
    above = office.superior()
    return above if above and User.objects.staff_of(above).exists() else office
