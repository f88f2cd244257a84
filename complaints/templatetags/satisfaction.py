"""What pages below this app may ask of it."""

from django import template

from complaints.models import RatingInvitation
from complaints.rating_links import link_to

register = template.Library()


@register.simple_tag
def rating_wanted(submission, person):
    """Is this member of the agency still asked for an opinion? Staff are never told."""
    if not (person.is_agency_member and submission.is_closed):
        return False
    invitation = RatingInvitation.objects.filter(submission=submission).first()
    if invitation is None:
        return False
    invitation.submission = submission
    return invitation.is_open


@register.simple_tag
def rating_of_advice(consultation):
    """The address at which whoever asked rates the advice, "" while there is nothing to rate."""
    invitation = RatingInvitation.objects.filter(consultation=consultation).first()
    if invitation is None:
        return ""
    invitation.consultation = consultation
    return link_to(invitation) if invitation.is_open else ""
