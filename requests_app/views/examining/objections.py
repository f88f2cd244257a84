"""The agency objects to what was entered in its name, and the office answers."""

from allauth.core.internal.ratelimit import consume_or_429
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from accounts.access import speak_for
from accounts.views.mailed import mailed
from events.once import once
from events.refusals import carried_out
from requests_app.forms.counter import ObjectionForm, SettlementForm
from requests_app.links import TooLate, objection_token, version_of
from requests_app.models import Objection, Revision
from requests_app.views.steps import find


@login_not_required
@never_cache
def show(request, token):
    """What was entered, for whoever got the mail; a POST objects, once (a GET changes nothing)."""
    busy = consume_or_429(request, app="allauth.account", action="objection", limit_get=True)
    return busy or _unlisted(_shown(request, token=token))


def _in_time(token):
    try:
        return version_of(token)
    except TooLate:
        return None


@mailed(_in_time)
def _shown(request, token):
    try:
        revision = _entered(version_of(token))
    except TooLate:
        return render(request, "requests_app/objections/over.html", status=410)
    form = ObjectionForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _raised(form, revision, request.user):
        messages.success(request, "Keberatan Anda sudah dicatat dan disampaikan kepada petugas.")
        return redirect(request.path)
    return _page(request, revision, form)


def _page(request, revision, form):
    submission = revision.submission
    speak_for(request, submission.office)
    context = {
        "submission": submission,
        "revision": revision,
        "form": form,
        "objection": Objection.objects.filter(revision=revision).first(),
        "obstacle": submission.objections.obstacle(revision),
        "blocks": revision.read(),
        "files": revision.attachments.papers(),
    }
    with timezone.override(submission.office.zone):
        return render(request, "requests_app/objections/objection.html", context)


def _entered(pk):
    """The version of a mailed address; 404 where nobody gave that address out."""
    known = Revision.objects.select_related("submission__agency", "submission__office")
    return get_object_or_404(known.select_related("submitted_by__office"), pk=pk)


def _raised(form, revision, user):
    """Object, in the name of whoever is logged in if he is of the agency."""
    submission, reason = revision.submission, form.cleaned_data["reason"]
    is_member = user.is_authenticated and user.agency_id == submission.agency_id
    by = user if is_member else None
    raise_for = submission.objections.raise_for
    return carried_out(form, raise_for, revision=revision, by=by, reason=reason)


@once
def settle(request, code):
    """The office's answer: corrected, explained, or the file is cancelled."""
    submission = find(request, code)
    if not submission.objections.may_be_settled_by(request.user):
        raise PermissionDenied("Keberatan instansi diselesaikan oleh petugas satuan kerja BPS.")
    objection = submission.objections.open
    if objection is None:
        messages.info(request, "Tidak ada keberatan yang menunggu pada pengajuan ini.")
        return redirect("submission", code=code)
    form = SettlementForm(request.POST or None)
    if form.is_valid() and carried_out(
        form, submission.objections.settle, by=request.user, **form.cleaned_data
    ):
        messages.success(request, "Keberatan diselesaikan. Instansi diberi tahu lewat surel.")
        return redirect("submission", code=code)
    context = {"submission": submission, "objection": objection, "form": form}
    return render(request, "requests_app/objections/settlement.html", context)


def objecting(submission, user, revisions):
    """What the page of a file tells of objections: one that waits or was settled, and the way to
    object where this person may (context: objection, settled, objection_href, may_settle).

    ``revisions`` are its versions with who submitted them; without one from the counter no query.
    """
    submitted = [revision for revision in revisions if revision.submitted_at]
    entered = [revision for revision in submitted if revision.submitted_by.office_id]
    entry = submitted[-1] if submitted and submitted[-1] in entered else None
    is_own = user.agency_id == submission.agency_id and user.reads_file is None
    may_object = is_own and entry and not submission.objections.obstacle(entry)
    return {
        "objection": submission.objections.open,
        "settled": submission.objections.settled if entered else None,
        "objection_href": reverse("objection", args=[objection_token(entry)]) if may_object else "",
        "may_settle": submission.objections.may_be_settled_by(user),
    }


def _unlisted(response):
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "same-origin"
    return response
