"""What the office promises to whoever submits today."""

from workdays.calendar import calendar_for
from workdays.counting import Clock


def promised_by(office):
    """The last day for the result of a form that this office receives today."""
    return Clock([(office.today(), None)], office.allowance_days, calendar_for(office)).due_on
