"""Which archives stay: of the last 7 days, 5 weeks and 12 months the newest each."""

from django.utils import timezone

KEPT = (  # how many, and what makes two of them the same
    (7, lambda day: day.toordinal()),
    (5, lambda day: day.isocalendar()[:2]),
    (12, lambda day: (day.year, day.month)),
)


def kept(moments):
    """Those of the moments whose archives stay."""
    stay = set()
    for most, period in KEPT:
        newest = {}
        for moment in sorted(moments):
            newest[period(timezone.localtime(moment).date())] = moment
        stay |= set(sorted(newest.values())[-most:])
    return stay
