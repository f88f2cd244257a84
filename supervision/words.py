"""Values as pages say them."""

from datetime import date

from django.utils.dateformat import format as formatted

from figures.charts import spoken as number


def said(value):
    """A cell in words; "" of nothing."""
    if value is None:
        return ""
    if isinstance(value, date):
        return formatted(value, "j M Y")
    if isinstance(value, int | float):
        return number(value)
    return value if isinstance(value, str) else str(value).replace(".", ",")


def day_said(day):
    """A date as sentences say it: "2 Maret 2026"."""
    return formatted(day, "j F Y")
