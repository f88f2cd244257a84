"""The address by which a unit without an account reads what it is asked, and answers."""

from datetime import timedelta

from django.core import signing

from accounts.links import absolute
from opinions.models import Opinion
from opinions.words import Whom

SALT = "opinions.link"
LIFETIME = timedelta(days=90)


def link_token(opinion):
    """A signed secret for this request alone; it works for ninety days from now."""
    return signing.dumps(opinion.pk, salt=SALT)


def link_for(opinion):
    """The address in a mail to whoever is asked."""
    if opinion.whom == Whom.UNIT:
        return absolute("opinion_link", link_token(opinion))
    return absolute("opinion", opinion.pk)


def opened(token):
    """The request of that address; None where nobody gave it out, or it is over."""
    try:
        pk = signing.loads(token, salt=SALT, max_age=LIFETIME)
    except signing.BadSignature:
        return None
    return Opinion.objects.in_full().filter(pk=pk, whom=Whom.UNIT).first()
