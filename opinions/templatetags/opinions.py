"""What pages below opinions may ask of them."""

from django import template

register = template.Library()


@register.simple_tag
def may_ask_opinion(submission, person):
    """Whether this person may ask others about the file; no query."""
    return submission.opinions.may_be_asked_by(person)


@register.simple_tag
def opinions_told_by(events, submission):
    """What was asked about the file and answered, if its events tell of any; else no query."""
    told = any(event.action == "opinion.asked" for event in events)
    return submission.opinions.in_full() if told else []
