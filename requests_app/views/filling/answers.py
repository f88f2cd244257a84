import json
from collections import defaultdict

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from accounts.models import Role
from accounts.typed import typed_before
from events.refusals import Refused
from requests_app.models import Note
from requests_app.models.examining.note_queryset import waiting_by_block
from requests_app.models.revision import mark
from requests_app.views.filling.advice import advice_on
from requests_app.views.steps import find

KEEP_STORED = "tersimpan"  # a person's choice where somebody else has saved, too


@never_cache  # going back never shows answers that have been saved over
def edit(request, code, block, counter=False):
    """One block of the form: filled in, saved as a draft, its rows added and moved.

    What was typed is drawn again in every case: a wrong type, a refusal, somebody else's change.
    At the counter an officer types it from paper: the same block, drawn for the keyboard.
    """
    submission = find(request, code)
    if counter and not request.user.has_role(Role.FRONT_DESK):
        return redirect("answers", code=code, block=block)
    block = find_block(submission, block)
    asks_to_save = request.method == "POST" and submission.is_writer(request.user)
    if not (submission.can_write(request.user) or asks_to_save):
        return redirect(reverse("resume", args=[code]) + f"#blok-{block.code}")
    revision = submission.revision
    context = {"submission": submission, "revision": revision, "part": block, "conflicts": []}
    context["counter"] = counter
    drawn = drawing(request, submission)
    if request.method != "POST":
        if typed := typed_before(request):
            messages.warning(request, "Isian Anda dikembalikan dan belum tersimpan. Simpan lagi.")
            return _page(request, context, block(typed, draft=True, **drawn), typed=typed)
        return _page(request, context, block(**drawn))
    if action := request.POST.get("rows"):
        return _page(request, context, block.after_row_action(request.POST, action, **drawn))
    form = block(request.POST, draft=True, **drawn)
    if "perbarui" in request.POST:
        return _page(request, context, form)
    return _save(request, context, form)


def drawing(request, submission):
    """What a block is drawn with besides its own answers."""
    answers = submission.revision.answers
    return {
        "answers": answers,
        "notes": _notes(submission, request.user),
        "identity": submission.identity,
        "earlier": submission.earlier(request.user, answers),
    }


def page_of(request, submission, part, form, *, status=200, typed=None):
    """The page of a block drawn from what was typed, nothing of it stored yet."""
    context = {"submission": submission, "revision": submission.revision, "part": part}
    return _page(request, context | {"conflicts": []}, form, status=status, typed=typed)


def _save(request, context, form):
    submission, revision, block = context["submission"], context["revision"], context["part"]
    form.is_valid()
    answers = form.answers()
    context["untouched"] = untouched = _untouched(request, answers)
    kept = [name for name in answers if request.POST.get(f"pilihan-{name}") == KEEP_STORED]
    try:
        conflicts = revision.store(
            block.code,
            {name: answer for name, answer in answers.items() if name not in kept},
            by=request.user,
            base=_bases(request),
            untouched=untouched,
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _page(request, context, form, status=422)
    if conflicts or form.errors:
        context["conflicts"] = conflicts
        form.conflicts = {conflict.question: conflict for conflict in conflicts}
        return _page(request, context, form, status=422)
    messages.success(request, "Isian tersimpan.")
    page = "counter_entry" if context["counter"] else "answers"
    return redirect(_next_page(submission, block, request.POST.get("lanjut"), page))


def _page(request, context, form, status=200, typed=None):
    submission, block = context["submission"], context["part"]
    progress = submission.revision.progress()
    waiting = waiting_by_block([note for about in form.notes.values() for note in about])
    asked = [item for item in progress if item.is_asked]
    context |= {
        "form": form,
        "base": context["revision"].saves,
        "marks": json.dumps(context["revision"].marks(block.code) | context.get("untouched", {})),
        "tasks": [(item, waiting.get(item.code)) for item in progress],
        "place": next((n for n, item in enumerate(asked, 1) if item.code == block.code), None),
        "places": len(asked),
        "source": "isian",
        **advice_on(submission, context["revision"], block.code),
    }
    typed = typed or (request.POST if status == 200 else None)
    if typed:  # drawn anew, but made from the same answers
        context |= {
            "base": base_of(typed),
            "bases": typed.get("bases", ""),
            "marks": typed.get("marks", ""),
        }
    if context.get("counter"):
        return render(request, "requests_app/counter_entry.html", _counter(context), status=status)
    return render(request, "requests_app/answers.html", context, status=status)


def _counter(context):
    """What the page of the counter draws besides: the scan, and the blocks around this one."""
    asked = [item for item, _ in context["tasks"] if item.is_asked]
    here = next((n for n, item in enumerate(asked) if item.code == context["part"].code), 0)
    return context | {
        "scans": list(context["revision"].attachments.scans()),
        "before": asked[here - 1] if here else None,
        "done": sum(item.complete for item in asked),
    }


def base_of(typed):
    """The count of saves that the person's page was made from."""
    base = typed.get("base", "")
    return int(base) if base.isdecimal() and len(base) < 10 else 0


def _bases(request):
    """The count of saves by question, where the page learned of a later one; else the page's."""
    later, base = _read_json(request.POST.get("bases", "")), base_of(request.POST)
    if not later:
        return base
    return defaultdict(lambda: base, {q: n for q, n in later.items() if isinstance(n, int)})


def _read_json(text):
    """What the page noted as a JSON object; None if it is none."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _untouched(request, answers):
    """The questions left as the page showed them, with their marks; none if it sent no marks."""
    shown = _read_json(request.POST.get("marks", ""))
    if shown is None:
        return {}
    marks = {question: mark(answer) for question, answer in answers.items()}
    blank = mark(None)
    return {name: typed for name, typed in marks.items() if shown.get(name, blank) == typed}


def _next_page(submission, block, onwards, page):
    if not onwards:
        return reverse(page, args=[submission.code, block.code])
    asked = [b for b in submission.form.blocks if b.is_asked(submission.revision.answers)]
    after = asked[asked.index(block) + 1 :] if block in asked else []
    if after:
        return reverse(page, args=[submission.code, after[0].code])
    return reverse("attachments", args=[submission.code])


def find_block(submission, code):
    """The block of the form; 404 when there is none of that code."""
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
