from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.forms.agencies import AgencyForm
from events.models import Event


def show(request):
    """My agency: its data, and where its application stands. Staff are led to their list."""
    agency = request.user.agency
    if agency is None:
        return redirect("agency_approvals")
    form = AgencyForm.of(agency, request.POST or None) if request.user.is_agency_admin else None
    if form and form.is_valid():
        agency.correct(by=request.user, **form.cleaned_data)
        messages.success(request, "Data instansi disimpan.")
        return redirect("agency")
    events = Event.objects.about(agency).filter(action="agency.correct").order_by("-pk")
    page = {"agency": agency, "form": form, "events": events}
    return render(request, "accounts/agencies/agency.html", page)


@require_POST
def apply_again(request):
    """After a refusal: the same application once more, with what has been corrected since."""
    if not request.user.is_agency_admin:
        raise PermissionDenied("Hanya admin instansi yang dapat mengajukan ulang pendaftaran.")
    try:
        request.user.agency.apply_again(by=request.user)
    except ValidationError as problem:
        messages.error(request, problem.message)
    else:
        messages.success(request, "Pendaftaran diajukan ulang. Petugas akan memeriksanya.")
    return redirect("agency")
