"""The paper form itself, scanned, to be read beside the fields while it is typed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render

from events.once import once
from events.refusals import carried_out
from requests_app.forms.counter import ScanForm
from requests_app.models import Attachment
from requests_app.views.filling.counter import at_the_counter
from requests_app.views.steps import find


@once
def index(request, code):
    """The scans of the newest version; adding one while the officer may write."""
    submission = find(request, code)
    may_add = at_the_counter(submission, request.user)
    form = ScanForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        if not may_add:
            raise PermissionDenied("Pindaian ditambahkan petugas PST selama isian boleh diubah.")
        if form.is_valid() and (added := _added(form, submission, request.user)):
            request.made = added
            messages.success(request, f"“{form.cleaned_data['file'].name}” sudah tersimpan.")
            return redirect("scans", code=code)
    revision = submission.revision_for(request.user)
    context = {
        "submission": submission,
        "form": form,
        "scans": revision.attachments.scans(),
        "can_write": may_add,
    }
    return render(request, "requests_app/counter/scans.html", context)


def _added(form, submission, user):
    return carried_out(
        form,
        Attachment.add,
        revision=submission.revision,
        kind=Attachment.Kind.SCAN,
        upload=form.cleaned_data["file"],
        content_type=form.content_type,
        is_scanned=form.is_scanned,
        by=user,
    )
