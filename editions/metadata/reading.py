"""Reading the answers of a file for the metadata forms, whichever edition they were given on."""

import re
from dataclasses import dataclass
from functools import cached_property

from editions.conditions import flat
from editions.words import spoken_day

YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Filled:
    """What a field of a metadata form gets: its code on that form, and its value.

    `check` says that question and field are not one to one, so a person has to look.
    """

    value: object
    code: str = ""
    check: bool = False

    @property
    def shown(self):
        """The value as people read it."""
        if isinstance(self.value, str) and DAY.fullmatch(self.value):
            return spoken_day(self.value)
        return "" if self.value is None else str(self.value)


class Source:
    """The answers that were recommended, asked for by the name of the question."""

    def __init__(self, submission, revision):
        self.submission, self.form = submission, submission.form
        self.answers = self.form.clean(revision.answers)

    @cached_property
    def by_name(self):
        return flat(self.answers)

    @cached_property
    def keys(self):
        """The key of each question by its name."""
        return {key.partition(".")[2]: key for key, *_ in self.form.questions()}

    def get(self, name):
        """The stored answer to a question, None where it was not asked or left blank."""
        return self.by_name.get(name)

    def spoken(self, name):
        """The answer in words, "" without one."""
        return self.form.spoken(self.answers, self.keys[name]) if name in self.keys else ""

    def table(self, name):
        """The rows of a table as stored."""
        return self.get(name) or []

    def spoken_table(self, name):
        """The rows of a table in words."""
        return self.form.table(self.answers, self.keys[name])

    @property
    def year(self):
        """The year of the activity: the last one in its title, else that of its first day."""
        years = YEAR.findall(self.form.title_of(self.answers))
        first = self.get("fieldwork_start") or self.get("collection_start") or ""
        return int(years[-1]) if years else int(first[:4]) if first else None

    # Fields made in the usual ways; each gives a `Filled`, or None where the source is silent

    def text(self, name, *, check=False):
        """The answer in words, as it is."""
        value = self.get(name)
        if value in (None, "", []):
            return None
        return Filled(value if isinstance(value, int) else self.spoken(name), check=check)

    def day(self, name):
        value = self.get(name)
        return Filled(value) if value else None

    def coded(self, name, codes, *, check=False):
        """One choice, with the code it has on the metadata form; words alone where it has none."""
        value = self.get(name)
        if not value:
            return None
        code = codes.get(value, "")
        return Filled(self.spoken(name), code, check or not code)

    def summed(self, name, codes, *, check=False):
        """Several choices, their codes added up; a choice without a code asks for a look."""
        chosen = self.get(name) or []
        if not chosen:
            return None
        known = {codes[slug] for slug in chosen if slug in codes}
        is_whole = all(slug in codes for slug in chosen)
        code = str(sum(known)) if known else ""
        return Filled(self.spoken(name), code, check or not is_whole)

    def yes_no(self, name):
        return self.coded(name, {"yes": "1", "no": "2"})
