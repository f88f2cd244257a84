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
from workdays.calendar import calendar_for

WARNED_AFTER = timedelta(days=14)
REMOVED_AFTER = timedelta(days=8)  # after the warning: its link holds for seven
OFFICE_REMINDED_AFTER = (3, 10)  # working days that an application waits


def tend_signups():
    """Warn of, and later remove, sign-ups without a confirmed mailbox."""
    unconfirmed = Agency.objects.filter(state=Agency.State.PENDING, confirmed_at=None)
    old = unconfirmed.filter(created_at__lte=timezone.now() - WARNED_AFTER)
    each(old.select_related("office"), tend_signup)


@transaction.atomic
def tend_signup(agency):
    """Warn once; remove it when the warning is old enough. Confirmed meanwhile, it stays."""
    agency = Agency.objects.select_for_update().filter(pk=agency.pk, confirmed_at=None).first()
    if agency is None:
        return
    warning = Event.objects.about(agency).filter(action="agency.warn_of_removal").last()
    if warning is None:
        closes_on = (agency.office.now() + REMOVED_AFTER).date()
        record(agency, "agency.warn_of_removal", by=None, name=agency.name, closes_on=closes_on)
    elif timezone.now() - warning.at >= REMOVED_AFTER:
        office = agency.office
        for member in agency.members.all():
            member.delete()
        agency.delete()
        record(office, "office.remove_signup", by=None, registered_at=agency.created_at)


def remind_of_applications():
    """Each office: applications that have waited for 3, and for 10 working days; each once."""
    for office in Office.objects.all():
        each(Agency.objects.filter(office=office).awaiting_approval(), remind_of_application)


@transaction.atomic
def remind_of_application(agency):
    """Tell the office once a stage, however often this is called."""
    Agency.objects.select_for_update().get(pk=agency.pk)
    came_on = agency.confirmed_at.astimezone(agency.office.zone).date()
    tomorrow = agency.office.today() + timedelta(days=1)
    waited = calendar_for(agency.office).workdays_between(came_on, tomorrow)
    stage = max((days for days in OFFICE_REMINDED_AFTER if waited >= days), default=None)
    told = Event.objects.about(agency).filter(
        action="agency.remind_office", at__gte=agency.confirmed_at
    )
    if stage and not any(event.particulars["stage"] >= stage for event in told):
        record(agency, "agency.remind_office", by=None, stage=stage, days=waited)
