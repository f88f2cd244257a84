"""What waits for a person, told by each app in its own words: the sections of the desk.

An app adds its kinds in its ``desk.py``, which its ``ready()`` imports::

    @waits
    def visitors(user):
        if user.drawn.has_role(Role.FRONT_DESK):
            visits = Visit.objects.visible_to(user).waiting()
            yield Waiting("tamu menunggu dipanggil", visits, reverse("queue"))

They ask `drawn` for the role, so that who looks as another role (`accounts/looking.py`) sees the
desk of that one, and find rows through `visible_to(user)` alone.

Lower apps know nothing of the upper ones, and all sections are counted in one query.
"""

from typing import NamedTuple

from figures.counting import counts

kinds, listings = [], []
MOST_ROWS = 10  # of one kind on the desk; the rest is behind its tile


class Waiting(NamedTuple):
    """One kind of thing: what the count is followed by, where it leads, what it is about.

    ``found`` is a queryset, counted up to a thousand. An ``urgent`` one is told with emphasis
    while there is any; ``icon`` is the name of a Bootstrap icon. What stands on the desk row by row
    has ``rows``, a function that yields a `Task` for each: asked only while there is any.
    """

    words: str
    found: object
    href: str
    icon: str = "inbox"
    urgent: bool = False
    hint: str = ""
    rows: object = None


class Section(NamedTuple):
    """A kind of thing with how many there are now."""

    waiting: Waiting
    count: int

    @property
    def is_urgent(self):
        return self.waiting.urgent and self.count > 0


class Task(NamedTuple):
    """One thing to do, as a row of the desk: what it is, and the one next step with its address.

    ``state`` is a word or a date about it in the colour of ``tone``; an empty one is left out.
    """

    title: str
    href: str
    detail: str = ""
    step: str = ""
    step_href: str = ""
    state: str = ""
    tone: str = "quiet"
    icon: str = "clock"


def lists(function):
    """Decorator: ask the function for the tasks of a person; it yields `Task`, or nothing."""
    if function not in listings:
        listings.append(function)
    return function


def tasks_for(user, sections=()):
    """What this person has to do beside files, each a row, in the order in which the apps stand."""
    rows = [task for section in sections if section.waiting.rows for task in section.waiting.rows()]
    return rows + [task for listing in listings for task in listing(user)]


def waits(function):
    """Decorator: ask the function what may wait for a person; it yields `Waiting`, or nothing."""
    if function not in kinds:
        kinds.append(function)
    return function


def sections_for(user):
    """What waits for this person now, in the order in which the apps stand; one query."""
    asked = [waiting for kind in kinds for waiting in kind(user)]
    found = counts({place: waiting.found for place, waiting in enumerate(asked)}, user)
    return [Section(one, found[place]) for place, one in enumerate(asked) if found[place]]
