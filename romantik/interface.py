"""How pages speak and draw: their titles, icons, chips of states, dates in the office's time.

Registered as a builtin template library, so templates need no `{% load %}`. What is said in one
place: the title of a page by `{% block title %}` (heading and trail repeat it, see `again`), a
state by `{% state_chip %}`, any other chip by `{% chip %}`, a step of the trail by `{% crumb %}`
and `{% here %}`, dates by the filters below.
"""

import datetime
from functools import cache, lru_cache
from importlib.resources import files
from xml.etree import ElementTree

from django import template
from django.template.defaultfilters import linebreaksbr
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.html import format_html, format_html_join

from accounts.fronts.choosing import place
from editions import grids
from editions.words import read_day
from figures import counting
from romantik.looks import LOOKS, PLAIN
from romantik.running.version import VERSION
from workdays.calendar import certain, is_estimate

register = template.Library()
register.filter("said", counting.said)
register.filter("laid", grids.laid)
register.filter("certain", certain)
register.filter("estimated", is_estimate)


# Titles and the trail ----------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def again(context, block):
    """Say a block of the page once more: the heading is the title unless it has its own words."""
    return context.render_context[BLOCK_CONTEXT_KEY].get_block(block).render(context)


@register.simple_tag(takes_context=True)
def crumb(context, words, address, *args):
    """One step of the trail, by its URL name: `{% crumb "Kantor" "office" %}`."""
    href = reverse(address, args=args) if args else front(context, address)
    return format_html('<li class="breadcrumb-item"><a href="{}">{}</a></li>', href, words)


@register.simple_tag(takes_context=True)
def front(context, name):
    """The address of a public page: below the office's front while one is there."""
    return place(getattr(context, "request", None), name)


@register.simple_tag(takes_context=True)
def here(context, words=""):
    """The end of the trail: the title of the page, unless it goes by other words there."""
    item = '<li class="breadcrumb-item active" aria-current="page">{}</li>'
    return format_html(item, words or again(context, "title"))


@register.simple_tag(name="version")
def release():
    """Name the release of the portal, for whoever asks for help."""
    return VERSION


# Icons -------------------------------------------------------------------------------------


@register.simple_tag
def icon(name, title=""):
    """Draw one Bootstrap icon inside the page; readers hear it only if it has a title."""
    shapes = icon_shapes(name)
    if title:
        return format_html(
            '<svg class="icon" viewBox="0 0 16 16" role="img" aria-label="{}">{}</svg>',
            title,
            shapes,
        )
    return format_html(
        '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{}</svg>',
        shapes,
    )


@cache
def icon_shapes(name):
    """Read the shapes of an icon from the installed package; an unknown icon is an error."""
    source = files("js_lib_bootstrap_icons") / "static" / "bootstrap-icons" / f"{name}.svg"
    if not source.is_file():
        raise LookupError(f"There is no Bootstrap icon called {name!r}.")
    drawing = ElementTree.fromstring(source.read_bytes())  # noqa: S314 - an installed file
    return format_html_join("", "<{0}{1}></{0}>", (_shape(part) for part in drawing))


@register.simple_tag
def sprite(*names):
    """Icons (or those of states) that a page repeats: their shapes once, which `<use>` points at.

    `{% sprite "open" "reply" %}`, then `<svg class="icon"><use href="#i-reply"></use></svg>`.
    """
    icons = sorted({LOOKS[name].icon if name in LOOKS else name for name in names})
    symbols = format_html_join(
        "",
        '<symbol id="i-{}" viewBox="0 0 16 16">{}</symbol>',
        ((name, icon_shapes(name)) for name in icons),
    )
    return format_html('<svg class="sprite" aria-hidden="true">{}</svg>', symbols)


def _shape(part):
    tag = part.tag.rpartition("}")[2]
    return tag, format_html_join("", ' {}="{}"', part.attrib.items())


# Looks of states ---------------------------------------------------------------------------


@register.filter
def look(code):
    """The tone and icon of a state: `{{ code|look }}` has `.tone` and `.icon`."""
    return LOOKS.get(str(code), PLAIN)


@register.simple_tag
def state_chip(code, label):
    """A state in word and icon: `{% state_chip submission.state submission.state_label %}`."""
    tone, icon_name = look(code)
    return chip(label, tone, icon_name)


