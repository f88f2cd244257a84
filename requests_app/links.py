"""Addresses in mails: what was entered in an agency's name, and a file one is invited to."""

from datetime import timedelta

from django.core import signing

from accounts.links import absolute
from requests_app.models import Guest
from requests_app.models.guest import LIFETIME as INVITED_FOR

OBJECTION, INVITATION = "requests_app.objection", "requests_app.invitation"
LIFETIME = timedelta(days=30)


class TooLate(Exception):
    """The address was ours, but its time is over."""


def objection_token(revision):
    """A signed secret for this version; it works for thirty days from now."""
    return signing.dumps(revision.pk, salt=OBJECTION)


def objection_link(revision):
    """The address as it stands in a mail."""
    return absolute("objection", objection_token(revision))


def version_of(token):
    """The primary key of the version of that address; None when nobody gave it out.

    Raises ``TooLate`` when it is older than thirty days.
    """
    try:
        return signing.loads(token, salt=OBJECTION, max_age=LIFETIME)
    except signing.SignatureExpired as over:
        raise TooLate from over
    except signing.BadSignature:
        return None


def guest_link(guest):
    """The address by which somebody comes to the one file he is invited to."""
    return absolute("guest_arrival", signing.dumps(guest.pk, salt=INVITATION))


def guest_of(token):
    """Who was invited with that address; None when it is old, ended or not ours."""
    try:
        pk = signing.loads(token, salt=INVITATION, max_age=INVITED_FOR)
    except signing.BadSignature:
        return None
    return Guest.objects.invited().select_related("submission__agency").filter(pk=pk).first()
