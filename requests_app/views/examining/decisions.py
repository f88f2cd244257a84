"""The office's decisions on a file under examination: return it, propose, take back."""

from functools import partial

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.text import plain
from events.refusals import Refused, attempted, carried_out
from requests_app.emails import preview_of_return
from requests_app.examining.checklist import verdict
from requests_app.forms.submissions import DecisionForm, ReturnForm
from requests_app.models import Note, Proposal
from requests_app.views.examining.notes import index as notes_page
from requests_app.views.steps import step


@step("return_for_revision")
def returning(request, submission):
    """Send the form back to the agency with its notes."""
    form = ReturnForm(request.POST or None)
    if form.is_valid() and carried_out(
        form, submission.return_for_revision, by=request.user, note=form.cleaned_data["note"]
    ):
        messages.success(
            request,
            f"Pengajuan dikembalikan kepada {submission.agency.name}; pemberitahuan dikirim "
            "lewat surel. Waktu pemeriksaan berhenti sampai diajukan kembali.",
        )
        return redirect("desk")
    notes = Note.objects.unsettled().read_by(request.user, submission)
    mail = preview_of_return(submission, notes)
    context = {"submission": submission, "form": form, "notes": notes, "mail": mail}
    return render(request, "requests_app/examining/return.html", context)


@require_safe
@step("return_for_revision")
def preview(request, submission):
    """The very page the agency would open after this return, which is done and undone for it.

    ``?note=`` is the general note that is being written.
    """
    reader = submission.agency.members.filter(is_active=True).order_by("-is_agency_admin").first()
    if reader is None:
        messages.info(request, "Instansi ini belum mempunyai akun; catatannya dikirim lewat surel.")
        return redirect("return", code=submission.code)
    examiner, reader.has_second_factor = request.user, False
    with transaction.atomic():
        try:
            submission.return_for_revision(by=examiner, note=plain(request.GET.get("note", "")))
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("return", code=submission.code)
        request.user, request.is_preview = reader, True
        try:
            page = notes_page(request, submission.code)
        finally:
            request.user = examiner
            transaction.set_rollback(True)
    return page


@step("propose_recommendation")
def proposing(request, submission):
    """The examiner's verdict: *layak*, or *tidak layak* with its reason."""
    form = DecisionForm(request.POST or None)
    if form.is_valid() and carried_out(form, _proposal(submission, form), by=request.user):
        messages.success(request, "Usulan dikirim kepada Kepala untuk ditandatangani.")
        return redirect("submission", code=submission.code)
    advice = Note.objects.filter(state=Note.State.ADVICE)
    context = {
        "submission": submission,
        "form": form,
        "open_notes": submission.notes.unsettled().count(),
        "opinions": submission.second_looks.newest_first(),
        "verdict": verdict(submission.revision.findings.by_item(), submission.kind),
        "advice": advice.read_by(request.user, submission),
    }
    return render(request, "requests_app/examining/decision.html", context)


@require_POST
@step("withdraw_proposal")
def withdrawal(request, submission):
    """The proposing examiner takes the verdict back."""
    if attempted(request, submission.withdraw_proposal, by=request.user):
        messages.success(request, "Usulan ditarik; Anda dapat melanjutkan pemeriksaan.")
    return redirect("examination", code=submission.code)


def _proposal(submission, form):
    if form.cleaned_data["verdict"] == Proposal.Verdict.RECOMMEND:
        return submission.propose_recommendation
    return partial(submission.propose_decline, reason=form.cleaned_data["reason"])
