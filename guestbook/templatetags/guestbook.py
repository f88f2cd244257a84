"""What pages below the guest book may ask of it."""

from django import template

from guestbook.models import Visit

register = template.Library()
MOST = 10


@register.simple_tag
def visit_served_by(person):
    """The visitor at this officer's desk, None while there is none."""
    return Visit.objects.served_by(person)


@register.simple_tag
def visits_about(submission, person):
    """The visits about this file that the person may see, newest first: at most ten."""
    visits = Visit.objects.visible_to(person).filter(files=submission)
    return visits.select_related("served_by").newest_first()[:MOST]
