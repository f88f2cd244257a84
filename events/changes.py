"""What an edit changed, in words that stay readable: the event carries it, its history shows it.

Whoever records an edit gives `changes=…`; `templates/parts/timeline.html` draws it below the
sentence. Never of secrets, nor of what is told of guests: events are kept for ever, guests are not.
"""

from datetime import date, time

from django.utils.formats import date_format
from django.utils.text import capfirst

YES_NO = {True: "ya", False: "tidak"}


def changes(labels, before, after):
    """What differs between two states: ``[{"label", "old", "new"}]``, in the order of the labels.

    `labels` say which names are told of and how they are called.
    """
    return [
        {"label": str(label), "old": spoken(before.get(name)), "new": spoken(after.get(name))}
        for name, label in labels.items()
        if before.get(name) != after.get(name)
    ]


def take_over(row, facts, **called):
    """Give the row these values, save what is new, and tell what has changed.

    Fields are called as the model calls them, unless `called` otherwise.
    """
    names = [name for name, value in facts.items() if getattr(row, name) != value]
    labels = {name: capfirst(row._meta.get_field(name).verbose_name) for name in names} | {
        name: label for name, label in called.items() if name in names
    }
    before = {name: getattr(row, name) for name in names}
    for name in names:
        setattr(row, name, facts[name])
    if names:
        row.save(update_fields=names)
    return changes(labels, before, facts)


def spoken(value):
    """A value as people read it; empty where there is none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES_NO[value]
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, time):
        return f"{value:%H.%M}"
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return str(value)
