from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.models import SIGNERS, Role
from events.refusals import attempted, carried_out
from requests_app.examining.checklist import items_for
from requests_app.forms.submissions import AssignmentForm, ReasonForm
from requests_app.models import Finding
from requests_app.views.examining.workbench import found, workbench
from requests_app.views.steps import find, step

PIECES = {"bagian", "buka", "berkas"}  # each asks for a piece of the page, or for the page with it


def show(request, code):
    """The examination: every answer with its notes beside it. POST takes the file."""
    submission = find(request, code)
    if not request.user.has_role(Role.EXAMINER, *SIGNERS):
        raise PermissionDenied("Halaman ini hanya untuk petugas pemeriksa dan Kepala BPS.")
    if request.method == "POST":
        if attempted(request, submission.begin_examination, by=request.user):
            messages.success(request, "Anda sekarang memeriksa pengajuan ini.")
            if submission.revision.number > 1:  # what changed is what is to be examined
                return redirect("changes", code=code, number=submission.revision.number)
        return redirect("examination", code=code)
    if submission.submitted_at is None:
        raise PermissionDenied("Pengajuan ini belum diajukan, jadi belum dapat diperiksa.")
    page = workbench(request, submission)
    if request.htmx and request.GET.keys() & PIECES:
        part = request.GET.get("bagian") or request.GET.get("buka")
        page |= found(page, part) | {"said": messages.get_messages(request)}
        return render(request, "requests_app/examining/piece.html", page)
    return render(request, "requests_app/examining/examination.html", page)


@require_POST
def judge(request, code):
    """Save the checklist: one radio group an item. A refusal shows what was chosen once more."""
    submission = find(request, code)
    items = [item.code for item in items_for(submission.kind)]
    chosen = {item: request.POST.get(item, "") for item in items}
    chosen = {item: kind for item, kind in chosen.items() if kind in ("", *Finding.Kind.values)}
    seen = {item: request.POST.get(f"dulu-{item}", "") for item in items}
    verb = submission.revision.findings.judge
    if attempted(request, verb, by=request.user, findings=chosen, seen=seen):
        messages.success(request, "Daftar periksa tersimpan.")
    elif submission.may("return_for_revision", request.user):
        page = workbench(request, submission, chosen)
        return render(request, "requests_app/examining/examination.html", page, status=422)
    place = "?bagian=daftar-periksa" if request.htmx else "#daftar-periksa"
    return redirect(reverse("examination", args=[code]) + place)


@step("give_back")
def release(request, submission):
    """The assigned examiner lets go of the file, with a reason."""
    form = ReasonForm(request.POST or None)
    if form.is_valid() and carried_out(
        form, submission.give_back, by=request.user, reason=form.cleaned_data["reason"]
    ):
        messages.success(request, "Pengajuan dilepaskan dan menunggu pemeriksa lain.")
        return redirect("desk")
    return render(
        request, "requests_app/examining/release.html", {"submission": submission, "form": form}
    )


@step("assign")
def assignment(request, submission):
    """Hand the file to another examiner, with a reason."""
    form = AssignmentForm(request.POST or None, submission=submission)
    if form.is_valid() and carried_out(
        form, submission.assign, by=request.user, **form.cleaned_data
    ):
        messages.success(request, f"Pengajuan dialihkan kepada {form.cleaned_data['to'].name}.")
        return redirect("submission", code=submission.code)
    return render(
        request, "requests_app/examining/assignment.html", {"submission": submission, "form": form}
    )
