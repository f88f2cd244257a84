"""Who signs for the office, managed by its admin (``/kantor/penugasan/``)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.models import Role
from accounts.sessions.ending import stay_logged_in
from events.once import once
from events.refusals import Refused
from letters.forms.mandates import MandateEndForm, MandateForm
from letters.models import Mandate

PAGE = 50


@requires(Role.ADMIN, Role.HEAD)
@require_safe
def index(request):
    """Who signs today, who will, and everybody who did; 50 rows a page. A head reads it."""
    office, mandates = request.user.office, Mandate.objects.visible_to(request.user)
    found = mandates.select_related("person", "office", "by", "ended_by")
    before = request.GET.get("sebelum", "")
    if before.isdecimal() and len(before) < 19:
        found = found.filter(pk__lt=int(before))
    rows = list(found.order_by("-pk")[: PAGE + 1])
    unable = mandates.on(office.today()).filter(person__is_active=False)
    page = {
        "office": office,
        "spans": mandates.forecast(office),
        "unable": unable.select_related("person"),
        "manages": request.user.has_role(Role.ADMIN),
        "mandates": rows[:PAGE],
        "older_href": f"?sebelum={rows[PAGE - 1].pk}" if len(rows) > PAGE else "",
    }
    return render(request, "letters/mandates/mandates.html", page)


@requires(Role.ADMIN)
@once
def new(request):
    """Record a mandate."""
    office = request.user.office
    form = MandateForm(request.POST or None, office=office)
    if form.is_valid():
        try:
            mandate = Mandate.objects.appoint(by=request.user, office=office, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            stay_logged_in(request, mandate.person)
            messages.success(request, f"{mandate.person.name}: {mandate.title} tercatat.")
            return redirect("office_mandates")
    return render(request, "letters/mandates/new.html", {"form": form})


@requires(Role.ADMIN)
def end(request, pk):
    """Ask back, then end a mandate early."""
    mandates = Mandate.objects.visible_to(request.user).select_related("person", "office")
    mandate = get_object_or_404(mandates, pk=pk)
    form = MandateEndForm(request.POST or None, mandate=mandate)
    if form.is_valid():
        try:
            mandate.end(by=request.user, **form.facts())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            stay_logged_in(request, mandate.person)
            messages.success(request, f"Penugasan {mandate.person.name} diakhiri.")
            return redirect("office_mandates")
    return render(request, "letters/mandates/end.html", {"mandate": mandate, "form": form})
