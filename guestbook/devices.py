"""Which office a browser without an account belongs to: a tablet at the counter, a screen."""

from django.conf import settings
from django.core import signing

from accounts.fronts.choosing import office_for, require_serving
from guestbook.models import GuestBook

COOKIE = "romantik_device"
PRINTER = "romantik_printer"  # no secret: this tablet has a printer for the numbers
SALT = "guestbook.device"
LIFETIME = 400 * 24 * 60 * 60  # seconds; browsers keep no cookie longer


def guest_book_of(request):
    """The guest book of the page's office, of this device, or of the office as elsewhere.

    Raises ``Closed`` where that office takes nobody in any more.
    """
    book = None if hasattr(request, "page_office") else book_of_device(request)
    book = book or GuestBook.objects.of(office_for(request))
    require_serving(book.office)
    return book


def book_of_device(request):
    """The guest book whose key this browser was given; None after the key was renewed."""
    try:
        key = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LIFETIME)
    except signing.BadSignature:
        return None
    return GuestBook.objects.with_key(key)


def may_fill_in(request, book):
    """Whether the book takes an entry from this browser."""
    if not book.devices_only or book_of_device(request) == book:
        return True
    return request.user.is_authenticated and request.user.office_id == book.pk


def has_printer(request):
    """Whether this tablet was set up to print the numbers it gives."""
    return request.COOKIES.get(PRINTER) == "1"


def settle(response, book, *, prints=False):
    """Let the browser belong to the office of that guest book from now on."""
    _keep(response, COOKIE, signing.dumps(book.key, salt=SALT))
    if prints:
        _keep(response, PRINTER, "1")
    else:
        response.delete_cookie(PRINTER, samesite="Lax")
    return response


def _keep(response, name, value):
    response.set_cookie(
        name,
        value,
        max_age=LIFETIME,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
