"""The end of an office's service, and its new beginning."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from accounts.forms.fields import LongTextField
from accounts.models import Office
from events.once import once
from events.refusals import carried_out
from requests_app.forms.submissions import OfficeField
from romantik.country.facts import ReopeningForm
from romantik.country.views import by_the_centre


class ClosingForm(forms.Form):
    """Why, and who goes on with what belongs to the office."""

    reason = LongTextField(
        label="Alasan", error_messages={"required": "Tuliskan alasan penutupan."}
    )

    def __init__(self, *args, office, **kwargs):
        above = office.superior()
        super().__init__(*args, initial={"successor": above and above.suggestion}, **kwargs)
        others = Office.objects.open().exclude(pk=office.pk)
        self.fields["successor"] = OfficeField(others, label="Kantor penerus")
        self.fields["successor"].error_messages["required"] = "Pilih kantor penerusnya."


@by_the_centre
@once
def closing(request, office):
    """What will happen is said first; while anything needs the office, what it is."""
    found = get_object_or_404(Office.objects.open(), code=office)
    form = ClosingForm(request.POST or None, office=found)
    if form.is_valid() and carried_out(form, found.close, by=request.user, **form.cleaned_data):
        messages.success(request, f"{found.name} ditutup.")
        return redirect("country_office", found.code)
    page = {
        "office": found,
        "form": form,
        "kept": found.hindrances(),
        "people": found.staff.active().count(),
        "agencies": found.agencies.count(),
    }
    return render(request, "romantik/country/closing.html", page)


@by_the_centre
@once
def reopening(request, office):
    """It serves again."""
    found = get_object_or_404(Office.objects.exclude(closed_at=None), code=office)
    form = ReopeningForm(request.POST or None)
    if form.is_valid():
        given = dict(form.cleaned_data)
        facts = {"reason": given.pop("reason"), "admin": given}
        if carried_out(form, found.reopen, by=request.user, **facts):
            messages.success(request, f"{found.name} dibuka kembali.")
            return redirect("country_office", found.code)
    return render(request, "romantik/country/reopening.html", {"office": found, "form": form})
