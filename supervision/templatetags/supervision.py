"""What pages below this app may ask of it."""

from django import template
from django.core.cache import cache

from accounts.models import Office
from supervision.models import Coaching

register = template.Library()
KEY, SECONDS = "supervision.several", 300


@register.simple_tag
def is_country():
    """Are there offices above others? Remembered, for pages that only draw a door by it."""
    return cache.get_or_set(KEY, Office.objects.are_several, SECONDS)


@register.simple_tag
def coachings_of(submission):
    """Why this file is read by an office above today; asked only while its office knows of any."""
    until = submission.office.coached_until
    if until is None or until < submission.office.today() or submission.submitted_at is None:
        return []
    return list(
        Coaching.objects.in_force().of_file(submission).select_related("office", "superior")
    )
