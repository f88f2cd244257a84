"""Several files at once: look first at what it means for each, do it, read what became of each."""

from typing import NamedTuple

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.models import Role
from batches.deeds import MOST, Deed, deeds_for
from batches.forms import FORMS
from batches.models import Batch
from events.once import once
from requests_app.forms.submissions import ReasonForm
from requests_app.models import Submission
from requests_app.models.submissions.submission_queryset import HANDLERS

DOERS = (*HANDLERS, Role.ADMIN)
LONGEST_CODE = 8
NOT_YET = "alasan ditulis di bawah"  # stands for the reason while the deed is only tried


class Plan(NamedTuple):
    """What somebody wants to do to which files; ``more`` were chosen beyond the limit."""

    name: str
    deed: Deed
    files: list
    more: int
    whom: forms.Form | None

    @property
    def is_whole(self):
        """Is it known to whom?"""
        return self.whom is None or self.whom.is_valid()

    @property
    def to(self):
        return {"to": self.whom.cleaned_data["kepada"]} if self.whom else {}


class Line(NamedTuple):
    """A file of the preview: what the deed would mean for it, or why it cannot be done."""

    submission: Submission
    words: str
    is_possible: bool


@requires(*DOERS)
@once(alike=False)
def new(request):
    """What the deed would mean for each file; POST does it to those for which it can be done."""
    if not deeds_for(request.user):
        raise PermissionDenied("Tidak ada tindakan untuk beberapa pengajuan bagi peran Anda.")
    plan = _plan(request)
    if not plan.files:
        messages.error(request, "Pilih dulu pengajuannya: beri tanda di depan judulnya.")
        return redirect("submissions")
    asks = "reason" in plan.deed.asks
    form = ReasonForm(request.POST or None) if asks else None
    if request.method == "POST" and plan.is_whole and (form is None or form.is_valid()):
        return redirect(_begun(plan, request.user, form))
    lines = _lines(plan, request.user, asks) if plan.is_whole else []
    page = {
        "plan": plan,
        "form": form,
        "possible": [line for line in lines if line.is_possible],
        "refused": [line for line in lines if not line.is_possible],
        "most": MOST,
    }
    return render(request, "batches/new.html", page)


@requires(*DOERS)
@require_safe
def show(request, pk):
    """What became of each file."""
    batch = get_object_or_404(Batch.objects.visible_to(request.user), pk=pk)
    parts = list(batch.parts.select_related("submission__agency"))
    page = {
        "batch": batch,
        "parts": parts,
        "done": sum(part.is_done for part in parts),
        "left": [part.submission.code for part in parts if part.state == part.State.WAITING],
    }
    return render(request, "batches/batch.html", page)


def _plan(request):
    given, user = request.POST or request.GET, request.user
    name = given.get("tindakan", "")
    deed = deeds_for(user).get(name)
    if deed is None:
        raise Http404
    codes = {code.upper() for code in given.getlist("berkas") if _is_code(code)}
    found = Submission.objects.visible_to(user).filter(code__in=codes).most_urgent_first()
    files = list(found.select_related("agency", "office", "examiner")[: MOST + 1])
    more = found.count() - MOST if len(files) > MOST else 0
    whom = None
    if "to" in deed.asks:
        form = FORMS[deed.whom]
        whom = form(given if given.get("kepada") else None, office=user.office)
    return Plan(name, deed, files[:MOST], more, whom)


def _is_code(text):
    """May it be asked for at all? PostgreSQL refuses some letters."""
    return text.isalnum() and len(text) <= LONGEST_CODE


def _lines(plan, user, asks):
    facts = plan.to | ({"reason": NOT_YET} if asks else {})
    return [Line(file, *plan.deed.rehearse(file, by=user, **facts)) for file in plan.files]


def _begun(plan, user, form):
    facts = {name: person.pk for name, person in plan.to.items()}
    facts |= form.cleaned_data if form else {}
    return Batch.objects.begin(plan.name, plan.files, by=user, **facts)
