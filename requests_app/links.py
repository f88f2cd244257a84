"""The address by which an agency reads what was entered in its name, and objects to it."""

from datetime import timedelta

from django.core import signing

from accounts.links import absolute

OBJECTION = "requests_app.objection"
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
