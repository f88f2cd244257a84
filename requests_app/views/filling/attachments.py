from csp.decorators import csp_replace
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from events.once import once
from events.refusals import Refused, attempted
from files.fields import told
from files.kept import opened
from requests_app.forms.submissions import AttachmentForm
from requests_app.models import Attachment, Note
from requests_app.models.examining.note_queryset import with_notes
from requests_app.views.filling.counter import at_the_counter
from requests_app.views.steps import find

PDF = "application/pdf"
REFUSED_BEFORE = "Berkas lain dalam kiriman itu tidak diterima. Pilih lagi itu saja untuk sebabnya."
# A PDF may be drawn beside the fields, in a frame of ours; it loads and runs nothing.
FRAMED = {
    "default-src": ["'none'"],
    "frame-ancestors": ["'self'"],
    "object-src": ["'self'"],
    "style-src": ["'unsafe-inline'"],  # the browser's own page around a PDF
}


@once
def index(request, code):
    """The files of the newest version; adding one while the form may be written."""
    submission = find(request, code)
    form = AttachmentForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        require_writable(submission, request.user)
        if form.is_valid() and keep(request, form, submission, form.cleaned_data["kind"]):
            page = "answers_review" if "lanjut" in request.POST else "attachments"
            return redirect(page, code=code)
    return once_kept(request, _page(request, submission, form), "attachments", code)


def _page(request, submission, form):
    notes = Note.objects.read_by(request.user, submission)
    files = submission.revision_for(request.user).attachments
    context = {
        "submission": submission,
        "form": form,
        "attachments": with_notes(files.papers(), notes),
        "scans": files.scans(),
        "can_write": submission.can_write(request.user),
        "at_the_counter": at_the_counter(submission, request.user),
    }
    return render(request, "requests_app/filling/attachments.html", context)


def keep(request, form, submission, kind):
    """Keep what the form took; the rest is named among its errors. Was everything kept?"""
    field = form.fields.get("file")
    kept, refused = [], [*field.refused] if field else []
    for taken in form.cleaned_data["file"]:
        try:
            kept.append(
                Attachment.add(
                    submission.revision,
                    kind=kind,
                    upload=taken.file,
                    content_type=taken.content_type,
                    is_scanned=taken.is_scanned,
                    by=request.user,
                )
            )
        except Refused as refusal:
            refused.append(f"“{taken.file.name}”: {refusal}")
    if kept:
        request.made = kept
        words = told([attachment.name for attachment in kept])
        messages.success(request, words)
    if refused:
        form.add_error("file" if field else None, refused)
        request.made_said = kept and [words, REFUSED_BEFORE]
    return not refused


def once_kept(request, response, page, code):
    """A page that tells what was refused beside what was kept: sent again it keeps nothing more."""
    if hasattr(request, "made"):
        response.made_at = reverse(page, args=[code])
    return response


@require_POST
def remove(request, code, pk):
    """Take a file off the newest version; earlier versions keep theirs."""
    submission = find(request, code)
    require_writable(submission, request.user)
    attachment = submission.revision.attachments.filter(pk=pk).first()
    if attachment is None:
        messages.info(request, "Berkas ini sudah dihapus.")
    elif attempted(request, attachment.remove):
        messages.success(request, f"“{attachment.name}” sudah dihapus dari versi ini.")
    if attachment and attachment.is_scan:
        return redirect("scans", code=code)
    return redirect("attachments", code=code)


@require_safe
def download(request, code, pk):
    """The file itself, to whoever sees the submission; only pictures and PDF open in place."""
    readable = find(request, code).revisions_for(request.user)
    attachment = get_object_or_404(Attachment, pk=pk, revision__in=readable)
    response = FileResponse(
        opened(attachment),
        content_type=attachment.content_type,
        as_attachment=not attachment.opens_in_place,
        filename=attachment.name,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    is_beside = attachment.is_scan or "samping" in request.GET
    if is_beside and attachment.content_type == PDF:
        return _framed(request, response)  # the browser's own reader needs to leave the sandbox
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@xframe_options_sameorigin
@csp_replace(FRAMED)
def _framed(request, response):
    """Let the counter draw a scan beside the fields, the examiner a file beside the answers."""
    return response


def require_writable(submission, user):
    if not submission.can_write(user):
        raise PermissionDenied(
            "Lampiran hanya dapat diubah oleh instansi atau petugas PST selama pengajuan masih "
            "draf atau sedang diperbaiki."
        )
