"""The paper form itself, scanned, to be read beside the fields while it is typed."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render

from events.once import once
from requests_app.forms.counter import ScanForm
from requests_app.models import Attachment
from requests_app.views.filling.attachments import keep, once_kept
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
        if form.is_valid() and keep(request, form, submission, Attachment.Kind.SCAN):
            return redirect("scans", code=code)
    revision = submission.revision_for(request.user)
    context = {
        "submission": submission,
        "form": form,
        "scans": revision.attachments.scans(),
        "can_write": may_add,
    }
    page = render(request, "requests_app/counter/scans.html", context)
    return once_kept(request, page, "scans", code)
