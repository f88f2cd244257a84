"""Opinions in any state, through the verbs."""

from datetime import date

from django.urls import reverse

from opinions.links import link_for
from opinions.words import Whom
from tests.pages import soup

TEXT = "Apakah kerangka sampelnya memadai?"
FRAME = "sampling.sampling_frame"
SECRET = "Rahasia antarkantor."
SAID = "Memadai, tetapi tahunnya perlu disebut."


def make_opinion(submission, by, to=None, **facts):
    """One that a colleague is asked, or with ``unit`` or ``office`` others."""
    whom = Whom.UNIT if "unit" in facts else Whom.OFFICE if "office" in facts else Whom.COLLEAGUE
    given = {"whom": whom, "text": TEXT, "due_on": date(2026, 3, 5)}
    given |= {"colleague": to} if to else {}
    return submission.opinions.ask(by=by, **given | facts)


def make_units(submission, by, **facts):
    """One that a unit without an account is asked."""
    unit = {"unit": "Tim Statistik Sosial", "email": "tim@example.go.id"}
    return make_opinion(submission, by, **unit | facts)


def link_path(opinion):
    """The address that a mail leads to."""
    return "/" + link_for(opinion).split("/", 3)[3]


def ask(client, submission, kind="rekan", **typed):
    address = reverse("opinion_new", args=[submission.code])
    given = {"text": TEXT, "due_on": "2026-03-05", "question": FRAME}
    return client.post(f"{address}?kepada={kind}", given | typed)


def tasks(client):
    rows = soup(client.get(reverse("desk"))).select(".tasks .task")
    return [" ".join(row.get_text(" ").split()) for row in rows]
