"""Requests about personal data whose time runs out, or is over: the admins are mailed."""

from datetime import timedelta

from django.db import transaction

from accounts.models import DataRequest, Role, User
from events.holding import hold
from events.models import Event
from events.recording import record
from events.sweeping import each

SOON = timedelta(hours=36)  # before it is due: the morning run comes once more before that
STAGES = ("soon", "late")


def press_for_answers():
    """Of each open request once before it is due, and once when it is late."""
    each(DataRequest.objects.open().select_related("by__agency"), press_for_answer)


@transaction.atomic
def press_for_answer(asked):
    """Tell once a stage, however often this is called; what was answered meanwhile is let be."""
    hold(asked)
    if asked.answered_at or asked.hours_left > SOON // timedelta(hours=1):
        return
    stage = "late" if asked.is_late else "soon"
    told = Event.objects.about(asked.by).filter(action="user.press_about_data")
    before = {event.particulars["stage"] for event in told.filter(particulars__request=asked.pk)}
    if not before & set(STAGES[STAGES.index(stage) :]):
        facts = {"request": asked.pk, "stage": stage, "kind": asked.get_kind_display()}
        record(asked.by, "user.press_about_data", by=None, **facts)


def admins_for(person):
    """Who answers him: the admins of his office, or of the one that looks after his agency."""
    office = person.office_id or (person.agency_id and person.agency.office_id)
    return User.objects.staff_of(office).with_role(Role.ADMIN)
