"""A permission as an office types it."""

from datetime import timedelta

from tests.cast import make_office


def typed(office):
    """For the province above, for a week from today."""
    today = office.today()
    days = {"starts_on": today.isoformat(), "ends_on": (today + timedelta(days=7)).isoformat()}
    return {"superior": make_office("6300").pk, "reason": "Pembinaan mutu."} | days
