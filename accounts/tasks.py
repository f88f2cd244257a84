"""Recurring work on accounts, thin: call one verb."""

from celery import shared_task

from accounts.digests import send_digests
from accounts.models import OfficeList, rooms
from accounts.privacy.reminding import press_for_answers
from accounts.sessions import recovery
from accounts.signups import remind_of_applications, warn_signups


@shared_task
def send_daily_mails():
    """The mails of those who want one a day."""
    send_digests()


@shared_task
def tend_accounts():
    """Sign-ups that nobody confirmed, applications and requests that nobody decided."""
    warn_signups()
    remind_of_applications()
    press_for_answers()


@shared_task
def end_unseen_codes():
    """Recovery codes whose page was never opened."""
    recovery.end_unseen()


@shared_task
def count_rooms():
    """How much the files of each agency take, counted anew."""
    rooms.recount()


@shared_task
def make_offices(pk):
    """Those of a list, all or none."""
    OfficeList.objects.get(pk=pk).make()
