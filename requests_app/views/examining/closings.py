"""Where a file leaves a hand, the office or its life: handing over, transfer, cancellation."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html_join
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.models import Office, Role
from accounts.text import plain_line
from events.refusals import carried_out
from requests_app.forms.submissions import CancellationForm, PassingOnForm, TransferForm
from requests_app.views.steps import step

OFFICE_FIELDS = ("to", "kepada", "office", "successor", "helper")  # as forms call it


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
    return render(request, "requests_app/examining/cancellation.html", context)


@requires(Role.HEAD, Role.ADMIN)
@require_safe
def office_suggestions(request):
    """At most eight offices by name or code, as options of a data list."""
    typed = next(filter(None, map(request.GET.get, OFFICE_FIELDS)), "")
    words = plain_line(typed)[:100]
    others = Office.objects.open().exclude(pk=request.user.office_id)
    found = others.search(words)[:8] if words else ()
    return HttpResponse(
        format_html_join("", '<option value="{}">', ((office.suggestion,) for office in found))
    )


@step("transfer")
def transfer(request, submission):
    """Hand the file to the office that has jurisdiction."""
    proposed = submission.proposed_office(submission.revision_for(request.user))
    form = TransferForm(request.POST or None, submission=submission, proposed=proposed.office)
    if form.is_valid() and carried_out(
        form, submission.transfer, by=request.user, **form.cleaned_data
    ):
        messages.success(
            request, f"Pengajuan {submission.code} dilimpahkan kepada {submission.office.name}."
        )
        return redirect("desk")
    context = {"submission": submission, "form": form, "proposed": proposed}
    return render(request, "requests_app/examining/transfer.html", context)


@step("pass_on")
def passing_on(request, submission):
    """A colleague of the agency runs the file from now on."""
    form = PassingOnForm(request.POST or None, submission=submission)
    if form.is_valid() and carried_out(
        form, submission.pass_on, by=request.user, **form.cleaned_data
    ):
        messages.success(request, f"Pengajuan sekarang diurus {form.cleaned_data['to'].name}.")
        return redirect("submission", code=submission.code)
    context = {"submission": submission, "form": form}
    return render(request, "requests_app/submissions/passing_on.html", context)
