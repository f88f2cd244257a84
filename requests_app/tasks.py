import logging
from datetime import timedelta

from celery import shared_task
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone

from events.recording import on
from events.sweeping import each
from norms.models import Norm
from requests_app.activities.publishing import mend
from requests_app.board import keeping
from requests_app.deadlines.recomputing import recompute
from requests_app.deadlines.reminding import (
    press_for_decisions,
    remind_of_results,
    remind_silent_agencies,
    tell_of_overdue_files,
    tend_drafts,
)
from requests_app.models import StandIn, Submission
from workdays.models import Holiday

logger = logging.getLogger(__name__)

LOOKED_BACK = timedelta(days=400)  # how old a decision a day closed since may still change


@shared_task
def rebuild_due_dates():
    """Compute the cached due dates of the open files anew (service.md decision 1)."""
    recompute()


@shared_task
def remind():
    """The daily round: silent agencies, results, due dates, what is overdue, old drafts."""
    remind_silent_agencies()
    remind_of_results()
    press_for_decisions()
    tell_of_overdue_files()
    tend_drafts()


@shared_task
def end_stand_ins():
    """Where another office no longer examines for one, that one's examiners get the files back."""
    each(StandIn.objects.to_give_back().select_related("office", "helper"), StandIn.give_back)


@shared_task
def fold_figures():
    """Draw the rows that verbs added to the figures together."""
    keeping.fold()


@shared_task
def check_figures():
    """Look every night whether the board's figures are right, and set right what is not; and
    whether a release that did not know it has left out to note what a head sent back."""
    Submission.objects.note_refusals()
    keeping.restate(keeping.uncertain(timezone.now() - LOOKED_BACK))
    lacking = keeping.amend()
    if lacking:
        logger.error("%s sums of the board were wrong and were set right", len(lacking))


@shared_task
def mend_catalogue():
    """Look every night whether the catalogue says what the files say; make it anew if not."""
    for sentence in mend():
        logger.warning("Catalogue made anew: %s", sentence)


@on("office.keep_facts")
def promise_changed(event):
    """The office promises another time, or lives by another clock."""
    if event.particulars["about"] in ("janji", "alamat"):
        rebuild_due_dates.delay_on_commit()


@receiver([post_save, post_delete], sender=Holiday)
def calendar_changed(**kwargs):
    """A day was closed or opened: open files get their due dates again."""
    rebuild_due_dates.delay_on_commit()


@receiver(post_save, sender=Norm)
def year_confirmed(instance, **kwargs):
    """The days off of a year are certain now, some of them on another day than was estimated."""
    if instance.unit == Norm.Unit.CALENDAR and instance.value:
        rebuild_due_dates.delay_on_commit()
