from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from events.once import once
from events.refusals import attempted, carried_out
from requests_app.forms.notes import NoteAnswerForm, NoteForm, ReopeningForm
from requests_app.models import Note
from requests_app.models.examining.note import GONE
from requests_app.models.examining.note_queryset import counted
from requests_app.views.steps import find, step


@once
def index(request, code):
    """Every note of the file in the form's order; POST adds one (the assigned examiner)."""
    submission = find(request, code)
    if request.method == "POST":
        form = NoteForm(request.POST, submission=submission, user=request.user)
        if "pakai" in request.POST:
            return writing(request, submission, _with_standard(request, submission, form))
        write = submission.notes.write
        if form.is_valid() and (
            written := carried_out(form, write, by=request.user, **form.cleaned_data)
        ):
            request.made = [written]  # taken back before it was sent, it is gone
            messages.success(request, "Catatan tersimpan.")
            return redirect(_where(request, submission, form))
        return writing(request, submission, form, status=422)
    notes = Note.objects.read_by(request.user, submission)
    return render(
        request,
        "requests_app/notes/notes.html",
        {
            "submission": submission,
            "notes": notes,
            "counts": counted(notes),
            "submission_writable": submission.can_write(request.user),
        },
    )


@require_safe
@step("return_for_revision")
def new(request, submission):
    """Write a note: ``?rincian=design.areas&baris=2&kolom=regency``, or ``?lampiran=17``."""
    initial = {
        "question": request.GET.get("rincian", ""),
        "row": request.GET.get("baris", ""),
        "column": request.GET.get("kolom", ""),
        "attachment": request.GET.get("lampiran", ""),
        "text": request.GET.get("teks", ""),
    }
    return writing(
        request, submission, NoteForm(submission=submission, user=request.user, initial=initial)
    )


@require_safe
def show(request, code, pk):
    """One note with all that was said of it, and what this person may do."""
    submission = find(request, code)
    found = Note.objects.filter(pk=pk).read_by(request.user, submission)
    if not found:
        raise Http404
    page = {"submission": submission, "note": found[0], "source": request.GET.get("dari", "")}
    return render(request, "requests_app/notes/note.html", page)


@require_POST
@once
def answer(request, code, pk):
    """The agency says what it did about a note."""
    note = _find_note(request, code, pk)
    form = NoteAnswerForm(request.POST)
    return _spoken(request, note, note.answer, form, "Tanggapan tersimpan.", "Jawab catatan")


@require_POST
@once
def reopen(request, code, pk):
    """The examiner is not content yet."""
    note = _find_note(request, code, pk)
    form = ReopeningForm(request.POST)
    return _spoken(request, note, note.reopen, form, "Catatan dibuka lagi.", "Buka lagi catatan")


@require_POST
def settle(request, code, pk, verb):
    """Accept, close as advice, or withdraw: a plain button each."""
    submission = find(request, code)
    gone = not submission.notes.filter(pk=pk).exists()
    if gone and submission.may("return_for_revision", request.user):
        messages.info(request, GONE)  # a second click on a note that was withdrawn
        return redirect("examination", code=code)
    note = _find_note(request, code, pk)
    said = {
        "accept": "Catatan diterima.",
        "close_as_advice": "Catatan menjadi saran pada lampiran surat.",
        "withdraw": "Catatan dicabut.",
    }
    if attempted(request, getattr(note, verb), by=request.user):
        messages.success(request, said[verb])
    return redirect(_back(request, note))


def _find_note(request, code, pk):
    submission = find(request, code)
    notes = Note.objects.visible_to(request.user).filter(submission=submission)
    note = get_object_or_404(notes.select_related("by"), pk=pk)
    note.submission = submission
    return note


def _where(request, submission, form):
    """Where the note stands by now; a page that has the rest asks for that part alone."""
    page, place = reverse("examination", args=[submission.code]), _place(form.cleaned_data)
    return f"{page}?bagian={place}" if request.htmx else f"{page}#{place}"


def _place(typed):
    """The id of what the note is about, on the page of the examination."""
    if question := typed.get("question"):
        return f"q-{question.partition('.')[2]}"
    file = typed.get("attachment")
    return f"berkas-{getattr(file, 'pk', file)}" if file else "catatan-umum"


def _back(request, note):
    """To where the person was reading: the examination, the comparison, the block, the notes."""
    origin = request.POST.get("dari", "")
    if request.user.office_id and not note.submission.can_write(request.user):
        if origin == "perubahan" and note.submission.revision.number > 1:
            version = note.submission.revision.number
            page = reverse("changes", args=[note.submission.code, version])
        else:
            page = reverse("examination", args=[note.submission.code])
        return f"{page}#catatan-{note.pk}"
    block, _, question = note.question.partition(".")
    if origin == "isian" and question:
        return reverse("answers", args=[note.submission.code, block]) + f"#q-{question}"
    return reverse("notes", args=[note.submission.code]) + f"#catatan-{note.pk}"


def writing(request, submission, form, status=200):
    """The page, or the piece of a page, on which a note is written."""
    typed = form.data if form.is_bound else form.initial
    question = typed.get("question", "")
    known = question in set(submission.form.keys())
    context = {
        "submission": submission,
        "form": form,
        "about": f"{submission.form.number(question)} {submission.form.label(question)}"
        if known
        else "",
    }
    if request.htmx:
        context["place"] = _place(typed)
        return render(request, "requests_app/notes/_new.html", context, status=status)
    return render(request, "requests_app/notes/new.html", context, status=status)


def _with_standard(request, submission, form):
    """The form once more, with a standard note put after what was typed: nothing is replaced."""
    form.full_clean()  # for the note that was chosen; what was typed is judged when it is saved
    chosen = form.cleaned_data.get("standard")
    typed = request.POST.copy()
    if chosen:
        words = [typed.get("text", ""), chosen.filled(submission, typed.get("question", ""))]
        typed["text"] = "\n".join(filter(None, words))
    return NoteForm(submission=submission, user=request.user, initial=typed.dict())


def _spoken(request, note, verb, form, told, title):
    """Do a verb that says something; the form comes once more, so that nothing typed is lost."""
    if form.is_valid() and carried_out(form, verb, by=request.user, **form.cleaned_data):
        messages.success(request, told)
        return redirect(_back(request, note))
    submission = note.submission
    return render(
        request,
        "requests_app/notes/entry.html",
        {
            "submission": submission,
            "note": note.as_read_by(request.user, **Note.objects.rights(request.user, submission)),
            "form": form,
            "title": title,
        },
        status=422,
    )
