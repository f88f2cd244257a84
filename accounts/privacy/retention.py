"""What accounts leave behind, and for how long."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.cached_db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.models import Brake, Invitation, OfficeList
from accounts.signups import remove_signups
from norms.keeping import keeps


@keeps("keep.sessions", "sessions.Session", "usersessions.UserSession")
def sessions(before):
    """Those that are over, and the list of devices on which they were."""
    there = Session.objects.count()
    SessionStore.clear_expired()
    kept = Session.objects.values("session_key")
    UserSession.objects.exclude(session_key__in=kept).delete()
    return max(there - Session.objects.count(), 0)


@keeps("keep.brakes", "accounts.Brake")
def brakes(before):
    return Brake.objects.filter(expires__lt=timezone.now()).delete()[0]


@keeps("keep.invitations", "accounts.Invitation", "accounts.OfficeList")
def invitations(before):
    """Its link holds for a week only; that somebody was invited stays in the history. Lists of
    offices that were never made name whom they would have invited."""
    lists = OfficeList.objects.filter(at__lt=before).delete()[0]
    return lists + Invitation.objects.filter(invited_at__lt=before).delete()[0]


@keeps("keep.signups", "accounts.Agency")
def signups(before):
    return remove_signups(before)
