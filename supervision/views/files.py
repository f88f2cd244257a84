"""A file of an office beneath, read for coaching: where it stands, its answers, its letters.

Without drafts, notes, remarks, mails, attachments, reasons, and whoever is named in them.
"""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from editions.copying import unnamed
from events.models import Event
from letters.models import Letter
from letters.views.letters import pdf_response
from supervision.models import Coaching
from supervision.views.boards import readers

TOLD = {
    "submission.submit": "Diajukan",
    "submission.begin_examination": "Pemeriksaan dimulai",
    "submission.return_for_revision": "Dikembalikan untuk perbaikan",
    "submission.recommend": "Diputus layak",
    "submission.decline": "Diputus tidak layak",
    "submission.reopen": "Diperiksa kembali",
    "submission.transfer": "Dilimpahkan ke satuan kerja lain",
    "submission.cancel": "Dibatalkan",
}


@require_safe
@never_cache
@readers
def show(request, code):
    """What a Pengawas reads of it, and why he may."""
    file = _find(request, code)
    revision = file.revisions.filter(submitted_at__isnull=False).order_by("-number").first()
    revision.submission = file
    answers = unnamed(revision.form, revision.answers)
    context = {
        "file": file,
        "revision": revision,
        "standing": getattr(file, "standing", None),
        "blocks": [(block, found) for block, found in revision.form.read(answers) if _any(found)],
        "steps": _steps(file),
        "letters": _letters(file),
        "coachings": _reasons(request.user, file),
    }
    return render(request, "supervision/file.html", context)


@require_safe
@never_cache
@readers
def letter(request, code, pk):
    """A letter that was signed."""
    return pdf_response(request, get_object_or_404(_letters(_find(request, code)), pk=pk))


def _find(request, code):
    """The file if this person may read it today, under the title that was submitted last."""
    files = Coaching.objects.files_for(request.user)
    files = files.select_related("agency", "office", "standing")
    return get_object_or_404(files, code=code).as_submitted()


def _reasons(user, file):
    held = Coaching.objects.of_reader(user).of_file(file)
    return held.select_related("office", "superior", "submission")


def _letters(file):
    return Letter.objects.filter(submission=file).decisions().order_by("pk")


def _steps(file):
    """When it moved and by which side, without a word of what was said."""
    events = Event.objects.about(file).filter(action__in=TOLD).prefetch_related(None)
    for event in events:
        side = (
            "portal" if event.by is None else "satuan kerja" if event.by.office_id else "instansi"
        )
        yield {"label": TOLD[event.action], "at": event.at, "side": side}


def _any(readings):
    return any(reading.filled for reading in readings)
