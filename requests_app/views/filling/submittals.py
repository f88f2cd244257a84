from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.text import plain
from events.refusals import Incomplete, Refused
from requests_app.models.revision import Unexplained
from requests_app.views.filling.advice import advice_on
from requests_app.views.filling.counter import at_the_counter
from requests_app.views.steps import find, step

REASON, LONGEST = "alasan-", 5000  # as the field says


@require_safe
def review(request, code):
    """Completeness: what is missing, and which contradictions want a reason (GET)."""
    submission, user = find(request, code), request.user
    may_submit = submission.may("submit", user)
    may_write = submission.can_write(user)  # who waits for approval completes his form, too
    missing = submission.missing() if may_write else []
    refills = submission.refills(user, submission.revision.answers) if may_write else []
    at_counter = at_the_counter(submission, user)
    context = {
        "submission": submission,
        "missing": missing,
        "promised": submission.promised_on() if may_submit else None,
        "blocks": _by_block(submission, missing),
        "refills": refills,
        "only_refills": request.GET.get("hanya") == "isi-ulang",
        "wants_reasons": "alasan" in request.GET,
        "may_submit": may_submit,
        "may_write": may_write,
        "placed_at": submission.placed_at(),
        "placement": submission.placement(),
        "at_the_counter": at_counter,
        "answers_page": "counter_entry" if at_counter else "answers",
        **_advice(submission, user, asks=may_submit and not missing),
    }
    return render(request, "requests_app/filling/review.html", context)


@require_POST
@step("submit")
def create(request, submission):
    """Submit the form to the office; reasons for contradictions stay when it is refused."""
    try:
        if reasons := _reasons(request.POST):
            submission.revision.explain(reasons)
        if "simpan" in request.POST:
            messages.success(request, "Alasan tersimpan; formulir belum diajukan.")
            return redirect("answers_review", code=submission.code)
        submission.submit(by=request.user)
    except Incomplete as refusal:
        messages.error(request, str(refusal))
        lacking = "?alasan=kurang" if isinstance(refusal, Unexplained) else ""
        return redirect(reverse("answers_review", args=[submission.code]) + lacking)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("submission", code=submission.code)
    if request.user.office_id not in (None, submission.office_id):
        messages.success(
            request,
            f"Pengajuan {submission.code} diteruskan kepada {submission.office.name} sesuai "
            "wilayah kegiatannya. Tanda terima dikirim lewat surel kepada instansi.",
        )
        return redirect("desk")
    return redirect("receipt", code=submission.code)


def _advice(submission, user, *, asks):
    """The advice; what asks for a reason in the form that submits is not listed once more."""
    advice = advice_on(submission, submission.revision_for(user))
    if asks:
        advice["advice"] = [group for group in advice["advice"] if group[0] != "contradiction"]
    return advice


def _reasons(typed):
    """Why contradictions stay, ``{rule: reason}``, as the page sends it."""
    marked = [name for name in typed if name.startswith(REASON)]
    return {name.removeprefix(REASON): plain(typed[name])[:LONGEST] for name in marked}


def _by_block(submission, missing):
    """The missing things in groups: ``[(title, [Missing, …]), …]`` in the form's order."""
    titles = {block.code: block.title for block in submission.form.blocks}
    titles |= {"attachments": "Lampiran", "notes": "Catatan pemeriksa"}
    groups = {}
    for item in missing:
        groups.setdefault(item.block, []).append(item)
    return [(titles[block], items) for block, items in groups.items()]
