"""The clock of a complaint laid out on a calendar, as that of a file is."""

from workdays.months import days_of_clock, months_of

WEEKDAYS = ["Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min"]
WEEKEND = ("Sabtu", "Minggu")


def laid_out(complaint):
    """What the page of the clock needs."""
    clock, today = complaint.clock(), complaint.office.today()
    zone = complaint.office.zone
    ended = complaint.closed_at and complaint.closed_at.astimezone(zone).date()
    due_on = None if ended else clock.due_on
    until = ended or max(filter(None, [today, due_on]))
    days = days_of_clock(clock, until, today, due_on)
    return {
        "months": months_of(days),
        "left_out": [day for day in days if not day.count and day.words not in WEEKEND],
        "used": sum(bool(day.count) and not day.is_to_come for day in days),
        "weekend": sum(day.words in WEEKEND for day in days),
        "weekdays": WEEKDAYS,
        "ended": ended,
    }
