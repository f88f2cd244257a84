"""Recurring work on accounts, thin: call one verb."""

from celery import shared_task

from accounts.digests import send_digests


@shared_task
def send_daily_mails():
    """The mails of those who want one a day."""
    send_digests()
