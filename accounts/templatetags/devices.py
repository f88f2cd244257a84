"""What a person calls the device he logged in from."""

from django import template

register = template.Library()

# The first that fits counts: others call themselves Chrome too, and Chrome calls itself Safari.
BROWSERS = [
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
]
SYSTEMS = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
]


@register.filter
def device(user_agent):
    """Name browser and system: "Firefox di Windows"."""
    browser = _first(BROWSERS, user_agent) or "Peramban"
    system = _first(SYSTEMS, user_agent)
    return f"{browser} di {system}" if system else browser


def _first(names, text):
    return next((name for mark, name in names if mark in text), None)
