"""The counter: who waits, whom I serve, and one button that leads on."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.models import Role
from events.refusals import Refused
from guestbook import waiting_times
from guestbook.forms import OutcomeForm, PlaceForm
from guestbook.models import GuestBook, Visit
from guestbook.services import Service

SHOWN = 30
at_the_counter = requires(Role.FRONT_DESK)


@require_safe
@never_cache
@at_the_counter
def show(request):
    """The queue of today, with my visitor above it."""
    return _drawn(request)


@require_POST
@at_the_counter
def call_next(request):
    """Call whoever waits longest, of all services or of one."""
    service = request.POST.get("service", "")
    facts = {"service": service if service in Service else "", "place": _place(request)}
    if visit := _attempted(request, Visit.objects.call_next, **facts):
        messages.success(request, f"{visit.label} dipanggil.")
    return redirect("queue")


@require_POST
@at_the_counter
def call(request, pk):
    """Call this one: again, out of turn, or because he has come after all."""
    visit = find(request, pk)
    if _attempted(request, visit.call, place=_place(request)):
        messages.success(request, f"{visit.label} dipanggil.")
    return redirect("queue")


@require_POST
@at_the_counter
def serve(request, pk):
    """He stands at the desk."""
    _attempted(request, find(request, pk).serve)
    return redirect("queue")


@require_POST
@at_the_counter
def miss(request, pk):
    """He does not come."""
    visit = find(request, pk)
    if _attempted(request, visit.miss):
        messages.success(request, f"{visit.label} dicatat tidak hadir.")
    return redirect("queue")


@require_POST
@at_the_counter
def place(request):
    """Remember for this session at which desk the officer sits."""
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return _drawn(request, place_form=form)
    request.session["place"] = form.cleaned_data["place"]
    messages.success(request, "Nomor meja disimpan untuk sesi ini.")
    return redirect("queue")


def find(request, pk):
    """The visit if this person may see it, else 404."""
    visits = Visit.objects.visible_to(request.user)
    return get_object_or_404(visits.select_related("office", "served_by", "agency"), pk=pk)


def _drawn(request, place_form=None):
    office = request.user.office
    visits = Visit.objects.today_at(office).select_related("office", "served_by")
    waiting_now = list(visits.waiting()[: SHOWN + 1])
    page = _turn(request.user) | {
        "office": office,
        "waiting": waiting_now[:SHOWN],
        "more": len(waiting_now) > SHOWN,
        "services": _services(office, waiting_now),
        "others": visits.open().exclude(served_by=request.user),
        "absent": visits.absent().order_by("-ended_at")[:SHOWN],
        "place_form": place_form or PlaceForm(initial={"place": _place(request)}),
        "waits_today": waiting_times.today(office),
        "waits_by_month": waiting_times.by_month(office),
    }
    return render(request, "guestbook/queue/queue.html", page)


def _turn(user):
    """The visitor at this officer's desk, with what can become of him."""
    mine = Visit.objects.open().filter(served_by=user).select_related("office", "agency")
    mine = mine.prefetch_related("files").first()
    return {"mine": mine, "form": OutcomeForm() if mine else None}


def _services(office, waiting_now):
    """The services that somebody waits for, when there is more than one."""
    letters = {visit.service for visit in waiting_now}
    offered = [choice for choice in GuestBook.objects.of(office).choices if choice[0] in letters]
    return offered if len(offered) > 1 else []


def _place(request):
    return request.session.get("place", "")


def _attempted(request, verb, **facts):
    """Do the verb; True or what it gives back, or nothing when it was refused and told so."""
    try:
        return verb(by=request.user, **facts) or True
    except Refused as refusal:
        messages.error(request, str(refusal))
        return None
