"""Opinions that this person is to give, and those that he asked for (``/pendapat/``)."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import requires
from opinions.models import Opinion
from opinions.words import State
from requests_app.models.submissions.submission_queryset import FILE_ROLES

A_PAGE = 20
TO_ANSWER, ASKED = "jawab", "minta"
SIDES = {TO_ANSWER: "Diminta dari saya", ASKED: "Saya minta"}
STATES = {
    "": "Semua",
    "menunggu": State.OPEN,
    "dijawab": State.ANSWERED,
    "dicabut": State.WITHDRAWN,
}


@never_cache
@requires(*FILE_ROLES)
@require_safe
def index(request):
    """One side of them, by state, what waits above."""
    side = request.GET.get("sisi", TO_ANSWER)
    side = side if side in SIDES else TO_ANSWER
    state = request.GET.get("status", "")
    state = state if state in STATES else ""
    seen = Opinion.objects.visible_to(request.user)
    rows = seen.asked_of(request.user) if side == TO_ANSWER else seen.asked_by(request.user)
    if state:
        rows = rows.filter(state=STATES[state])
    rows = rows.in_full().waiting_first()
    page = {
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("halaman")),
        "sides": _links(SIDES, side, lambda one: f"?sisi={one}"),
        "states": _links(STATES, state, lambda one: f"?sisi={side}&status={one}"),
        "is_asker": side == ASKED,
    }
    return render(request, "opinions/opinions.html", page)


def _links(choices, chosen, href):
    """As `parts/filters.html` draws them."""
    for name, words in choices.items():
        label = getattr(words, "label", words)
        yield {"label": label, "href": href(name), "is_current": name == chosen}
