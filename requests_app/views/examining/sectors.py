from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render

from accounts.models import Role
from events.refusals import carried_out
from requests_app.forms.submissions import SectorForm
from requests_app.views.steps import find


def edit(request, code):
    """Which sector the activity belongs to: a proposal from its words, set by an examiner."""
    submission = find(request, code)
    if not request.user.has_role(Role.EXAMINER):
        raise PermissionDenied("Sektor hanya dapat ditetapkan oleh petugas pemeriksa.")
    form = SectorForm(request.POST or None, initial={"sector": submission.likely_sector})
    if form.is_valid() and carried_out(
        form, submission.classify, by=request.user, sector=form.cleaned_data["sector"]
    ):
        messages.success(request, "Sektor tersimpan.")
        return redirect("submission", code=code)
    return render(
        request, "requests_app/examining/sector.html", {"submission": submission, "form": form}
    )
