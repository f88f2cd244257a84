"""What pages below this app may ask of it."""

from django import template

from walidata.beside import said
from walidata.models.custody import MARKERS, Custody

register = template.Library()


@register.simple_tag
def walidata_said(submission):
    """Each note that was given about the file; no query without an opinion."""
    return list(said(submission))


@register.simple_tag
def walidata_marks(agency):
    """The marks of an agency that nobody ended; no query where it has none."""
    if not agency.is_walidata:
        return []
    return Custody.objects.open().filter(agency=agency).select_related("region")


@register.simple_tag
def may_mark_walidata(agency, person):
    """May this person mark the agency, which is approved?"""
    here = person.office_id == agency.office_id
    return here and agency.is_approved and person.has_role(*MARKERS)
