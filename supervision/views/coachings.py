"""Why files are read by an office above (``/kantor/pembinaan/``): permissions, deeds, readings."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.models import Office, Role
from events.once import once
from events.refusals import carried_out
from supervision.forms import EndForm, OrderForm, PermissionForm
from supervision.models import Coaching
from supervision.models.coaching_queryset import (
    GIVERS,
    readers_above,
    readings_of,
    superiors_of,
)

PAGE, SHOWN = 50, 100
RELATED = ("office", "superior", "submission", "by", "ended_by")


@require_safe
@requires(*GIVERS, Role.SUPERVISOR)
def index(request):
    """What was permitted and ordered, by us or about us, and what was read of this office."""
    user = request.user
    above, beneath = superiors_of(user.office), Office.objects.beneath(user.office)[:1]
    if not above and not beneath:
        raise Http404
    rows = Coaching.objects.visible_to(user).select_related(*RELATED)
    page = Paginator(rows, PAGE).get_page(request.GET.get("halaman"))
    for row in page:
        row.may_be_ended = row.may_be_ended_by(user)
    gives = user.has_role(*GIVERS)
    context = {
        "page": page,
        "may_permit": gives and not all(one.is_closed for one in above),
        "may_order": beneath and user.has_role(Role.ADMIN),
        "reads": readings_of(user.office)[:SHOWN] if above and gives else (),
        "is_read": above and gives,
        "shown": SHOWN,
        "manages": user.has_role(Role.ADMIN),
    }
    return render(request, "supervision/coachings.html", context)


@requires(*GIVERS)
@once
def permit(request):
    """The head or an admin lets an office above read."""
    if not readers_above(request.user.office):
        raise Http404
    form = PermissionForm(request.POST or None, user=request.user)
    return _begin(request, form, Coaching.objects.permit, "supervision/permission.html")


@requires(Role.ADMIN)
@once
def order(request):
    """An admin enters the deed that orders it for an office beneath."""
    if not Office.objects.beneath(request.user.office)[:1]:
        raise Http404
    form = OrderForm(request.POST or None, user=request.user)
    return _begin(request, form, Coaching.objects.order, "supervision/order.html")


@requires(*GIVERS)
def end(request, pk):
    """Ask back, then end it early."""
    rows = Coaching.objects.visible_to(request.user).select_related(*RELATED)
    coaching = get_object_or_404(rows, pk=pk)
    if not coaching.is_over and not coaching.may_be_ended_by(request.user):
        raise PermissionDenied("Hanya yang memberikannya dapat mengakhirinya.")
    form = EndForm(request.POST or None)
    if form.is_valid() and carried_out(form, coaching.end, by=request.user, **form.cleaned_data):
        messages.success(request, "Diakhiri. Pengawas tidak dapat membaca lagi karenanya.")
        return redirect("coachings")
    return render(request, "supervision/end.html", {"coaching": coaching, "form": form})


def _begin(request, form, verb, template):
    if form.is_valid() and carried_out(form, verb, by=request.user, **form.facts()):
        messages.success(request, "Dicatat. Alasannya terbaca oleh kantor, instansi, dan Pengawas.")
        return redirect("coachings")
    return render(request, template, {"form": form})
