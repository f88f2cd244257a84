"""Pages behind a mailed or printed link: its secret leaves the address at once.

The browser keeps it in a signed cookie, and the page stands at an address that opens nothing by
itself: in histories, logs and photographs of a screen there is only a mark. Nothing is used up by
opening a link, so a scanner of mails may look, and the link works on another device, too.

Each link has a cookie of its own, sent to its page alone: links that are opened at the same moment
do not overwrite each other's, and no number of them makes a cookie too long to be taken.
"""

from functools import wraps

from django.core import signing
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import salted_hmac

SALT = "accounts.mailed"
MARKED = "tautan-"  # so do marks begin, and so the names of the cookies
LASTS = 12 * 60 * 60  # seconds


def mailed(opens):
    """Decorator of a view with a secret in its address; `opens` tells whether it opens anything.

    What opens nothing is no secret: the view says so, at the address as it came.
    """

    def kept_out_of_addresses(view):
        @wraps(view)
        def opened(request, **named):
            [(name, secret)] = named.items()
            if secret.startswith(MARKED):
                if held := held_by(request, mark=secret):
                    return view(request, **{name: held})
                return render(request, "accounts/open_again.html", status=410)
            if request.method in {"GET", "HEAD"} and opens(secret):
                return lead_on(request, request.resolver_match.view_name, secret)
            return view(request, **named)

        return opened

    return kept_out_of_addresses


def lead_on(request, page, secret):
    """To the page of that name, whose address does not say the secret."""
    mark = MARKED + salted_hmac(SALT, f"{page} {secret}", algorithm="sha256").hexdigest()[:12]
    address = reverse(page, args=[mark])
    response = redirect(address)
    response.set_cookie(
        mark,
        signing.dumps(secret, salt=f"{SALT} {mark}"),
        path=address,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response


def held_by(request, mark):
    """The secret that this browser holds for the mark, or None."""
    try:
        held = request.COOKIES.get(mark, "")
        return signing.loads(held, salt=f"{SALT} {mark}", max_age=LASTS)
    except signing.BadSignature:
        return None
