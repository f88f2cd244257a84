"""What was found by the nightly look (``/kantor/keutuhan/``), and seeing to it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.models import Role
from events.refusals import carried_out
from integrity.forms import SettlingForm
from integrity.inspecting import still_found
from integrity.inspections import KINDS
from integrity.models import Damage, Seal, Turn

MOST_SETTLED = 20


@requires(Role.ADMIN, Role.HEAD)
@never_cache
@require_safe
def show(request):
    """What is open, what was looked at until when, and the last seal."""
    damages = Damage.objects.visible_to(request.user)
    page = {
        "open": damages.open(),
        "settled": damages.exclude(settled_at=None).select_related("settled_by")[:MOST_SETTLED],
        "turns": list(turns()),
        "seal": Seal.objects.last(),
    }
    return render(request, "integrity/damages.html", page)


def turns():
    """Each kind of thing that is looked at, by its label, with how far the look has come."""
    kept = {turn.kind: turn for turn in Turn.objects.all()}
    yield "Riwayat (rantai catatan)", kept.get("chain")
    for code, inspection in KINDS.items():
        yield inspection.label, kept.get(code)


@requires(Role.ADMIN, Role.HEAD)
@never_cache
def settle(request, pk):
    damage = get_object_or_404(Damage.objects.visible_to(request.user).open(), pk=pk)
    form = SettlingForm(request.POST or None)
    if form.is_valid() and carried_out(
        form, damage.settle, by=request.user, still=still_found(damage), **form.cleaned_data
    ):
        messages.success(request, "Temuan diselesaikan.")
        return redirect("office_integrity")
    return render(request, "integrity/damage.html", {"damage": damage, "form": form})
