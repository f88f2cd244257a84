"""Objections to decisions: filed by agencies, looked at and answered by the office."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import agency_only
from appeals.forms.appeals import AnswerForm, AppealForm, NothingForm, TextForm
from appeals.models import Appeal
from appeals.views.finding import RELATED, SHUT_OUT, find
from appeals.workflow import BY_NOUN
from events.once import once
from events.refusals import carried_out
from requests_app.models import Submission

A_PAGE = 50
FORMS = {
    "decide": lambda data: AnswerForm(data),
    "ask_statement": lambda data: TextForm(data, label="Yang ditanyakan kepada pemeriksa"),
    "give_statement": lambda data: TextForm(data, label="Keterangan"),
}


@never_cache
@agency_only
@once
def new(request, code):
    """The form; after the limit the words that say so, and what else can be done."""
    visible = Submission.objects.visible_to(request.user).select_related("office", "agency")
    submission = get_object_or_404(visible, code=code)
    offer = Appeal.objects.offer(submission)
    if offer is None:
        raise Http404
    if offer.appeal:
        return redirect(offer.appeal)
    form = None if offer.is_over else AppealForm(request.POST or None, request.FILES or None)
    file = Appeal.objects.file
    if form and form.is_valid():
        appeal = carried_out(form, file, submission=submission, by=request.user, **form.facts())
        if appeal:
            messages.success(request, "Keberatan Anda sudah kami terima.")
            return redirect(appeal)
    page = {"submission": submission, "offer": offer, "form": form}
    return render(request, "appeals/new.html", page)


@never_cache
@require_safe
def index(request):
    """Those that this person sees, what waits above."""
    rows = Appeal.objects.visible_to(request.user).newest_first().select_related(*RELATED)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("halaman"))
    return render(request, "appeals/appeals.html", {"page": page})


@never_cache
@require_safe
def show(request, appeal):
    """Where it stands, what was said, and what this person can do."""
    appeal, user = find(request, appeal), request.user
    letter, reads = appeal.letter(), appeal.is_read_by(user)
    page = {
        "appeal": appeal,
        "submission": appeal.submission,
        "steps": appeal.steps_for(user),
        "letter": letter if letter and (reads or letter.is_published) else None,
        "reads": reads,
        "lent": appeal.is_lent_to(user),
        "sees_file": _sees(user, appeal.submission),
        "shut_out": bool(user.office_id) and appeal.is_shut_out(user),
        "statements": appeal.statements.select_related("of", "asked_by") if user.office_id else (),
        "lacks": appeal.lacks if user.office_id and appeal.is_open else "",
    }
    return render(request, "appeals/appeal.html", page)


@never_cache
@once
def step(request, appeal, step):
    """One verb on a page of its own."""
    appeal, taken = find(request, appeal), BY_NOUN.get(step)
    if taken is None:
        raise Http404
    if not appeal.may(taken, request.user):
        if request.user.office_id and appeal.is_shut_out(request.user):
            raise PermissionDenied(SHUT_OUT)
        messages.error(request, f"“{taken.label}” sekarang tidak dapat dilakukan oleh Anda.")
        return redirect(appeal)
    form = FORMS.get(taken.verb, NothingForm)(request.POST if request.method == "POST" else None)
    verb = getattr(appeal, taken.verb)
    if form.is_valid() and carried_out(form, verb, by=request.user, **form.cleaned_data):
        messages.success(request, taken.done)
        return redirect(appeal)
    return render(request, "appeals/step.html", {"appeal": appeal, "step": taken, "form": form})


def _sees(user, submission):
    return Submission.objects.visible_to(user).filter(pk=submission.pk).exists()
