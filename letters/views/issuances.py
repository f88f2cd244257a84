"""The head reads the letter, takes it up, and signs it or sends it back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.models import SIGNERS
from events.refusals import Refused
from events.resting import not_while_resting
from events.sweeping import each
from letters.forms.signing import SendBackForm, SignatureForm
from letters.models import Attempt, Certificate
from letters.page import paragraphs
from letters.signing import Failure, SigningError
from letters.views.letters import find
from requests_app.examining.comparison import Comparison
from requests_app.models import Note


def _letter(request, code):
    submission, letter = find(request, code)
    if letter is None:
        raise Http404
    return submission, letter


@requires(*SIGNERS)
@require_POST
def take_up(request, code):
    """Reserve the numbers and fix the file; a second click finds it done."""
    _, letter = _letter(request, code)
    try:
        letter.take_up(by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("issuance", code=code)


@sensitive_post_parameters("passphrase")
@sensitive_variables("form")
@never_cache
@requires(*SIGNERS)
def show(request, code):
    """The very file to be signed, its digest, one field and one button."""
    submission, letter = _letter(request, code)
    running = letter.is_being_signed() and not _is_freed(letter)
    if letter.is_published:
        return redirect("letter", code=code)
    if letter.is_numbered and not letter.is_out_of_date:
        letter.fix_document()
    form = SignatureForm(request.POST or None, initial={"unsigned_sha256": letter.unsigned_sha256})
    if form.is_valid() and _sign(request, letter, form):
        return redirect("letter", code=code)
    page = {
        "submission": submission,
        "letter": letter,
        "form": form,
        "obstacle": letter.obstacle_for(request.user) if letter.waits_for_head else "",
        "running": running,
        "queue": letter.place_in_queue() if running else None,
        "certificate": Certificate.objects.of(request.user),
        "paragraphs": paragraphs.of(letter.content) if letter.waits_for_head else [],
        "comparison": None if letter.is_act else _since_the_last_round(request.user, submission),
    }
    return render(request, "letters/issuing/issuance.html", page)


def _is_freed(letter):
    """Settle a signature whose process has died; tell whether none is under way any more."""
    not_while_resting(each)(letter.attempts.left_behind(), Attempt.recover)
    letter.refresh_from_db()
    return not letter.is_being_signed()


def _since_the_last_round(user, submission):
    """What the agency changed since the version before, or None in the first round."""
    versions = submission.revisions_for(user).order_by("-number")[:2]
    if len(versions) < 2:
        return None
    later, earlier = versions
    return Comparison(earlier, later, Note.objects.read_by(user, submission))


@never_cache
@requires(*SIGNERS)
@require_safe
def queue(request, code):
    """In words, for the page that waits for its signature: its place among those under way."""
    _, letter = _letter(request, code)
    words = "Urutan ke-{} dari {} tanda tangan yang sedang dikerjakan. Tunggu sebentar."
    place = letter.place_in_queue()
    return HttpResponse(words.format(*place) if place else "", content_type="text/plain")


@sensitive_variables("form")
def _sign(request, letter, form):
    """Sign; what stands in the way is told on the form, above the empty field."""
    try:
        letter.attempts.sign(
            by=request.user,
            passphrase=form.cleaned_data["passphrase"],
            unsigned_sha256=form.cleaned_data["unsigned_sha256"],
        )
    except SigningError as error:
        wrong = error.failure == Failure.WRONG_SECRET
        form.add_error("passphrase" if wrong else None, str(error))
        return False
    except Refused as refusal:
        messages.error(request, str(refusal))
        return True
    messages.success(request, f"Surat nomor {letter.number} sudah ditandatangani.")
    return True


@never_cache
@requires(*SIGNERS)
def send_back(request, code):
    """Return the file to the examiner with a note on the letter, or on a paragraph of it."""
    submission, letter = _letter(request, code)
    chosen = request.GET.get("bagian", "")
    form = SendBackForm(
        request.POST or None, paragraphs=paragraphs.of(letter.content), chosen=chosen
    )
    if form.is_valid():
        try:
            letter.send_back(by=request.user, **form.cleaned_data)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Surat dikembalikan kepada pemeriksa dengan catatan Anda.")
        return redirect("submission", code=code)
    page = {"submission": submission, "letter": letter, "form": form}
    return render(request, "letters/issuing/return.html", page)
