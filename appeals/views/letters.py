"""The letter that answers an objection: read, taken up, signed or sent back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.models import SIGNERS
from appeals.forms.appeals import NoteForm
from appeals.views.finding import find, find_for_answerer
from events.refusals import Refused, attempted, carried_out
from letters.forms.signing import SignatureForm
from letters.models import Certificate
from letters.page import paragraphs
from letters.signing import Failure, SigningError
from letters.views.letters import pdf_response


def _letter_of(appeal):
    letter = appeal.letter()
    if letter is None:
        raise Http404
    letter.submission = appeal.submission
    return letter


@sensitive_post_parameters("passphrase")
@sensitive_variables("form")
@never_cache
@requires(*SIGNERS)
def show(request, appeal):
    """The very file to be signed, one field and one button."""
    appeal = find_for_answerer(request, appeal)
    letter = _letter_of(appeal)
    if letter.is_published:
        return redirect(appeal)
    if letter.is_numbered and not letter.is_out_of_date:
        letter.fix_document()
    form = SignatureForm(request.POST or None, initial={"unsigned_sha256": letter.unsigned_sha256})
    if form.is_valid() and _sign(request, letter, form):
        return redirect(appeal)
    page = {
        "appeal": appeal,
        "letter": letter,
        "form": form,
        "obstacle": letter.obstacle_for(request.user) if letter.waits_for_head else "",
        "running": letter.is_being_signed(),
        "certificate": Certificate.objects.of(request.user),
        "paragraphs": paragraphs.of(letter.content),
    }
    return render(request, "appeals/letter.html", page)


@sensitive_variables("form")
def _sign(request, letter, form):
    """Sign; what stands in the way is told on the form."""
    try:
        letter.attempts.sign(by=request.user, **form.cleaned_data)
    except SigningError as error:
        wrong = error.failure == Failure.WRONG_SECRET
        form.add_error("passphrase" if wrong else None, str(error))
        return False
    except Refused as refusal:
        messages.error(request, str(refusal))
        return True
    messages.success(request, f"Surat nomor {letter.number} sudah ditandatangani.")
    return True


@requires(*SIGNERS)
@require_POST
def take_up(request, appeal):
    """Reserve the number and fix the file; a second click finds it done."""
    appeal = find_for_answerer(request, appeal)
    attempted(request, _letter_of(appeal).take_up, by=request.user)
    return redirect("appeal_letter", appeal=appeal.code)


@never_cache
@requires(*SIGNERS)
def send_back(request, appeal):
    """Return the answer to who drafted it, with a note."""
    appeal = find_for_answerer(request, appeal)
    _letter_of(appeal)
    form = NoteForm(request.POST or None)
    if form.is_valid() and carried_out(
        form, appeal.send_back, by=request.user, **form.cleaned_data
    ):
        messages.success(request, "Jawaban dikembalikan dengan catatan Anda.")
        return redirect(appeal)
    return render(request, "appeals/return.html", {"appeal": appeal, "form": form})


@never_cache
@require_safe
def document(request, appeal):
    """The PDF: who answers reads the draft, whoever sees the objection the signed letter."""
    found = find(request, appeal)
    letter = _letter_of(found)
    if not letter.is_published and not found.is_read_by(request.user):
        raise Http404
    return pdf_response(request, letter)
