from django.shortcuts import render
from django.views.decorators.http import require_safe

from requests_app.deadlines.timing import days_of, pauses_of
from requests_app.views.steps import find
from workdays.months import months_of


@require_safe
def show(request, code):
    """How the due date is computed: each day on a calendar, and why it counts or does not."""
    submission = find(request, code)
    days = days_of(submission)
    page = {
        "submission": submission,
        "months": months_of(days),
        "left_out": [
            day for day in days if not day.count and day.tone != "away" and not _is_weekend(day)
        ],
        "pauses": pauses_of(submission),
        "used": sum(bool(day.count) and not day.is_to_come for day in days),
        "away": sum(day.tone == "away" for day in days),
        "weekend": sum(_is_weekend(day) for day in days),
        "weekdays": ["Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min"],
    }
    return render(request, "requests_app/deadlines/clock.html", page)


def _is_weekend(day):
    return day.words in ("Sabtu", "Minggu")
