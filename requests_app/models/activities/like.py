"""An activity held beside recommended ones: what is compared, and in what they are alike."""

from dataclasses import dataclass, field
from datetime import date

from django.db import models

from editions.indonesian.likeness import ALIKE, likeness, year_of
from editions.indonesian.stems import stems


@dataclass
class Wanted:
    """What an activity is held beside the catalogue with."""

    title: str
    regions: tuple = ()
    variables: tuple = ()
    year: int | None = None
    period: tuple = ()  # first and last day of collecting data

    def __post_init__(self):
        self.year = self.year or year_of(self.title)
        self.variable_stems = _stems_of(self.variables)

    @classmethod
    def by(cls, revision):
        """What that version of a file is held beside the catalogue with."""
        form, answers = revision.form, revision.answers
        areas = form.answer(answers, form.areas_question) or []
        variables = form.answer(answers, form.variables_question) or []
        days = [form.answer(answers, key) for key in form.period_questions]
        days = [date.fromisoformat(day) for day in days if day]
        return cls(
            title=form.title_of(answers),
            regions=tuple(row["regency"] for row in areas if row.get("regency")),
            variables=tuple(row["name"] for row in variables if row.get("name")),
            year=days[0].year if days else None,
            period=tuple(days) if len(days) == 2 else (),
        )


@dataclass
class Like:
    """A recommended activity that is like another one, and in what."""

    activity: models.Model
    title: float  # shares from 0 to 1
    variables: float = 0.0
    same_regions: list = field(default_factory=list)
    same_year: bool = False
    same_period: bool = False

    @property
    def is_worth(self):
        """Is it worth a look? Area, year and period alone make no likeness."""
        return self.title >= ALIKE or (self.variables >= ALIKE and bool(self.same_regions))

    @property
    def score(self):
        """By which the likest come first."""
        place_and_time = (bool(self.same_regions), self.same_year, self.same_period)
        return self.title + 0.4 * self.variables + 0.05 * sum(place_and_time)

    @property
    def reasons(self):
        """Why it is shown, in words, the weightiest first."""
        said = {
            f"judul mirip {self.title:.0%}": self.title >= ALIKE,
            f"peubah sama {self.variables:.0%}": self.variables,
            "wilayah beririsan": self.same_regions,
            "periode pengumpulan data beririsan": self.same_period,
            "tahun sama": self.same_year,
        }
        return [reason for reason, holds in said.items() if holds]


def held_beside(wanted, activity, title):
    """In what an activity is like the wanted one, given how alike their titles are: a `Like`."""
    variables = wanted.variable_stems
    return Like(
        activity,
        title,
        variables=likeness(variables, _stems_of(activity.variables)) if variables else 0.0,
        same_regions=sorted(set(wanted.regions) & set(activity.regions)),
        same_year=wanted.year is not None and wanted.year == activity.year,
        same_period=_meet(wanted.period, (activity.starts_on, activity.ends_on)),
    )


def _meet(one, other):
    return bool(one) and None not in other and one[0] <= other[1] and other[0] <= one[1]


def _stems_of(names):
    return {" ".join(stems(name)) for name in names}
