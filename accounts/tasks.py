"""Recurring work on accounts, thin: call one verb."""

from allauth.usersessions.models import UserSession
from celery import shared_task
from django.contrib.sessions.backends.cached_db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.digests import send_digests
from accounts.models import Brake, rooms
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


@shared_task
def forget_sessions():
    """Those that are over, and the list of devices on which they were."""
    SessionStore.clear_expired()
    kept = Session.objects.values("session_key")
    UserSession.objects.exclude(session_key__in=kept).delete()


@shared_task
def count_rooms():
    """How much the files of each agency take, counted anew."""
    rooms.recount()
