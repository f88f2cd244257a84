"""Recurring work on accounts, thin: call one verb."""

from celery import shared_task
from django.utils import timezone

from accounts.digests import send_digests
from accounts.models import Brake
from accounts.signups import remind_of_applications, tend_signups


@shared_task
def send_daily_mails():
    """The mails of those who want one a day."""
    send_digests()


@shared_task
def tend_accounts():
    """Sign-ups that nobody confirmed, applications that nobody decided, brakes long released."""
    tend_signups()
    remind_of_applications()
    Brake.objects.filter(expires__lt=timezone.now()).delete()
