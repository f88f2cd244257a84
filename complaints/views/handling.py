"""The desk of those who handle complaints (``/pengaduan/meja/``)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.models import Role
from complaints.forms.complaints import EnteredComplaintForm
from complaints.forms.handling import (
    ClassForm,
    ConcernedForm,
    HandlerForm,
    MessageForm,
    TextForm,
)
from complaints.listing import CLERKS, listed
from complaints.models import Complaint
from complaints.timing import laid_out
from complaints.views.telling import tell_of_files
from complaints.workflow import BY_NOUN
from events.models import Event
from events.once import once
from events.refusals import carried_out
from files.kept import sent

HANDLERS = (Role.COMPLAINT_HANDLER, Role.HEAD)
WHERE_TO = (
    "Sebutkan alasannya dan ke mana pelapor dapat menyampaikannya, misalnya instansi yang "
    "berwenang atau SP4N-LAPOR! (lapor.go.id)."
)


def _verify(complaint, data=None, files=None):
    return ClassForm(data, initial={"kind": complaint.kind})


def _reclass(complaint, data=None, files=None):
    now = {"kind": complaint.kind, "has_supervision": complaint.has_supervision}
    return ClassForm(data, initial=now)


def _text(label, hint=""):
    return lambda complaint, data=None, files=None: TextForm(data, label=label, hint=hint)


def _message(label, hint=""):
    return lambda complaint, data=None, files=None: MessageForm(data, files, label=label, hint=hint)


FORMS = {
    "verify": _verify,
    "answer": _message("Jawaban", "Pelapor membacanya dengan tiketnya."),
    "ask": _message(
        "Apa yang perlu dijelaskan?",
        "Waktu berhenti sampai pelapor menjawab, paling lama 10 hari; sesudah itu pengaduan "
        "ditutup.",
    ),
    "reclass": _reclass,
    "assign": lambda complaint, data=None, files=None: HandlerForm(data, complaint=complaint),
    "concern": lambda complaint, data=None, files=None: ConcernedForm(data, complaint=complaint),
    "refuse": _text("Alasan dan tujuan", WHERE_TO),
}


def find(request, ticket):
    """The complaint if this officer may see it, else 404."""
    visible = Complaint.objects.visible_to(request.user)
    return get_object_or_404(
        visible.select_related("office", "desk", "handler", "submission", "entered_by"),
        code=ticket,
    )


@never_cache
@requires(*HANDLERS)
@require_safe
def index(request):
    """Every complaint this person may see, the most urgent first."""
    return render(request, "complaints/handling/desk.html", listed(request))


@never_cache
@requires(*CLERKS)
@once
def new(request):
    """Enter what came through the suggestion box, by telephone, by mail or in person."""
    office = request.user.office
    form = EnteredComplaintForm(request.POST or None, request.FILES or None, office=office)
    if form.is_valid() and (
        filed := carried_out(form, Complaint.file, by=request.user, **form.facts())
    ):
        complaint, secret = filed
        tell_of_files(request, form)
        page = {"complaint": complaint, "secret": secret, "clock": complaint.clock()}
        response = render(request, "complaints/handling/entered.html", page)
        response.made_at = complaint.get_absolute_url()
        return response
    return render(request, "complaints/handling/enter.html", {"form": form})


@never_cache
@requires(*HANDLERS)
@require_safe
def show(request, ticket, form=None):
    """One complaint with everything that was said, and what this person can do."""
    complaint = find(request, ticket)
    page = {
        "complaint": complaint,
        "reporter": complaint.reporter_for(request.user),
        "shows_contact": not complaint.hides_reporter_from(request.user),
        "entries": complaint.entries.select_related("by").prefetch_related("files"),
        "files": complaint.files.filter(entry=None),
        "concerned": complaint.concerned.select_related("person"),
        "steps": complaint.steps_for(request.user),
        "remark_form": form or TextForm(label="Untuk rekan di meja pengaduan"),
        "events": Event.objects.about(complaint),
        "last_mail": complaint.last_mail(),
    }
    return render(request, "complaints/handling/complaint.html", page)


@never_cache
@requires(*HANDLERS)
@once
def step(request, ticket, noun):
    """One verb on a page of its own."""
    complaint = find(request, ticket)
    taken = BY_NOUN.get(noun)
    if taken is None:
        raise Http404
    form = FORMS[taken.verb](complaint, request.POST or None, request.FILES or None)
    if not complaint.may(taken, request.user):
        messages.error(request, f"“{taken.label}” sekarang tidak dapat dilakukan oleh Anda.")
        return redirect(complaint)
    if form.is_valid() and _done(form, complaint, taken, request.user):
        messages.success(request, taken.done)
        still = Complaint.objects.visible_to(request.user).filter(pk=complaint.pk).exists()
        return redirect(complaint if still else "complaint_desk")
    page = {"complaint": complaint, "step": taken, "form": form}
    return render(request, "complaints/handling/step.html", page)


@never_cache
@requires(*HANDLERS)
@once
def remarks(request, ticket):
    """What the desk says among itself."""
    complaint = find(request, ticket)
    form = TextForm(request.POST or None, label="Untuk rekan di meja pengaduan")
    if form.is_valid() and carried_out(
        form, complaint.remark, by=request.user, **form.cleaned_data
    ):
        messages.success(request, "Catatan internal tersimpan.")
        return redirect(complaint)
    page = {"complaint": complaint, "form": form, "step": None}
    return render(request, "complaints/handling/step.html", page)


@never_cache
@requires(*HANDLERS)
@require_safe
def clock(request, ticket):
    """How the due date is computed, day by day."""
    complaint = find(request, ticket)
    return render(
        request,
        "complaints/following/clock.html",
        {"complaint": complaint, "is_desk": True, **laid_out(complaint)},
    )


@requires(*HANDLERS)
@require_safe
def download(request, ticket, pk):
    """A file that came with it."""
    return sent(get_object_or_404(find(request, ticket).files.all(), pk=pk))


def _done(form, complaint, step, user):
    given = form.facts() if hasattr(form, "facts") else form.cleaned_data
    return carried_out(form, getattr(complaint, step.verb), by=user, **given)
