"""Acting out: everything in the order in which it happened, each deed at its own moment.

It is one transaction: an interrupted demonstration leaves an empty database, never half an office.
"""

from datetime import datetime, time, timedelta
from functools import partial
from unittest.mock import patch

from django.db import transaction
from django.db.models import F

from events import outbox
from events.delivery import REFUSED
from events.models import Mail, Notice
from letters.models import Letter
from romantik.demonstration import (
    appeals,
    arrivals,
    asked,
    cast,
    compilations_land,
    compilations_people,
    complaints,
    consultations,
    opinions,
    results,
    surveys_land,
    surveys_people,
    visitors,
)
from romantik.demonstration.clock import ActedClock, going_by
from romantik.demonstration.dossier import Dossier
from romantik.demonstration.stories import ended, recommended, running
from workdays.calendar import calendar_for

PLANS = {
    plan.key: plan
    for part in (surveys_land, surveys_people, compilations_land, compilations_people)
    for plan in part.PLANS
}
STORIES = (
    *recommended.STORIES,
    *ended.STORIES,
    *running.STORIES,
)
OPENING = 68  # working days ago
MORNING = time(8, 10)
UNREAD_DAYS = 3
AFTERNOON = time(15, 40)
A_TICKET = timedelta(minutes=17)
FULL_MAILBOX = "pekerjaanumum@example.go.id"


def act_out():
    """Act out the last three months; all or nothing. Returns how many files there are.

    No worker is asked to send the mails: they leave here, at their own moments.
    """
    with transaction.atomic(), patch.object(outbox, "queue"):
        days = _workdays()  # by the real clock
        clock = ActedClock(_morning(days[-1]))
        with going_by(clock):
            for moment, deed in _schedule(days, clock):
                clock.reach(moment)
                deed()
                _post(clock)
        visitors.come_today()
        _read_notices(days)
    return len(STORIES)


def _schedule(days, clock):
    """Every deed with its moment, the earliest first."""
    deeds = [(_morning(days[ago - 1]), deed) for ago, deed in _arrivals()]
    deeds += [
        (_afternoon(days[ago - 1]), deed)
        for ago, deed in (*opinions.deeds(), *results.deeds(), *asked.deeds())
    ]
    for number, story in enumerate(STORIES):
        deeds += _told(story, number, days, clock)
    for number, visitor in enumerate(visitors.BEFORE):
        some_time = timedelta(minutes=330 + number * 7)  # after the deeds of the files
        moment = _morning(days[visitor.ago - 1]) + some_time
        deeds.append((moment, partial(visitors.come, visitor, clock)))
    for number, (ago, deed) in enumerate(
        (*complaints.deeds(), *consultations.deeds(), *appeals.deeds())
    ):
        deeds.append((_morning(days[ago - 1]) + A_TICKET * (1 + number % 9), deed))
    return sorted(deeds, key=lambda pair: pair[0])


def _told(story, number, days, clock):
    """The deeds of one file, each later than the one before."""
    dossier = Dossier(story, PLANS[story.plan], clock)
    earliest = None
    for step, (ago, deed, *words) in enumerate(story.course):
        some_time = timedelta(minutes=30 + (number * 37 + step * 83) % 290)
        moment = _morning(days[ago - 1]) + some_time
        if earliest and moment <= earliest:
            moment = earliest + timedelta(minutes=20)
        earliest = moment
        yield moment, partial(dossier.perform, deed, *words)


def _arrivals():
    """Who comes when: (working days ago, deed)."""
    yield OPENING, arrivals.open_office
    for applicant in cast.APPLICANTS:
        if applicant.key == cast.AT_THE_DESK:
            yield 41, _of(arrivals.open_at_desk, applicant)
        elif applicant.key == cast.STILL_PENDING:
            yield 3, _of(arrivals.apply, applicant)
        else:
            yield OPENING - 2, _of(arrivals.apply, applicant)
            yield OPENING - 3, _of(arrivals.approve, applicant)
    key, colleague = cast.INVITED
    yield 55, _of(arrivals.invite, cast.applicant(key), colleague)
    yield 54, _of(arrivals.join, cast.applicant(key), colleague)


def _of(deed, *whom):
    return lambda: deed(*whom)


def _workdays():
    """The office's working days before today, the last one first."""
    office = arrivals.office()
    calendar, day, days = calendar_for(office), office.today(), []
    while len(days) < OPENING:
        day -= timedelta(days=1)
        if calendar.is_workday(day):
            days.append(day)
    return days


def _morning(day):
    return datetime.combine(day, MORNING, arrivals.office().zone)


def _afternoon(day):
    return datetime.combine(day, AFTERNOON, arrivals.office().zone)


def _read_notices(days):
    """Everybody has read what he was told, but for the last days."""
    old = Notice.objects.filter(created_at__lt=_morning(days[UNREAD_DAYS]))
    old.update(read_at=F("created_at"))


def _post(clock):
    """The mails of this deed leave at once; one mailbox is full when its letter comes."""
    for mail in Mail.objects.filter(state=Mail.State.QUEUED):
        mail.claim()
        if mail.to == FULL_MAILBOX and mail.attachments:
            mail.give_up(REFUSED.format(code=552))
        else:
            mail.mark_sent()
    for letter in Letter.objects.reached_a_mail_server():
        clock.wait(1)
        letter.deliver()
