"""The search in the head of every page (``/cari/``)."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.text import plain_line
from catalogue.limits import limited
from romantik.views import finding


@login_not_required
@require_safe
@never_cache
@limited("catalogue")
def show(request):
    """Straight to what is called exactly so, else all that is found; strangers: the catalogue."""
    words = plain_line(request.GET.get("kata", ""))[:100]
    if words and (address := finding.straight_to(words, request.user)):
        return redirect(address)
    if not request.user.is_authenticated:
        return redirect(f"{reverse('catalogue')}?{urlencode({'cari': words})}")
    groups = finding.groups(words, request.user) if words else []
    return render(request, "romantik/search.html", {"words": words, "groups": groups})
