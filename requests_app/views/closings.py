"""Where a file leaves the office or its life: cancellation and transfer."""

from django.contrib import messages
from django.shortcuts import redirect, render

from requests_app.forms import CancellationForm, TransferForm
from requests_app.views.steps import carried_out, step


@step("cancel")
def cancellation(request, submission):
    """Give the activity up; asks back, since it cannot be undone."""
    form = CancellationForm(request.POST or None, by_office=request.user.office_id is not None)
    if form.is_valid() and carried_out(
        form, submission.cancel, by=request.user, reason=form.cleaned_data["reason"]
    ):
        messages.success(request, "Pengajuan dibatalkan.")
        return redirect("submission", code=submission.code)
    context = {"submission": submission, "form": form}
    return render(request, "requests_app/cancellation.html", context)


@step("transfer")
def transfer(request, submission):
    """Hand the file to the office that has jurisdiction."""
    form = TransferForm(request.POST or None, submission=submission)
    if form.is_valid() and carried_out(
        form, submission.transfer, by=request.user, **form.cleaned_data
    ):
        messages.success(
            request, f"Pengajuan {submission.code} dilimpahkan kepada {submission.office.name}."
        )
        return redirect("desk")
    context = {"submission": submission, "form": form}
    return render(request, "requests_app/transfer.html", context)
