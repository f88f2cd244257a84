"""Ask others about a file, and make a note of what they answered."""

from allauth.core.internal.ratelimit import consume_or_429
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from events.once import once
from events.refusals import carried_out
from opinions.forms.asking import FORMS, OfficeForm, other_offices
from opinions.models import Opinion
from requests_app.forms.notes import NoteForm
from requests_app.views.examining.notes import writing
from requests_app.views.steps import find, step

BRAKE = {"app": "allauth.account", "action": "opinion_new"}  # mails go to any address


@once
def new(request, code):
    """Whom, about what, until when: ``?kepada=tim`` and ``?rincian=design.areas``."""
    submission, user = find(request, code), request.user
    if not submission.opinions.may_be_asked_by(user):
        raise PermissionDenied(
            "Pendapat diminta oleh petugas yang memeriksa pengajuan ini dan Kepala, selama "
            "pengajuan belum selesai."
        )
    offered = {key: kind for key, kind in FORMS.items() if kind is not OfficeForm}
    if other_offices(user).exists():
        offered = FORMS
    if busy := request.method == "POST" and consume_or_429(request, **BRAKE, user=user):
        return busy
    chosen = request.GET.get("kepada")
    chosen = chosen if chosen in offered else "rekan"
    initial = {"question": request.GET.get("rincian", "")}
    typed = request.POST if request.method == "POST" else None
    form = offered[chosen](typed, submission=submission, user=user, initial=initial)
    ask = submission.opinions.ask
    if form.is_valid() and (opinion := carried_out(form, ask, by=user, **form.facts())):
        _tell(request, opinion)
        return redirect(f"{reverse('examination', args=[code])}#pendapat-{opinion.pk}")
    titles = [(key, kind.title) for key, kind in offered.items()]
    page = {"submission": submission, "form": form, "chosen": chosen, "titles": titles}
    return render(request, "opinions/asking.html", page)


@require_safe
@step("return_for_revision")
def note(request, submission, pk):
    """The form of a note with the answer in it, on the question it is about."""
    answered = Opinion.objects.filter(submission=submission, state="answered")
    opinion = get_object_or_404(answered, pk=pk)
    initial = {"question": opinion.question, "text": opinion.answer_text}
    form = NoteForm(submission=submission, user=request.user, initial=initial)
    return writing(request, submission, form)


def _tell(request, opinion):
    messages.success(request, f"Pendapat diminta dari {opinion.asked_whom}; surel dikirim.")
    if opinion.is_after_clock:
        messages.warning(
            request,
            "Tanggal jawabannya sesudah batas waktu pengajuan ini. Waktunya tetap berjalan.",
        )
