"""How something stands to its due date, said in one place: chips, rows and boards ask here."""

from datetime import date, timedelta
from typing import NamedTuple

from workdays.counting import Calendar

SOON = 5  # working days


class Due(NamedTuple):
    """The due date, the working days until it (negative after it), and whether it is over."""

    on: date
    left: int
    is_over: bool  # on a day off it may be over while no working day has passed since
    soon: int = SOON  # from so many working days on it presses

    @classmethod
    def seen(cls, on: date, today: date, calendar: Calendar, soon: int = SOON):
        """How it stands today."""
        first, last = sorted([today, on])
        days = calendar.workdays_between(first, last + timedelta(days=1))
        return cls(on, days if today <= on else -days, today > on, soon)

    @property
    def is_pressing(self):
        return self.is_over or self.left <= self.soon

    @property
    def tone(self):
        if self.is_over:
            return "bad"
        return "action" if self.is_pressing else "quiet"

    @property
    def icon_name(self):
        return "exclamation-triangle-fill" if self.is_over else "clock"

    @property
    def words(self):
        """In full: "sisa 12 hari kerja", "hari terakhir", "lewat 3 hari kerja"."""
        return self._said("hari kerja", over="lewat batas waktu")

    @property
    def short_words(self):
        """For narrow places: "sisa 12 hari", "hari terakhir", "lewat 3 hari"."""
        return self._said("hari", over="lewat")

    def _said(self, unit, *, over):
        if self.is_over:
            return f"lewat {-self.left} {unit}" if self.left else over
        return f"sisa {self.left} {unit}" if self.left else "hari terakhir"
