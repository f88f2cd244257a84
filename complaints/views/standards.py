"""The service standard: for everybody to read, for an admin to write, version by version."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.fronts.choosing import office_for
from accounts.models import Role
from complaints.forms.standards import HINT, StandardForm
from complaints.models import Standard
from complaints.published.satisfaction import current_index
from complaints.published.summary import year_of
from complaints.standard_words import values_of
from events.models import Event
from events.once import once
from requests_app.board.usual_time import usual_time
from workdays.promises import promised_by

QUICKER = "Orang lain baru saja menyimpan versi baru. Muat ulang halaman, lalu periksa lagi."


@login_not_required
@require_safe
def show(request):
    """What the office promises, and what it keeps of it."""
    standard = Standard.objects.in_force(office_for(request))
    return render(request, "complaints/standards/standard.html", _page(standard))


@never_cache
@requires(Role.ADMIN)
@once(alike=False)
def edit(request):
    """Write the next version; a look at it first changes nothing."""
    office = request.user.office
    standard = Standard.objects.in_force(office)
    form = StandardForm(request.POST or None, standard=standard)
    shown = None
    if form.is_valid():
        if "pratinjau" in request.POST:
            shown = Standard(office=office, version=standard.version, texts=form.texts)
        elif _kept(request, standard, form.texts):
            return redirect("office_standard")
    page = {
        "form": form,
        "standard": standard,
        "shown": shown,
        "hint": HINT,
        "values": values_of(office).items(),
        "history": Standard.objects.history(office),
    }
    return render(request, "complaints/standards/edit.html", page)


@never_cache
@requires(Role.ADMIN)
@once(alike=False)
def version(request, n):
    """One version as it was; POST puts its words in force again, as a new version."""
    office = request.user.office
    chosen = Standard.objects.version(office, n)
    if chosen is None:
        raise Http404
    current = Standard.objects.in_force(office)
    if request.method == "POST" and _kept(request, current, chosen.texts, chosen.version):
        return redirect("office_standard")
    events = Event.objects.about(chosen) if n else ()
    page = {"standard": chosen, "current": current, "events": events}
    return render(request, "complaints/standards/version.html", page)


def _page(standard):
    office = standard.office
    year = year_of(office, office.today().year)
    return {
        "office": office,
        "standard": standard,
        "promised": promised_by(office),
        "usual": usual_time(office),
        "satisfaction": current_index(office),
        "complaints_in_time": year.share_in_time,
    }


def _kept(request, current, texts, taken_from=None):
    """Keep the next version; what is the same already is not kept twice."""
    if texts == current.texts:
        messages.info(request, "Tidak ada yang berubah; tidak ada versi baru yang disimpan.")
        return True
    try:
        kept = current.succeed(texts, by=request.user, taken_from=taken_from)
    except IntegrityError:
        messages.error(request, QUICKER)
        return False
    messages.success(request, f"Versi {kept.version} disimpan dan berlaku mulai sekarang.")
    return True
