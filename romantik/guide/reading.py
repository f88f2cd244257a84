"""Reads the guide's files once: its parts, its pages, and which page belongs where."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

FILES = sorted((Path(__file__).parent / "pages").glob("*.toml"))


@dataclass(frozen=True)
class Page:
    """One task: when one needs it, what to press, what happens next."""

    slug: str
    title: str
    when: str
    steps: tuple = ()
    asked: tuple = ()  # questions with their answers, instead of steps
    then: str = ""
    see: tuple = ()  # slugs of related pages
    at: tuple = ()  # names of the addresses where the task is done, "name step" for one of several
    picture: dict = field(default_factory=dict)  # of one step: its number, the file, what it shows

    @property
    def words(self):
        """All that stands on it."""
        answers = (text for pair in self.asked for text in pair)
        return " ".join((self.title, self.when, *self.steps, *answers, self.then))

    @property
    def told_steps(self):
        """Each step with its picture, if it has one."""
        of = self.picture.get("step")
        return [(step, self.picture if n == of else None) for n, step in enumerate(self.steps, 1)]

    @property
    def related(self):
        return [BY_SLUG[slug] for slug in self.see]


@dataclass(frozen=True)
class Part:
    """What one role does."""

    title: str
    pages: tuple


def _read(file):
    said = tomllib.loads(file.read_text("utf-8"))
    return Part(said["title"], tuple(Page(**page) for page in said["page"]))


PARTS = tuple(map(_read, FILES))
PAGES = tuple(page for part in PARTS for page in part.pages)
BY_SLUG = {page.slug: page for page in PAGES}
BY_PLACE = {place: page for page in PAGES for place in page.at}


def matching(words):
    """The parts with their pages on which every word stands; parts without any are left out."""
    wanted = words.casefold().split()
    found = (
        Part(
            part.title, tuple(p for p in part.pages if all(w in p.words.casefold() for w in wanted))
        )
        for part in PARTS
    )
    return [part for part in found if part.pages]
