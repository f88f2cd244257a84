"""Every address of the portal, for the tests that walk them all."""

from django.urls import get_resolver


def addresses(patterns=None):
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if hasattr(pattern, "url_patterns"):
            yield from addresses(pattern.url_patterns)
        else:
            yield pattern
