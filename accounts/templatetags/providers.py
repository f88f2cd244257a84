"""Buttons that lead to providers, where the settings list any."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def sign_in_providers(person=None):
    """Those of the list; of a person, those that are for him."""
    return [one for one in settings.SIGN_IN_PROVIDERS if person is None or one.is_for(person)]