@register.simple_tag
def chip(words, tone, icon_name):
    """Another mark in a word and an icon: `{% chip "sama" tone="action" icon_name="x" %}`."""
    return format_html('<span class="chip tone-{}">{} {}</span>', tone, icon(icon_name), words)


# Where there is nothing --------------------------------------------------------------------


@register.simple_block_tag
def nothing_here(content, title, icon_name="inbox"):
    """Say of an empty list what belongs there and how to begin.

    `{% nothing_here "Belum ada pengajuan" %}<p>Buat yang pertama.</p>{% endnothing_here %}`
    """
    return format_html(
        '<div class="empty">{}<p class="empty-title">{}</p>{}</div>',
        icon(icon_name),
        title,
        content,
    )


# Dates and times ---------------------------------------------------------------------------


@register.filter
def day(value):
    """A date in full: "Senin, 2 Maret 2026"."""
    return _written(value, "l, j F Y")


@register.filter
def typed_day(value):
    """What stands in a box for a date, in full; "" while it is none."""
    return day(read_day(value) if isinstance(value, str) else value)


@register.filter
def plain_day(value):
    """A date as letters write it: "2 Maret 2026"."""
    return _written(value, "j F Y")


@register.filter
def short_day(value):
    """A date for narrow places: "2 Mar 2026"."""
    return _written(value, "j M Y")


@register.filter
def moment(value):
    """A date with its time: "2 Maret 2026 pukul 10.42 WITA"."""
    return f"{plain_day(value)} pukul {clock_time(value)}" if value else ""


@register.filter
def iso(value):
    """A moment as <time datetime> takes it: to the second, which a microsecond would spoil."""
    return timezone.localtime(_understood(value)).isoformat(timespec="seconds")


@register.filter
def clock_time(value):
    """A time of day with the name of its zone: "10.42 WITA"."""
    if not value:
        return ""
    here = timezone.localtime(_understood(value))
    return f"{here:%H.%M} {here.tzname()}"


def _written(value, pattern):
    if not value:
        return ""
    value = _understood(value)
    if isinstance(value, datetime.datetime):
        value = timezone.localtime(value).date()
    return _in_words(value, pattern)


@lru_cache(1000)  # a page of notes says the same few days a hundred times
def _in_words(date, pattern):
    return formats.date_format(date, pattern)


def _understood(value):
    """Dates inside answers and particulars are stored as ISO text."""
    if not isinstance(value, str):
        return value
    return parse_date(value) or parse_datetime(value)


@register.filter
def estimates(days):
    """Those days of a clock whose date may still move."""
    return [day for day in days if day.is_estimate]


# Texts ------------------------------------------------------------------------------------

MARKS = {"−": "del", "+": "ins"}  # the signs of editions/comparing/wording.py


@register.filter
def marked(parts):
    """The parts of a text in two versions, `[(sign, text)]`: what is gone, what is new."""
    return format_html_join("", "{}", ([_marked(sign, linebreaksbr(text))] for sign, text in parts))


def _marked(sign, text):
    return format_html("<{0}>{1}</{0}>", MARKS[sign], text) if sign in MARKS else text


# Numbers, names, addresses -----------------------------------------------------------------


@register.filter
def version(number):
    """Which version of an office's own words it is: "Versi 3"; 0 came with the portal."""
    return f"Versi {number}" if number else "Bawaan portal"


@register.filter
def filesize_id(size):
    """The size of a file as file managers show it: "830 B", "12 kB", "1,4 MB" (1 MB = 1024 kB)."""
    if size < 1024:
        return f"{size} B"
    if size < 1023.5 * 1024:
        return f"{size / 1024:.0f} kB"
    megabytes = size / 1024 / 1024
    words = f"{megabytes:.1f} MB" if megabytes < 1023.95 else f"{megabytes / 1024:.1f} GB"
    return words.replace(".", ",")


@register.filter
def bare_address(link):
    """A link as it is read aloud and typed: without its scheme."""
    return link.partition("://")[2].rstrip("/") or link


@register.filter
def initials(name):
    """At most two capital letters that stand for a person."""
    words = [word for word in str(name).split() if word[0].isalpha()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


@register.simple_tag(takes_context=True)
def query(context, **changes):
    """Write the page's address with some parameters changed: `{% query q=None page=2 %}`."""
    parameters = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            parameters.pop(name, None)
        else:
            parameters[name] = value
    return f"?{parameters.urlencode()}"
