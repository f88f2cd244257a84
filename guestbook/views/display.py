"""The screen of the waiting room: numbers only, never names."""

from hashlib import sha256

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from accounts.sessions.lasting import unattended
from guestbook.devices import guest_book_of
from guestbook.models import Visit

SHOWN = 6  # numbers beside the one called last


@unattended
@login_not_required
@require_safe
def show(request):
    """The page that the screen opens once; `static/js/display.js` keeps it fresh."""
    return _fresh(render(request, "guestbook/queue/display.html", _board(request)))


@unattended
@login_not_required
@require_safe
def board(request):
    """What changes on the screen; 304 while nothing has."""
    text = render_to_string("guestbook/queue/_board.html", _board(request))
    etag = f'"{sha256(text.encode()).hexdigest()[:32]}"'
    return _fresh(get_conditional_response(request, etag, response=_with(etag, text)))


def _board(request):
    book = guest_book_of(request)
    visits = Visit.objects.today_at(book.office).filter(number__isnull=False)
    called = visits.open().order_by("-last_called_at", "-pk")
    called = list(called.only("service", "number", "place", "calls")[: SHOWN + 1])
    return {
        "office": book.office,
        "day": book.office.today(),
        "latest": called[0] if called else None,
        "others": called[1:],
        "waiting": visits.waiting().count(),
    }


def _with(etag, text):
    return HttpResponse(text, headers={"ETag": etag})


def _fresh(response):
    response.headers["Cache-Control"] = "no-cache"
    return response
