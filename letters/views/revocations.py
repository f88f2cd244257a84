"""A letter that was issued turns out to be wrong: withdraw it, or put another in its place."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.models import Role
from events.once import once
from events.refusals import Refused
from letters.forms.signing import ActForm
from letters.models import Letter
from letters.views.letters import find, page_of, pdf_response, submission_of


@never_cache
@requires(Role.EXAMINER)
@once(alike=False)
def new(request, code):
    """Propose to withdraw or to replace the letter in force; the head signs it in the browser."""
    submission = submission_of(request, code)
    letters = Letter.objects.visible_to(request.user).filter(submission=submission).in_force()
    letter = letters.select_related("office", "proposal").first()
    if letter is None or letter.is_withdrawal:
        raise Http404
    act = letter.waiting_act()
    if act and act.waits_for_head:
        messages.info(request, "Usulan atas surat ini sudah menunggu Kepala.")
        return redirect("letter", code=code)
    begun = {"purpose": act.purpose, "cause": act.cause} if act else None
    form = ActForm(request.POST or None, initial=begun)
    if form.is_valid() and _proposed(request, letter, form):
        messages.success(
            request, "Usulan disampaikan kepada Kepala untuk dibaca dan ditandatangani."
        )
        return redirect("letter", code=code)
    page = {"submission": submission, "letter": letter, "act": act, "form": form}
    return render(request, "letters/revocation.html", page)


def _proposed(request, letter, form):
    try:
        letter.propose_act(by=request.user, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@requires(Role.EXAMINER)
@require_POST
def give_up(request, code):
    """The act is not wanted any more; the letter it was about stays in force."""
    _, act = find(request, code)
    if act is None or not act.is_act:
        raise Http404
    try:
        act.give_act_up(by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, f"Usulan dibatalkan. Surat nomor {act.about.number} tetap berlaku."
        )
    return redirect("letter", code=code)


@require_safe
@never_cache
def issued(request, code, token):
    """One of the letters of the file, also when it is in force no more."""
    submission, letter = issued_letter(request, code, token)
    return render(request, "letters/letter.html", page_of(request, submission, letter))


@require_safe
@never_cache
def issued_document(request, code, token):
    """Its bytes, unchanged whatever has become of the letter."""
    return pdf_response(request, issued_letter(request, code, token)[1])


def issued_letter(request, code, token):
    """The file, and its issued letter of that code, if this person may see them; else 404."""
    submission = submission_of(request, code)
    letters = Letter.objects.visible_to(request.user).published()
    found = letters.select_related("office", "proposal", "signer", "about")
    letter = get_object_or_404(found, submission=submission, token=token)
    letter.submission = submission
    return submission, letter


@require_safe
@never_cache
def archival_copy(request, code, token):
    """The newest archival revision, to be saved; 404 while there is none."""
    revision = issued_letter(request, code, token)[1].revisions.last()
    if revision is None:
        raise Http404
    response = HttpResponse(revision.document(), content_type="application/pdf")
    name = f"arsip-{revision.letter.filename}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
