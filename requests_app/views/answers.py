import json

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from requests_app.models import Note
from requests_app.models.revision import mark
from requests_app.views.steps import find
from requests_app.workflow import Refused


def edit(request, code, block):
    """One block of the form: filled in, saved as a draft, its rows added and moved.

    What was typed is drawn again in every case: a wrong type, a refusal, somebody else's change.
    """
    submission = find(request, code)
    block = _block(submission, block)
    asks_to_save = request.method == "POST" and submission.is_writer(request.user)
    if not (submission.can_write(request.user) or asks_to_save):
        return redirect(reverse("resume", args=[code]) + f"#blok-{block.code}")
    revision = submission.revision
    context = {"submission": submission, "revision": revision, "part": block, "conflicts": []}
    drawn = {
        "answers": revision.answers,
        "notes": _notes(submission, request.user),
        "identity": submission.identity,
        "earlier": submission.earlier(request.user, revision.answers),
    }
    if request.method != "POST":
        return _page(request, context, block(**drawn))
    if action := request.POST.get("rows"):
        return _page(request, context, block.after_row_action(request.POST, action, **drawn))
    form = block(request.POST, draft=True, **drawn)
    if "perbarui" in request.POST:
        return _page(request, context, form)
    return _save(request, context, form)


def _save(request, context, form):
    submission, revision, block = context["submission"], context["revision"], context["part"]
    form.is_valid()
    answers = form.answers()
    context["untouched"] = untouched = _untouched(request, answers)
    try:
        conflicts = revision.store(
            block.code, answers, by=request.user, base=_base(request), untouched=untouched
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _page(request, context, form, status=422)
    if conflicts or form.errors:
        context["conflicts"] = conflicts
        return _page(request, context, form, status=422)
    messages.success(request, "Isian tersimpan.")
    return redirect(_next_page(submission, block, request.POST.get("lanjut")))


def _page(request, context, form, status=200):
    submission, block = context["submission"], context["part"]
    progress = submission.revision.progress()
    asked = [item for item in progress if item.is_asked]
    context |= {
        "form": form,
        "base": context["revision"].saves,
        "marks": json.dumps(context["revision"].marks(block.code) | context.get("untouched", {})),
        "tasks": progress,
        "place": next((n for n, item in enumerate(asked, 1) if item.code == block.code), None),
        "places": len(asked),
        "source": "isian",
    }
    if status == 200 and request.method == "POST":  # drawn anew, but made from the same answers
        context |= {"base": _base(request), "marks": request.POST.get("marks", "")}
    return render(request, "requests_app/answers.html", context, status=status)


def _base(request):
    """The count of saves that the person's page was made from."""
    base = request.POST.get("base", "")
    return int(base) if base.isdecimal() and len(base) < 10 else 0


def _untouched(request, answers):
    """The questions left as the page showed them, with their marks; none if it sent no marks."""
    try:
        shown = json.loads(request.POST.get("marks", ""))
    except (ValueError, RecursionError):
        return {}
    if not isinstance(shown, dict):
        return {}
    marks = {question: mark(answer) for question, answer in answers.items()}
    blank = mark(None)
    return {name: typed for name, typed in marks.items() if shown.get(name, blank) == typed}


def _next_page(submission, block, onwards):
    if not onwards:
        return reverse("answers", args=[submission.code, block.code])
    asked = [b for b in submission.form.blocks if b.is_asked(submission.revision.answers)]
    after = asked[asked.index(block) + 1 :] if block in asked else []
    if after:
        return reverse("answers", args=[submission.code, after[0].code])
    return reverse("attachments", args=[submission.code])


def _block(submission, code):
    try:
        return submission.form.block(code)
    except KeyError as unknown:
        raise Http404("Blok ini tidak ada pada formulir.") from unknown


def _notes(submission, user):
    """The notes this person sees, by the question they hang on."""
    by_question = {}
    for note in Note.objects.read_by(user, submission):
        by_question.setdefault(note.question, []).append(note)
    return by_question
