"""Quarters and years, as the index of satisfaction is told."""

import re
from dataclasses import dataclass
from datetime import date

ROMAN = ("I", "II", "III", "IV")
WRITTEN = re.compile(r"([0-9]{4})(?:-([1-4]))?")


@dataclass(frozen=True, order=True)
class Period:
    """A year, or one quarter of it (1 to 4; 0 is the whole year)."""

    year: int
    quarter: int = 0

    def __str__(self):
        return f"{self.year}-{self.quarter}" if self.quarter else str(self.year)

    @property
    def label(self):
        """In words: "Tahun 2026", "Triwulan II 2026"."""
        if self.quarter:
            return f"Triwulan {ROMAN[self.quarter - 1]} {self.year}"
        return f"Tahun {self.year}"

    @property
    def short_label(self):
        """For narrow places: "II/2026"."""
        return f"{ROMAN[self.quarter - 1]}/{self.year}" if self.quarter else str(self.year)

    @classmethod
    def of(cls, day):
        """The quarter of that day."""
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def read(cls, text):
        """The period as an address writes it, "2026" or "2026-2"; None of anything else."""
        found = WRITTEN.fullmatch(text)
        if not found or not date.min.year <= int(found[1]) <= date.max.year:
            return None
        return cls(int(found[1]), int(found[2] or 0))

    def covers(self, day):
        return day.year == self.year and self.quarter in (0, (day.month + 2) // 3)
