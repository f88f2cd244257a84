"""How pages say a limit and where it is said: the one way in which a template cites the law.

    {% norm "keep.visitors" %}                   12 bulan
    {% norm "privacy.correction" "cited" %}     UU 27/2022 Pasal 6 dan Pasal 30 ayat (1)
    {% norm "keep.reads" "row" on=read.at as rule %}

Without a deed, `cited` says that it is the office's promise. A builtin: no `{% load %}`.
"""

import re

from django import template

from norms.reading import knows
from norms.reading import norm as in_force

register = template.Library()
NAMED = re.compile(r"\{([a-z]+\.[a-z]+)(?::(\w+))?\}")


@register.simple_tag
def norm(key, part="words", on=None):
    """One part of what holds: `words`, `value`, `deed`, `full_deed`, `cited`; or `row`."""
    row = in_force(key, on)
    return row if part == "row" else getattr(row, part)


@register.filter
def with_norms(text):
    """A text of ours with `{key}` or `{key:part}` filled in."""
    return NAMED.sub(_said, text)


def _said(found):
    key, part = found.groups()
    return str(getattr(in_force(key), part or "words")) if knows(key) else found[0]
