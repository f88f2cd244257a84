from collections import Counter

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html_join
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.models import SIGNERS, Agency, Role
from accounts.text import plain_line
from events.models import Event, Mail, Notice
from requests_app.examining.rounds import rounds
from requests_app.models import Attachment, Note
from requests_app.models.examining.note_queryset import waiting_counts
from requests_app.models.submissions.submission_queryset import FILE_ROLES
from requests_app.next_step import next_step
from requests_app.views.examining.findings import nearby
from requests_app.views.examining.objections import objecting
from requests_app.views.filling.beginnings import may_start
from requests_app.views.filling.counter import at_the_counter
from requests_app.views.filling.tasks import tasks_of
from requests_app.views.steps import beside, find

LATEST, FIRST_NOTES = 15, 10  # events and notes on the page of a file; the rest is a click away


@requires(*FILE_ROLES)
@require_safe
def agency_suggestions(request):
    """At most eight agencies whose name contains the words, as options of a data list."""
    words = request.GET.get("agency") or request.GET.get("instansi", "")
    words = plain_line(words)
    found = Agency.objects.visible_to(request.user).approved().filter(name__icontains=words)
    names = found.order_by("name").values_list("name", flat=True)[:8] if words else ()
    return HttpResponse(format_html_join("", '<option value="{}">', ((name,) for name in names)))


@require_safe
def show(request, code):
    """The file: where it stands, what comes next, and what has happened."""
    submission, user = find(request, code, with_verdict=True), request.user
    request.unread_notices = Notice.objects.read_about(user, submission)
    notes = Note.objects.read_by(user, submission)
    revisions = list(submission.revisions_for(user).select_related("submitted_by"))
    step = next_step(submission, user, waiting_counts(notes))
    context = {
        "submission": submission,
        "told": submission.told_to(user),
        "rounds": rounds(revisions, notes),
        "unsettled_notes": (unsettled := [note for note in notes if note.is_unsettled]),
        "first_notes": unsettled[:FIRST_NOTES],
        "events": (events := Event.objects.timeline(submission, user)),
        "latest_events": events[-LATEST:],
        "placed_at": submission.placed_at(revisions[-1]),
        "placement": submission.placement(revisions[-1]),
        "next_step": step,
        **beside(step, submission, user),
        **_ways_on(submission, user),
        **_filling(submission, user, revisions[-1], notes),
        **objecting(submission, user, revisions),
    }
    if user.office_id:
        context["mails"] = Mail.objects.about(submission)
        context |= nearby(submission, user)
        context["remarks"] = submission.remarks.select_related("by")
    return render(request, "requests_app/submissions/submission.html", context)


def _ways_on(submission, user):
    """Which pages and deeds beside its steps this person is offered."""
    was_submitted = submission.submitted_at is not None
    return {
        "show_letter": _has_letter(submission, user),
        "show_examination": was_submitted and user.has_role(Role.EXAMINER, *SIGNERS),
        "may_classify": user.has_role(Role.EXAMINER),
        "lends": was_submitted and may_start(user),
        "may_give_slip": submission.slips.may_be_given_by(user),
    }


def _filling(submission, user, revision, notes):
    """How far the newest version is filled in, block by block."""
    writable = submission.can_write(user)
    refills = submission.refills(user, revision.answers) if writable else []
    return {
        "revision": revision,
        "can_write": writable,
        "refills": refills,
        "tasks": block_tasks(revision, notes, writable, refills),
        "at_the_counter": at_the_counter(submission, user),
    }


@require_safe
def history(request, code):
    """All that has happened to the file; its own page tells the latest of it."""
    submission = find(request, code)
    page = {
        "submission": submission,
        "events": Event.objects.timeline(submission, request.user),
    }
    return render(request, "requests_app/submissions/history.html", page)


@require_safe
def resume(request, code):
    """Everything answered, on one printable page (*résumé*)."""
    submission = find(request, code)
    revision = submission.revision_for(request.user)
    return render(
        request,
        "requests_app/submissions/resume.html",
        {
            "submission": submission,
            "blocks": revision.read(),
            "attachments": revision.attachments.papers(),
            "scans": revision.attachments.scans(),
        },
    )


@require_safe
def receipt(request, code):
    """The receipt of a submission: code, time, promised date (printable)."""
    submission = find(request, code)
    if submission.submitted_at is None:
        return redirect("submission", code=code)
    versions = submission.revisions.exclude(submitted_at=None).order_by("-number")
    submitted = versions.select_related("submitted_by__office").first()
    context = {
        "submission": submission,
        "submitted": submitted,
        "placement": submission.placement(submitted),
        "may_give_slip": submission.slips.may_be_given_by(request.user),
    }
    return render(request, "requests_app/submissions/receipt.html", context)


def block_tasks(revision, notes, writable, refills=()):
    """The form as a task list: one row a block with its state in words and its open notes."""
    again = Counter(item.block for item in refills)
    tasks = []
    for task in tasks_of(revision, notes):
        refilled = again[task.code] and f"{again[task.code]} perlu diisi ulang"
        tasks.append(
            {
                "title": task.title,
                "href": _block_href(revision.submission, task, writable),
                "state_code": task.state,
                "state_label": task.label,
                "hint": " · ".join(filter(None, [task.hint, refilled])),
            }
        )
    return [*tasks, _attachments_task(revision)]


def _block_href(submission, task, writable):
    if writable and task.is_asked:
        return reverse("answers", args=[submission.code, task.code])
    return reverse("resume", args=[submission.code]) + f"#blok-{task.code}"


def _attachments_task(revision):
    files = list(revision.attachments.papers())
    complete = any(file.kind == Attachment.Kind.COVER_LETTER for file in files)
    return {
        "title": "Lampiran",
        "href": reverse("attachments", args=[revision.submission.code]),
        "state_code": "complete" if complete else "begun" if files else "empty",
        "state_label": f"{len(files)} berkas" if files else "belum ada surat pengantar",
        "hint": "" if complete or not files else "surat pengantar belum ada",
    }


def _has_letter(submission, user):
    """The agency learns of a letter when it is signed; a verdict proposed is the office's own."""
    return submission.proposals.exists() if user.office_id else bool(submission.letter_number)
