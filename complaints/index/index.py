"""The index of satisfaction (IKM), in exact fractions (service.md decision 15)."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor

from complaints.index.unsur import KEYS, UNSUR
from norms.reading import value as norm_value


@dataclass(frozen=True)
class Band:
    """A grade: from this converted value on, rounded to two decimals."""

    mark: str
    words: str
    low: Decimal

    @property
    def is_good(self):
        return self.mark in ("A", "B")


def bands():
    """The grades that hold, the best first."""
    return [
        Band(mark, words, Decimal(low)) for mark, words, low in norm_value("satisfaction.bands")
    ]


def rounded(number, places=2):
    """The fraction as a decimal of that many places, halves rounded up."""
    scale = 10**places
    return Decimal(floor(number * scale + Fraction(1, 2))).scaleb(-places)


def band_of(value):
    """The band of a converted value that has been rounded to two decimals."""
    return next(band for band in bands() if value >= band.low)


def converted(points, count):
    """The index of so many answers whose nine *unsur* were given so many points together."""
    return rounded(Fraction(points, count) * Fraction(1, 9) * 25)


@dataclass(frozen=True)
class UnsurValue:
    """How one *unsur* was rated: its mean on the scale 1 to 4, and the same converted to 100."""

    unsur: object
    mean: Fraction

    @property
    def shown_mean(self):
        return rounded(self.mean)

    @property
    def converted(self):
        return rounded(self.mean * 25)

    @property
    def band(self):
        return band_of(self.converted)


@dataclass(frozen=True)
class Index:
    """The index of so many complete answers, of which only the sum of each *unsur* is needed."""

    count: int
    sums: dict  # {key of the unsur: sum of the answers 1 to 4}

    def mean(self, key):
        """The mean of one *unsur* (NRR), exactly."""
        return Fraction(self.sums[key], self.count)

    @property
    def value(self):
        """The sum of mean × 1/9, times 25, rounded to two decimals: 25.00 to 100.00."""
        return converted(sum(self.sums[key] for key in KEYS), self.count)

    @property
    def band(self):
        return band_of(self.value)

    def by_weakness(self):
        """The nine *unsur*, the weakest first; equals in the order of the regulation."""
        values = [UnsurValue(unsur, self.mean(unsur.key)) for unsur in UNSUR]
        return sorted(values, key=lambda value: value.mean)

    @classmethod
    def of(cls, answers):
        """The index of answers given as mappings `{key: 1…4}`; None of none at all."""
        answers = list(answers)
        sums = {key: sum(answer[key] for answer in answers) for key in KEYS}
        return cls(len(answers), sums) if answers else None
