"""What pages say of the office that was chosen, and the one address that is told for them."""

from typing import NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from accounts.fronts.choosing import front_of
from accounts.middleware import office_of
from accounts.models import Office


class FrontLine(NamedTuple):
    """Whose page it is, if anybody has said so, and where that is changed."""

    office: object
    change: str


def front_line(request):
    """The line in the head of public pages of a country; None where there is one office alone.

    Who belongs to an office reads it only on pages of another.
    """
    office, match = front_of(request), getattr(request, "resolver_match", None)
    user = getattr(request, "user", None)
    own = office_of(user) if user else None
    is_said = getattr(request, "front_code", "") or getattr(request, "host_office", "")
    is_chosen = bool(is_said) or getattr(request, "is_chosen", False)
    if match is None or match.url_name == "fronts" or (own and (own == office or not is_said)):
        return None
    if not is_chosen and (office or match.url_name == "home" or not Office.objects.exists()):
        return None  # the first page asks by itself
    here = "" if is_said or request.method != "GET" else request.get_full_path()
    portal = settings.PORTAL_URL if getattr(request, "host_office", "") else ""
    onward = f"?{urlencode({'lanjut': here})}" if here else ""
    return FrontLine(office, f"{portal}{reverse('fronts')}{onward}")


def canonical(request):
    """The address below the office's front, for search engines; "" for any other page."""
    match = getattr(request, "resolver_match", None)
    is_said = ("front_code", "host_office", "is_chosen")
    if match is None or not any(getattr(request, name, "") for name in is_said):
        return ""
    name = f"front_{(match.url_name or '').removeprefix('front_')}"
    if match.url_name == "office_front" or (
        match.url_name == "home" and hasattr(request, "host_office")
    ):
        name = "office_front"
    parts = {key: value for key, value in match.kwargs.items() if key == "once"}
    try:
        address = reverse(name, kwargs={"office": front_of(request).code, **parts})
    except (NoReverseMatch, AttributeError):
        return ""
    return f"{settings.PORTAL_URL}{address}"
