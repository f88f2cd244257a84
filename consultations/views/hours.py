"""When the office receives people for consultations (``/kantor/janji-temu/``)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.access import requires
from accounts.models import Role
from consultations.forms.meeting import HoursForm
from consultations.models import Hours
from events.once import once
from events.refusals import carried_out


@requires(Role.ADMIN)
@once
def index(request):
    """The hours of the week, and a line to add to them."""
    office = request.user.office
    form = HoursForm(request.POST or None)
    if form.is_valid() and carried_out(
        form, Hours.objects.add, by=request.user, office=office, **form.cleaned_data
    ):
        messages.success(request, "Jam konsultasi dibuka.")
        return redirect("office_hours")
    context = {"form": form, "hours": office.hours.all()}
    return render(request, "consultations/hours.html", context)


@requires(Role.ADMIN)
@require_POST
def remove(request, pk):
    """Take one off the list; who has booked still comes."""
    hours = get_object_or_404(request.user.office.hours.all(), pk=pk)
    hours.remove(by=request.user)
    messages.success(request, "Jam konsultasi ditutup. Janji temu yang sudah dibuat tetap berlaku.")
    return redirect("office_hours")
