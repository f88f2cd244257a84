"""What a list of files offers for several of them at once."""

from django import template

from batches.deeds import deeds_for

register = template.Library()


@register.simple_tag
def deeds_of(user):
    """The deeds that this person's work knows: ``(name, deed)``."""
    return list(deeds_for(user).items())
