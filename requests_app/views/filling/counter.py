"""Assisted entry: the officer types the paper form under his own log-in, for the agency."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.models import Role
from requests_app.views.steps import find


def at_the_counter(submission, user):
    """Does this person write here as an officer, for the agency?"""
    return user.has_role(Role.FRONT_DESK) and submission.can_write(user)


def first_block(submission):
    """Where typing begins, or goes on: the first block that is not complete, else the first."""
    asked = [block for block in submission.revision.progress() if block.is_asked]
    return next((block for block in asked if block.state != "complete"), asked[0]).code


@require_safe
def begin(request, code):
    """Into counter mode, at the block where the paper has to be read on."""
    submission = find(request, code)
    if not at_the_counter(submission, request.user):
        raise PermissionDenied("Mode loket hanya untuk petugas PST selama isian boleh diubah.")
    return redirect("counter_entry", code=code, block=first_block(submission))


def _officer_of(submission, revision, user):
    """Who typed it: whoever writes now, else who submitted or entered it; None if no officer."""
    if at_the_counter(submission, user):
        return user
    submitted = revision.submitted_by if revision.is_frozen else None
    return submitted if submitted and submitted.office_id else submission.entered_by


@require_safe
def statement(request, code):
    """What was entered, to be printed and signed by the visitor who stands there."""
    submission = find(request, code)
    revision = submission.revision_for(request.user)
    officer = _officer_of(submission, revision, request.user)
    if officer is None:
        return redirect(reverse("resume", args=[code]))
    context = {
        "submission": submission,
        "revision": revision,
        "officer": officer,
        "at_the_counter": at_the_counter(submission, request.user),
        "blocks": revision.read(),
        "attachments": revision.attachments.papers(),
    }
    return render(request, "requests_app/counter/statement.html", context)
