"""The office marks an agency as Walidata, on the page of the agency, and ends it again."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import requires
from accounts.models import Agency
from events.once import once
from events.refusals import carried_out
from walidata.forms.marking import EndForm, MarkForm
from walidata.models import Custody
from walidata.models.custody import MARKERS


@requires(*MARKERS)
@once
def mark(request, pk):
    """Which region, by what deed, from when."""
    here = Agency.objects.visible_to(request.user).approved().select_related("office", "region")
    agency = get_object_or_404(here, pk=pk)
    form = MarkForm(request.POST if request.method == "POST" else None, agency=agency)
    facts = {"by": request.user, "agency": agency}
    if form.is_valid() and (
        custody := carried_out(form, Custody.objects.mark, **facts, **form.cleaned_data)
    ):
        messages.success(request, f"{agency.name} ditetapkan sebagai Walidata {custody.region}.")
        return redirect("agency_approval", pk=pk)
    return render(request, "walidata/marking.html", {"agency": agency, "form": form})


@requires(*MARKERS)
def end(request, pk):
    """Asks for the reason."""
    marks = Custody.objects.visible_to(request.user).open().select_related("agency", "region")
    custody = get_object_or_404(marks, pk=pk)
    agency, form = custody.agency, EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and carried_out(form, custody.end, by=request.user, **form.cleaned_data):
        messages.success(request, f"Penetapan Walidata {custody.region} berakhir.")
        return redirect("agency_approval", pk=agency.pk)
    page = {"agency": agency, "custody": custody, "form": form}
    return render(request, "walidata/ending.html", page)
