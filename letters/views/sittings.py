"""Several letters in one sitting: choose, read each, one secret, and see what becomes of each."""

import secrets
from contextlib import closing

from django.contrib import messages
from django.http import StreamingHttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST

from accounts.access import requires
from accounts.models import SIGNERS
from events.refusals import Refused
from letters.forms.signing import SittingForm
from letters.models import Attempt, Certificate, Letter, Sitting
from letters.models.sitting import LARGEST
from letters.tasks import fix_document


@sensitive_post_parameters("passphrase")
@sensitive_variables("form", "page")
@never_cache
@requires(*SIGNERS)
def show(request):
    """What waits, each to be read; POST signs what was ticked as read."""
    certificate = Certificate.objects.of(request.user)
    asks_for = certificate.signer.capabilities.asks_for if certificate else "Kata sandi sertifikat"
    form = SittingForm(request.POST or None, asks_for=asks_for)
    if certificate and form.is_valid():
        return _answer(request, _sitting(request.user, certificate, form.cleaned_data))
    drafts, prepared = Letter.objects.awaiting(request.user)
    unknown = Attempt.objects.visible_to(request.user).unresolved()
    page = {
        "form": form,
        "certificate": certificate,
        "drafts": drafts[:LARGEST],
        "ready": [letter for letter in prepared if letter.unsigned_sha256][:LARGEST],
        "preparing": sum(not letter.unsigned_sha256 for letter in prepared),
        "ticked": request.POST.getlist("read"),
        "unknown": set(unknown.values_list("letter_id", flat=True)),
    }
    return render(request, "letters/signing/sitting.html", page)


@sensitive_variables()
def _sitting(person, certificate, given):
    """The letters that were ticked as read, and a session with the key for just these files."""
    letters = Letter.objects.visible_to(person).select_related("office").in_bulk(given["read"])
    read = [(letters[pk], digest) for pk, digest in given["read"].items() if pk in letters]
    signer = certificate.signer
    session = signer.session(secret=given["passphrase"], digests=given["read"].values())
    return Sitting(by=person, read=read, session=session, is_remote=signer.capabilities.is_remote)


@requires(*SIGNERS)
@require_POST
def take_up(request):
    """Reserve the numbers of the letters chosen; their files are fixed by the workers."""
    chosen = {code for code in request.POST.getlist("letter") if len(code) < 20}
    drafts, _ = Letter.objects.awaiting(request.user)
    letters = [letter for letter in drafts if letter.submission.code in chosen]
    for letter in letters[:LARGEST]:
        try:
            fix_document.delay_on_commit(letter.reserve_numbers(by=request.user).pk)
        except Refused as refusal:
            messages.error(request, f"{letter.submission.code}: {refusal}")
    if not letters:
        messages.error(request, "Pilih dulu surat yang akan disiapkan.")
    return redirect("sitting")


def _answer(request, sitting):
    """The page in pieces: each letter's line leaves as soon as it is known."""
    response = StreamingHttpResponse(_pieces(request, sitting))
    response.headers["X-Accel-Buffering"] = "no"
    return response


def _pieces(request, sitting):
    mark = secrets.token_hex()  # where the page is cut, to be sent in pieces
    page = {"mark": mark, "count": len(sitting.read)}
    whole = render_to_string("letters/signing/progress.html", page, request)
    head, between, foot = whole.split(mark)
    yield head
    told = []
    with timezone.override(request.user.office.zone), closing(sitting.outcomes()) as outcomes:
        for outcome in outcomes:
            told.append(outcome)
            yield render_to_string("letters/signing/_outcome.html", {"outcome": outcome})
    yield between
    yield render_to_string("letters/signing/_end.html", _summary(sitting, told), request)
    yield foot


def _summary(sitting, told):
    """How it ended, and the marks of what is left: nobody ticks a hundred letters twice."""
    signed = {outcome.letter.pk for outcome in told if outcome.is_signed}
    return {
        "left": [f"{one.pk}:{digest}" for one, digest in sitting.read if one.pk not in signed],
        "signed": sum(outcome.is_signed for outcome in told),
        "failed": sum(bool(outcome.reason) for outcome in told),
        "untried": sum(outcome.is_untried for outcome in told),
    }
