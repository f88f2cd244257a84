"""The daily round: who is reminded of what today. Everything follows from dates and events.

Run twice, late or not for days, it tells each thing once.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import Office
from events.models import Event
from events.recording import record
from events.sweeping import each
from requests_app.models import Submission
from requests_app.models.submissions.reminding import DRAFT_REMINDED_AFTER, SILENCES, STAGES
from requests_app.workflow import State
from workdays.calendar import calendar_for

LOOKED_BACK = 90  # days


def remind_silent_agencies():
    """Agencies that have not answered for 2, 6 or 11 weeks (service.md decision 7)."""
    long_ago = timezone.now() - timedelta(weeks=min(SILENCES)) + timedelta(days=1)
    each(Submission.objects.silent_since(long_ago).select_related("office"), Submission.remind)


def tend_drafts():
    """Drafts that nobody touches: reminded of, warned about, closed in the end."""
    before = timezone.now() - timedelta(days=DRAFT_REMINDED_AFTER)
    for office in Office.objects.all():
        drafts = Submission.objects.untouched_drafts(office, before).select_related("office")
        each(drafts, Submission.tend)


def remind_of_results():
    """Agencies whose form promised results by now, once (service.md decision 10).

    Looks back a quarter of a year, so that a run left out costs nothing, nor files long told.
    """
    today = timezone.localdate()
    since = today - timedelta(days=LOOKED_BACK)
    waiting = Submission.objects.filter(state=State.RECOMMENDED, results_on=None)
    newly = Q(available_on__gte=since) | Q(letter_dated_on__gte=since)
    due = waiting.filter(newly, available_on__lte=today + timedelta(days=1))
    each(due.select_related("office"), Submission.ask_results)


def press_for_decisions():
    """Examiners and heads, of files of which 50, 80 or 100 percent of the days are used."""
    for office in Office.objects.all():
        half = office.allowance_days * (100 - STAGES[0]) // 100 + 1
        until = calendar_for(office).add_workdays(office.today(), half)
        files = Submission.objects.on_the_clock().filter(office=office, due_on__lte=until)
        each(files.select_related("office").order_by("due_on"), Submission.press)


def tell_of_overdue_files():
    """Each office once a working day: the files whose due date is over."""
    for office in Office.objects.all():
        today = office.today()
        late = Submission.objects.overdue().filter(office=office)
        if not calendar_for(office).is_workday(today) or not late.exists():
            continue
        with transaction.atomic():
            Office.objects.select_for_update(no_key=True).get(pk=office.pk)
            told = Event.objects.about(office).filter(action="office.tell_overdue").last()
            if told is None or told.particulars["day"] != today.isoformat():
                record(office, "office.tell_overdue", by=None, day=today, files=late.count())
