"""What must be true before the portal starts."""

from django.conf import settings
from django.core.checks import Error, register

from letters.signing.roots import configured_roots, configured_timestamp_roots
from letters.signing.trial_mark import is_trial


@register()
def no_trial_root_in_production(app_configs, **kwargs):
    """Refuse a demonstration's root where letters are meant."""
    try:
        roots = configured_roots()
    except (OSError, ValueError):
        return [_unreadable("SIGNING_ROOTS", "letters.E002")]
    if settings.DEMONSTRATION or not any(is_trial(root) for root in roots):
        return []
    return [
        Error(
            "SIGNING_ROOTS holds the root of a demonstration: its letters would be taken for real.",
            hint="Name the root of the authority that issued the head's certificate.",
            id="letters.E001",
        )
    ]


@register()
def roots_of_timestamps_can_be_read(app_configs, **kwargs):
    """Refuse a file of roots that cannot be read: no timestamp, so no letter could be verified."""
    try:
        configured_timestamp_roots()
    except (OSError, ValueError):
        return [_unreadable("TIMESTAMP_ROOTS", "letters.E003")]
    return []


def _unreadable(setting, number):
    return Error(f"{setting} does not name a readable PEM file of certificates.", id=number)
