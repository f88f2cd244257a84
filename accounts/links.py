"""Signed addresses that are mailed to people, or printed for the first one."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse

from .models import Invitation, User
from .sessions.keyed import keyed

LIFETIME = timedelta(days=7)
INVITATION, WELCOME, FIRST_ADMIN = "accounts.invitation", "accounts.welcome", "accounts.first"


def absolute(name, *args):
    """The address as it stands in a mail."""
    return f"{settings.PORTAL_URL}{reverse(name, args=args)}"


def invitation_link(invitation):
    return absolute("invitation", signing.dumps(invitation.pk, salt=INVITATION))


def invited(token):
    """The open invitation of that address, or None."""
    pk = _read(token, INVITATION)
    open_invitations = Invitation.objects.open().select_related("agency", "invited_by")
    found = open_invitations.filter(pk=pk, agency__state="approved").first() if pk else None
    return found if found and (found.joiner or not _has_account(found.email)) else None


def welcome_link(user):
    """Lets a person set his first password; worthless once a password is set."""
    return absolute("welcome", signing.dumps([user.pk, _stamps(user)[0]], salt=WELCOME))


def welcomed(token):
    """The person of that address, or None when the link is old or was used."""
    pk, stamp = _read(token, WELCOME) or (None, None)
    user = User.objects.filter(pk=pk, is_active=True).first() if pk else None
    return user if user and stamp in _stamps(user) else None


def first_admin_link():
    return absolute("first_admin", signing.dumps("6302", salt=FIRST_ADMIN))


def opens_installation(token):
    """Whether the address lets somebody be the first person here."""
    return _read(token, FIRST_ADMIN) is not None and not User.objects.exists()


def _has_account(email):
    return User.objects.filter(email=email).exists()


def _stamps(user):
    found = keyed(WELCOME, f"{user.password}{user.email}", algorithm="sha1")
    return [digest[:20] for digest in found]


def _read(token, salt):
    try:
        return signing.loads(token, salt=salt, max_age=LIFETIME)
    except signing.BadSignature:
        return None
