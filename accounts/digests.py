"""The daily mail of those who chose one: what waits for it, once a working day of their office.

Derived from the notices that no mail has told yet: run twice, late or not for days, nothing is
told twice and nothing is left out.
"""

import logging
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from accounts.middleware import office_of
from accounts.models import User
from events.models import Mail, Notice
from events.outbox import enqueue
from events.topics import Timing
from workdays.calendar import calendar_for

logger = logging.getLogger(__name__)
FROM = time(7, 45)  # of the office's day: after the morning's reminders
KIND = "daily_digest"
LISTED = 50  # notices that a mail names


def send_digests():
    """Everybody for whom something waits, if his office works today and it is late enough."""
    waiting = Notice.objects.waiting().filter(person=OuterRef("pk"))
    people = (
        User.objects.active().filter(Exists(waiting)).select_related("office", "agency__office")
    )
    for person in people.iterator():
        try:
            send_digest(person)
        except Exception:
            logger.exception("No daily mail to person %s", person.pk)


def send_digest(person):
    """Write the person's mail of today, if it is due and not written yet; the mail, or None."""
    office = office_of(person)
    if office is None or office.now().time() < FROM:
        return None
    if not calendar_for(office).is_workday(office.today()):
        return None
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=person.pk)
        if _had_one_today(person, office):
            return None
        return _write(person, office)


def _had_one_today(person, office):
    midnight = datetime.combine(office.today(), time.min, office.zone)
    of_today = {"created_at__gte": midnight, "created_at__lt": midnight + timedelta(days=1)}
    return Mail.objects.about(person).filter(kind=KIND, **of_today).exists()


def _write(person, office):
    notices = Notice.objects.of(person).waiting().order_by("pk").seen_by(person)
    shown = [notice for notice in notices if notice.is_visible]
    hidden = [notice.pk for notice in notices if not notice.is_visible]
    Notice.objects.filter(pk__in=hidden).update(timing=Timing.NEVER)  # no longer his to know
    if not shown:
        return None
    facts = {"notices": shown[:LISTED], "count": len(shown), "more": len(shown) - LISTED}
    mail = enqueue(KIND, to=person.email, context={**facts, "today": office.today()}, about=person)
    Notice.objects.filter(pk__in=[notice.pk for notice in shown]).update(mail=mail)
    return mail
