"""What pages below this app may ask of it."""

from django import template
from django.core.cache import cache
from django.utils.html import format_html, format_html_join

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


@register.simple_tag
def figure_cells(figures):
    """The cells of one row of a board, each with its list: hundreds stand on a page."""
    cells = ((column.heading, _linked(words, href)) for column, words, href in figures)
    return format_html_join("\n", '<td class="numeric" data-label="{}">{}</td>', cells)


def _linked(words, href):
    return format_html('<a href="{}">{}</a>', href, words) if href else words
