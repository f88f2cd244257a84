"""One request: who is asked reads and answers it, who asked withdraws it or reminds."""

from allauth.core.internal.ratelimit import consume_or_429
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.access import speak_for
from accounts.views.mailed import mailed
from events.models import Notice
from events.once import once
from events.refusals import attempted, carried_out
from opinions.forms.asking import AnswerForm, UnitAnswerForm
from opinions.links import opened
from opinions.models import Opinion
from requests_app.models import Submission

THANKS = "Terima kasih. Pendapat Anda tersimpan dan disampaikan kepada yang meminta."


@once
def show(request, pk):
    """The question with what of the file it needs; POST answers it."""
    opinion, user = _find(request, pk), request.user
    request.unread_notices = Notice.objects.read_about(user, opinion)
    if user in opinion.hearers():
        opinion.read()
    may_answer = opinion.may_answer(user)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if may_answer and form.is_valid() and _answered(form, opinion, by=user):
        messages.success(request, THANKS)
        return redirect(opinion)
    sees_file = Submission.objects.visible_to(user).filter(pk=opinion.submission_id).exists()
    page = _page(opinion, form, may_answer) | {
        "sees_file": sees_file,
        "may_manage": opinion.is_open and opinion.may_be_managed_by(user),
        "may_note": opinion.is_answered and opinion.submission.may("return_for_revision", user),
    }
    return render(request, "opinions/opinion.html", page)


@require_POST
def withdraw(request, pk):
    """It is not needed any more."""
    opinion = _find(request, pk)
    if attempted(request, opinion.withdraw, by=request.user):
        messages.success(request, "Permintaan pendapat dicabut; yang ditanya diberi tahu.")
        return redirect("submission", code=opinion.submission.code)
    return redirect(opinion)


@require_POST
def remind(request, pk):
    """Who is asked gets one more mail, at most one a day."""
    opinion = _find(request, pk)
    if attempted(request, opinion.press, by=request.user):
        messages.success(request, f"Pengingat dikirim kepada {opinion.asked_whom}.")
    return redirect(opinion)


@login_not_required
@never_cache
def link(request, token):
    """The same for a unit by its mailed link: what it is asked while it is asked, nothing else."""
    busy = consume_or_429(request, app="allauth.account", action="opinion", limit_get=True)
    return busy or _by_link(request, token=token)


@mailed(opened)
@once
def _by_link(request, token):
    opinion = opened(token)
    if opinion is None:
        raise Http404
    form = UnitAnswerForm(request.POST if request.method == "POST" else None)
    if opinion.is_open and form.is_valid() and _answered(form, opinion):
        messages.success(request, THANKS)
        return redirect(request.path)
    office = speak_for(request, opinion.submission.office)
    with timezone.override(office.zone):
        page = _page(opinion, form, opinion.is_open)
        response = render(request, "opinions/link.html", page)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def _find(request, pk):
    return get_object_or_404(Opinion.objects.visible_to(request.user).in_full(), pk=pk)


def _answered(form, opinion, by=None):
    return carried_out(form, opinion.answer, by=by, **form.cleaned_data)


def _page(opinion, form, may_answer):
    """What both pages draw; the file's answers only for who is to answer."""
    return {
        "opinion": opinion,
        "submission": opinion.submission.as_submitted(),
        "form": form if may_answer else None,
        "blocks": opinion.readings() if may_answer else [],
    }
