"""Which office a public page is of: that of its address or host, the person's, the one chosen.

One office alone is it without a word. In a country nobody is led to an office that he has not
named: a page that needs one raises `Unchosen`, and the middleware asks for the region.
"""

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse

from accounts.access import speak_for
from accounts.middleware import office_of
from accounts.models import Office

COOKIE = "romantik_office"
LIFETIME = 400 * 24 * 60 * 60  # seconds; browsers keep no cookie longer


class Unchosen(Exception):
    """There are several offices, and nobody has said which one is meant."""


class Closed(Exception):
    """What was asked for needs an office that serves; this one's front says who goes on."""

    def __init__(self, office):
        super().__init__(office.code)
        self.office = office


def front_of(request):
    """The office, or None: where nobody has said it in a country, or where there is none at all."""
    if office := getattr(request, "page_office", None):
        return office
    if not hasattr(request, "front_office"):
        request.front_office = _said(request) or Office.objects.only_one()
    return request.front_office


def office_for(request):
    """The office of a page that is about one, named by ``?kantor=`` or as above; else asked."""
    if code := request.GET.get("kantor", ""):
        known = code if code.isascii() and code.isalnum() else ""
        return speak_for(request, get_object_or_404(Office, pk=known))
    office = front_of(request)
    if office is None:
        raise Unchosen if Office.objects.exists() else Http404("Belum ada satuan kerja.")
    return speak_for(request, office)


def serving_front(request):
    """The office to which something would be sent: for one that has closed, who went on."""
    office = front_of(request)
    return office and office.serving


def require_serving(office):
    """Raises ``Closed`` for an office that serves nobody any more. Returns it."""
    if office.is_closed:
        raise Closed(office)
    return office


def choose(response, office):
    """Let this browser remember the office."""
    response.set_cookie(
        COOKIE,
        office.code,
        max_age=LIFETIME,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def chosen_code(request):
    """The code that this browser remembers, "" without one; the answer then varies by cookie."""
    request.asks_choice = True
    code = request.COOKIES.get(COOKIE, "")
    return code if len(code) == 4 and code.isascii() and code.isdigit() else ""


def place(request, name, **parts):
    """The address of a page: below the office's front where the person is there, if it is there."""
    if code := getattr(request, "front_code", ""):
        try:
            return reverse(f"front_{name}", kwargs={"office": code, **parts})
        except NoReverseMatch:
            pass  # common to all offices
    return reverse(name, kwargs=parts)


def _said(request):
    if code := getattr(request, "host_office", ""):
        return Office.objects.filter(pk=code).first()
    user = getattr(request, "user", None)  # error pages may have none
    if user and (office := office_of(user)):
        return office
    code = chosen_code(request)
    chosen = Office.objects.serving(code) if code else None
    request.is_chosen = chosen is not None
    return chosen
