"""The signed address in the mail that asks for a rating: it opens the questionnaire, once."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from complaints.models import RatingInvitation
from complaints.models.rating_invitation import LIFETIME

SALT = "complaints.rating"


def link_to(invitation):
    """The address as it stands in the mail."""
    token = signing.dumps(invitation.pk, salt=SALT)
    return f"{settings.PORTAL_URL}{reverse('rating_link', args=[token])}"


def invited(token):
    """The invitation of that address, or None when nobody of us signed it or it is too old."""
    try:
        pk = signing.loads(token, salt=SALT, max_age=LIFETIME)
    except signing.BadSignature:
        return None
    rows = RatingInvitation.objects.select_related(
        "submission__office", "submission__agency", "consultation__office"
    )
    return rows.filter(pk=pk).first()
