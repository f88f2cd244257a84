"""Sign-ups that nobody confirms, and applications that nobody decides.

What a stranger typed about a mailbox that he never showed to be his is not kept: he is told with
a new link, and eight days later at the earliest it is gone. An application that waits for the
office is never taken away, the office is reminded of it.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import Agency, Office
from events.models import Event
from events.recording import record
from events.sweeping import each
from norms.reading import norm
from workdays.calendar import calendar_for

NOTICE = timedelta(days=8)  # between the warning and the removal: its link holds for seven
OFFICE_REMINDED_AFTER = (3, 10)  # working days that an application waits


def warn_signups():
    """Warn of the removal of sign-ups without a confirmed mailbox, eight days before it."""
    due = timezone.now() - (norm("keep.signups").span - NOTICE)
    each(_unconfirmed(due), warn_signup)


def remove_signups(before):
    """Remove those of that age that were warned long enough ago; gives how many are gone."""
    old = _unconfirmed(before)
    there = old.count()
    each(old, remove_signup)
    return there - old.count()


def _unconfirmed(before):
    unconfirmed = Agency.objects.filter(state=Agency.State.PENDING, confirmed_at=None)
    return unconfirmed.filter(created_at__lte=before).select_related("office")


@transaction.atomic
def warn_signup(agency):
    """Warn once. Confirmed meanwhile, it stays."""
    agency = _held(agency)
    if agency and not _warning(agency):
        closes_on = (agency.office.now() + NOTICE).date()
        record(agency, "agency.warn_of_removal", by=None, name=agency.name, closes_on=closes_on)


@transaction.atomic
def remove_signup(agency):
    """Remove it when the warning is old enough. Confirmed meanwhile, it stays."""
    agency = _held(agency)
    warning = agency and _warning(agency)
    if warning is None or timezone.now() - warning.at < NOTICE:
        return
    office = agency.office
    for member in agency.members.all():
        member.delete()
    agency.delete()
    record(office, "office.remove_signup", by=None, registered_at=agency.created_at)


def _held(agency):
    return Agency.objects.select_for_update().filter(pk=agency.pk, confirmed_at=None).first()


def _warning(agency):
    return Event.objects.about(agency).filter(action="agency.warn_of_removal").last()


def remind_of_applications():
    """Each office: applications that have waited for 3, and for 10 working days; each once."""
    for office in Office.objects.all():
        each(Agency.objects.filter(office=office).awaiting_approval(), remind_of_application)


@transaction.atomic
def remind_of_application(agency):
    """Tell the office once a stage, however often this is called."""
    Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    came_on = agency.confirmed_at.astimezone(agency.office.zone).date()
    tomorrow = agency.office.today() + timedelta(days=1)
    waited = calendar_for(agency.office).workdays_between(came_on, tomorrow)
    stage = max((days for days in OFFICE_REMINDED_AFTER if waited >= days), default=None)
    told = Event.objects.about(agency).filter(
        action="agency.remind_office", at__gte=agency.confirmed_at
    )
    if stage and not any(event.particulars["stage"] >= stage for event in told):
        record(agency, "agency.remind_office", by=None, stage=stage, days=waited)
