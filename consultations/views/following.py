"""One consultation, for whoever may read it: its agency, the office, or a guest with the key."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access import speak_for
from accounts.tickets import readable
from accounts.views.tickets import allowed
from consultations.calendar import calendar_of
from consultations.forms.answering import DraftForm, MessageForm, NoteForm, NothingForm
from consultations.forms.meeting import SlotForm
from consultations.keys import KEYS
from consultations.models import Consultation, ConsultationFile, Hours, Message
from consultations.views.telling import tell_of_files
from consultations.workflow import BY_NOUN, OFFICE
from events.models import Event
from events.once import once
from events.refusals import carried_out
from files.kept import sent
from requests_app.models import Submission


def _message(**words):
    return lambda request, consultation: MessageForm(
        request.POST or None, request.FILES or None, **words
    )


def _note(request, consultation):
    answer = consultation.messages.exclude(kind=Message.Kind.QUESTION).last()
    files = consultation.examined_by(request.user)
    return NoteForm(request.POST or None, files=files, initial={"text": answer and answer.text})


def _nothing(request, consultation):
    return NothingForm(request.POST if request.method == "POST" else None)


TOO_MANY = (
    "Belum terkirim: terlalu banyak pertanyaan dalam waktu singkat. Tunggu beberapa menit, lalu "
    "kirim lagi; tulisan Anda masih ada di bawah, lampiran perlu dipilih kembali."
)
FORMS = {
    "answer": _message(label="Jawaban", hint="Dikirim kepada penanya lewat surel.", of_office=True),
    "note_down": _message(
        label="Yang dibicarakan", hint="Pokok pertanyaan dan saran.", of_office=True
    ),
    "ask_more": _message(label="Pertanyaan lanjutan"),
    "begin_draft": lambda request, consultation: DraftForm(request.POST or None),
    "become_note": _note,
    "book": lambda request, consultation: SlotForm(
        request.POST or None, slots=Hours.objects.open_slots(consultation.office)
    ),
}


def readers_page(view):
    """The view gets the consultation if this person sees it, or this browser holds its key.

    Of others who has an account learns nothing, and a guest is led to where keys are typed.
    """

    @never_cache
    @login_not_required
    @wraps(view)
    def opened(request, ticket, **kwargs):
        rows = Consultation.objects.select_related("office", "agency", "officer", "submission")
        found = rows.visible_to(request.user).filter(code=ticket).first()
        if found is None:
            key = KEYS.keys_of(request).get(ticket, "")
            held = rows.filter(code=ticket).first() if key else None
            found = held if held and KEYS.opens(held, key) else None
        if found is None:
            if request.user.is_authenticated:
                raise Http404
            return redirect(f"{reverse('consultation_entry')}?tiket={ticket}")
        speak_for(request, found.office)
        response = view(request, found, **kwargs)
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return opened


@require_safe
@readers_page
def show(request, consultation):
    """Where it stands, what was said, and what this person can do."""
    is_office = consultation.side_of(request.user) == OFFICE
    page = {
        "consultation": consultation,
        "is_office": is_office,
        "appointment": consultation.appointment(),
        "said": consultation.messages.select_related("by").prefetch_related("files"),
        "steps": consultation.steps_for(request.user),
        "sees_file": _sees_file(request.user, consultation),
        "holds_key": consultation.code in KEYS.keys_of(request),
    }
    if is_office:
        page["events"] = Event.objects.about(consultation)
        page["last_mail"] = consultation.last_mail()
    return render(request, "consultations/consultation.html", page)


@readers_page
@once
def step(request, consultation, step):
    """One verb on a page of its own."""
    taken = BY_NOUN.get(step)
    if taken is None:
        raise Http404
    if not consultation.may(taken, request.user):
        messages.error(request, f"“{taken.label}” sekarang tidak dapat dilakukan oleh Anda.")
        return redirect(consultation)
    form = FORMS.get(taken.verb, _nothing)(request, consultation)
    by = request.user if request.user.is_authenticated else None
    verb = getattr(consultation, taken.verb)
    if form.is_valid() and _is_braked(request, taken, consultation):
        form.add_error(None, TOO_MANY)
    if form.is_valid() and (done := carried_out(form, verb, by=by, **form.facts())):
        messages.success(request, taken.done)
        if "files" in form.fields:
            tell_of_files(request, form)
        return _next(request, consultation, taken, done)
    page = {"consultation": consultation, "step": taken, "form": form}
    return render(request, "consultations/step.html", page)


@require_safe
@readers_page
def receipt(request, consultation):
    """Code and secret to print or keep; the secret only in the browser that sent it."""
    secret = readable(KEYS.keys_of(request).get(consultation.code, ""))
    page = {"consultation": consultation, "secret": secret}
    return render(request, "consultations/asking/receipt.html", page)


@require_POST
@readers_page
def leaving(request, consultation):
    """Nothing of it stays in this browser."""
    messages.success(request, "Konsultasi ditutup di perangkat ini. Buka lagi dengan kata kunci.")
    return KEYS.let_go(request, redirect("consultation_entry"), consultation.code)


@require_safe
@readers_page
def calendar(request, consultation):
    """The appointment for one's own calendar."""
    booked = consultation.appointment()
    if booked is None:
        raise Http404
    response = HttpResponse(calendar_of(booked), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="janji-temu.ics"'
    return response


@require_safe
@readers_page
def download(request, consultation, pk):
    """A file that came with a message."""
    files = ConsultationFile.objects.filter(message__consultation=consultation)
    return sent(get_object_or_404(files, pk=pk))


def _sees_file(user, consultation):
    """Whether this person may open the file it led to."""
    led = consultation.submission_id
    return bool(led) and Submission.objects.visible_to(user).filter(pk=led).exists()


def _is_braked(request, step, consultation):
    """Whoever asks without end waits a little."""
    asks = step.verb == "ask_more"
    return asks and not allowed(request, "consultation_more", key=consultation.code)


def _next(request, consultation, step, done):
    """Where the step leads: into the draft that it began, else back."""
    if step.verb != "begin_draft":
        return redirect(consultation)
    return redirect("counter_begin" if done.entered_by_id else "submission", code=done.code)
