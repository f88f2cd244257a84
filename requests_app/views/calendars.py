"""Due dates in a person's own calendar program, by a secret address."""

from allauth.core.internal.ratelimit import consume_or_429
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import conditional_page, require_safe

from requests_app.deadlines.feed import calendar_of
from requests_app.models import CalendarLink


def link(request):
    """The address, a new one, or none (``/akun/kalender/``)."""
    links = CalendarLink.objects
    if request.method == "POST":
        if "tutup" in request.POST:
            links.close(by=request.user)
            messages.success(request, "Tautan kalender ditutup. Alamat lama tidak berlaku lagi.")
        else:
            links.renew(by=request.user)
            messages.success(request, "Tautan kalender siap. Alamat lama, bila ada, tidak berlaku.")
        return redirect("calendar_link")
    own = links.filter(person=request.user, is_open=True).first()
    address = own and settings.PORTAL_URL + reverse("calendar_feed", args=[own.token])
    return render(
        request, "requests_app/deadlines/calendar_link.html", {"link": own, "address": address}
    )


@login_not_required
@conditional_page
@require_safe
def feed(request, token):
    """The calendar itself: to whoever knows the address, and no more often than makes sense."""
    if busy := _too_often(request, token):
        return busy
    found = CalendarLink.objects.opened_by(token)
    if found is None:
        raise Http404
    response = HttpResponse(calendar_of(found.person), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="romantik.ics"'
    response["Cache-Control"] = "private, max-age=900"
    response["X-Robots-Tag"] = "noindex"
    return response


def _too_often(request, token):
    brake = {"app": "allauth.account", "action": "calendar", "limit_get": True}
    return consume_or_429(request, key=token, **brake)
