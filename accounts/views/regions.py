from allauth.core.internal.ratelimit import consume_or_429
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from accounts.models import Region
from accounts.text import plain_line

MOST = 8


@login_not_required
@require_GET
@cache_control(public=True, max_age=86400)
def suggestions(request):
    """Areas whose name fits what was typed so far, as options; open, for the sign-up needs it."""
    busy = consume_or_429(
        request, app="allauth.account", action="region_suggestions", limit_get=True
    )
    if busy:
        return busy
    typed = request.GET.get("q") or request.GET.get(request.htmx.trigger_name or "", "")
    q = plain_line(typed)[:100].partition(" (")[0]
    regions = Region.objects.search(q, kind=request.GET.get("kind")) if q else Region.objects.none()
    province = request.GET.get("province", "")
    if province.isascii() and province.isdigit():
        regions = regions.filter(province=province)
    return render(request, "accounts/region_options.html", {"regions": regions[:MOST]})
