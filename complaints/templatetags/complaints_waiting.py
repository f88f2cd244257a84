"""What pages below the complaints may ask of them."""

from django import template

from accounts.models import Role
from complaints.models import Complaint

register = template.Library()


@register.simple_tag
def complaints_waiting(person):
    """How many complaints wait for this person; nobody else is asked about any."""
    if not person.has_role(Role.COMPLAINT_HANDLER, Role.HEAD):
        return 0
    return Complaint.objects.waiting_for(person).count()
