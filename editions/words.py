"""Days and numbers as people write them, and as the forms say them in Indonesian."""

import re
from datetime import date

from files.spoken_cells import MONTHS

# Short and English-like spellings that people really type.
MONTH_NUMBERS = {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "mei": 5,
    "jun": 6,
    "jul": 7,
    "agu": 8,
    "agt": 8,
    "ags": 8,
    "sep": 9,
    "okt": 10,
    "nov": 11,
    "nop": 11,
    "des": 12,
}


def read_day(text):
    """The day meant by "2026-03-02", "02/03/2026" or "2 Maret 2026"; None when it is none."""
    text = " ".join(text.split())
    if found := re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", text):
        year, month, day = found.groups()
    elif found := re.fullmatch(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})", text):
        day, month, year = found.groups()
    elif found := re.fullmatch(r"([0-9]{1,2}) ([a-z]{3,9})\.? ([0-9]{4})", text.lower()):
        day, month, year = found.groups()
        month = _month_number(month)
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _month_number(name):
    if not any(month.lower().startswith(name) for month in MONTHS):
        return MONTH_NUMBERS.get(name, 0)
    return MONTH_NUMBERS[name[:3]]


def spoken_day(day):
    """Say "2 Maret 2026" for a date or its ISO text; anything else stays as it is."""
    if isinstance(day, str):
        try:
            day = date.fromisoformat(day)
        except ValueError:
            return day
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def spoken_number(number):
    """Say "1.250" for 1250."""
    return f"{number:,}".replace(",", ".")
