"""Opening what was sent without an account: by its code and secret, or by a mailed link."""

from allauth.core.internal.ratelimit import consume
from django.http import Http404
from django.shortcuts import redirect, render

from accounts.forms.stamped import OpenForm

WRONG = (
    "Nomor tiket dan kata kunci ini tidak cocok. Periksa keduanya pada tanda terima Anda; huruf "
    "besar dan kecil, spasi, dan tanda hubung tidak berpengaruh."
)


def allowed(request, action, key="all"):
    """Count one try at this; False when there were too many of them."""
    return bool(consume(request, app="allauth.account", action=action, key=key))


def open_with_secret(request, things, keys, *, action, page, template):
    """Where both are typed; the address never carries the secret."""
    form = OpenForm(request.POST or None, initial={"code": request.GET.get("tiket", "")[:40]})
    is_braked = False
    if form.is_valid():
        code, secret = form.pair
        is_braked = not allowed(request, action, key=code)
        found = None if is_braked else things.filter(code=code).first()
        if found and keys.opens(found, secret):
            return keys.hold(request, redirect(page, ticket=code), code, secret)
        if not is_braked:
            form.add_error(None, WRONG)
    context, status = {"form": form, "is_braked": is_braked}, 429 if is_braked else 200
    return render(request, template, context, status=status)


def open_with_link(request, token, things, keys, *, page):
    """A mailed link leaves its key with the browser and leads on to the plain address."""
    code, key = keys.read_link(token) or (None, "")
    found = things.filter(code=code).first() if code else None
    if found is None or not keys.opens(found, key):
        raise Http404
    return keys.hold(request, redirect(page, ticket=code), code, key)
