"""Finding complaints through the person looking, in the language of the desk."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from accounts.looking import seen_by_both
from accounts.models import Role, User
from complaints.models.concerned import Concerned
from complaints.words import OPEN, State
from requests_app.models import Submission


class ComplaintQuerySet(models.QuerySet):
    """Questions that the handlers' desk asks about complaints."""

    @seen_by_both
    def visible_to(self, user):
        """What this person may read: never what concerns him, nor what is about a file of his.

        Handlers see what their office handles; a head what has become late, and what no handler
        is left for.
        """
        if not user.is_authenticated or not user.is_active or not user.office_id:
            return self.none()
        seen = Q(pk__in=[])
        if user.has_role(Role.COMPLAINT_HANDLER):
            seen |= Q(desk=user.office_id)
        if user.has_role(Role.HEAD):
            late, alone = Q(escalated_at__isnull=False), ~Exists(_handlers())
            seen |= Q(desk=user.office_id) & (late | Q(handler=user) | Q(alone))
        return self.not_concerning(user).filter(seen)

    def not_concerning(self, user):
        """Without those about this person, and those about a file that he examines."""
        concerned = Concerned.objects.filter(complaint=OuterRef("pk"), person=user)
        examined = Submission.objects.filter(pk=OuterRef("submission_id"), examiner=user)
        return self.filter(~Exists(concerned), ~Exists(examined))

    def open(self):
        return self.filter(state__in=OPEN)

    def waiting_for(self, user):
        """What this person should do something about now."""
        mine = Q(state=State.HANDLED, handler=user) | Q(state=State.RECEIVED)
        unclaimed = Q(state=State.HANDLED, handler=None)
        return self.visible_to(user).filter(mine | unclaimed)

    def late(self, today):
        """Open ones whose verification or answer is overdue on that day."""
        unverified = Q(state=State.RECEIVED, verify_by__lt=today)
        return self.filter(unverified | Q(state__in=OPEN, due_on__lt=today))

    def most_urgent_first(self):
        """Open before closed, the earliest due date first; closed ones newest first."""
        closed = models.Case(models.When(state__in=OPEN, then=0), default=1)
        return self.order_by(closed, models.F("due_on").asc(nulls_last=True), "-pk")


def _handlers():
    """Those who could handle the complaint of the outer query."""
    complaint = OuterRef(OuterRef("pk"))
    concerned = Concerned.objects.filter(complaint=complaint, person=OuterRef("pk"))
    examined = Submission.objects.filter(
        pk=OuterRef(OuterRef("submission_id")), examiner=OuterRef("pk")
    )
    handlers = User.objects.active().filter(
        office=OuterRef("desk"), staff_roles__role=Role.COMPLAINT_HANDLER
    )
    return handlers.filter(~Exists(concerned), ~Exists(examined))


def able(office, *, role, excluding=()):
    """Active people of an office with that role, but for those who are excluded."""
    people = User.objects.staff_of(office).with_role(role)
    return people.exclude(pk__in=list(excluding)).order_by("name")
