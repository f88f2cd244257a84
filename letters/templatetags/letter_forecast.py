"""What pages below the letters may ask of them."""

from django import template

from letters.models.letters.forecast import shortcomings

register = template.Library()


@register.simple_tag
def letter_shortcomings(submission, person):
    """What the letter of this file would lack if it were proposed now; [] if nothing."""
    return shortcomings(submission, by=person)
