"""What pages below this app may ask of it."""

from django import template

from appeals.models import Appeal

register = template.Library()


@register.simple_tag
def appeals_of(submission, events):
    """What was objected to on this file, the newest first; asked only where its history says so."""
    if not any(event.action.startswith("appeal.") for event in events):
        return []
    return list(Appeal.objects.filter(submission=submission).order_by("-pk"))


@register.simple_tag
def appeal_offer(submission, user):
    """What this agency may object to, as far as nothing was filed; None for everybody else."""
    if not (user.is_agency_writer and submission.state == "declined"):
        return None
    offer = Appeal.objects.offer(submission)
    return offer if offer and not offer.appeal else None
