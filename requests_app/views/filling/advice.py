"""Advice across questions, as pages and pieces of pages show it."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from editions.advice.advice import Outcome, Weight
from requests_app.models import Note
from requests_app.views.filling.tasks import tasks_of
from requests_app.views.steps import find


@require_safe
def show(request, code):
    """The advice on the newest version (of one block with ``?blok=design``), drawn anew."""
    submission, part = find(request, code), request.GET.get("blok")
    revision, may_write = submission.revision_for(request.user), submission.can_write(request.user)
    context = advice_on(submission, revision, part) | {
        "submission": submission,
        "for_office": bool(request.user.office_id) and not may_write,
    }
    if part and may_write:
        context |= _way(request, submission, revision, part)
    return render(request, "requests_app/filling/advice.html", context)


def _way(request, submission, revision, part):
    """The way through the form with its states, which a save may have changed."""
    notes = Note.objects.read_by(request.user, submission)
    at_the_counter = "loket" in request.GET
    return {
        "tasks": tasks_of(revision, notes),
        "part": {"code": part},
        "page": "counter_entry" if at_the_counter else "answers",
        "counter": at_the_counter,
    }


def advice_on(submission, revision, part=""):
    """What a page draws: ``advice`` in groups, those about one block only if it is named.

    ``beside`` are the questions of that block beside which contradictions stand, or may stand.
    """
    found = revision.advice()
    if part:
        found = [advice.seen_from(part) for advice in found if part in advice.blocks]
    return {
        "advice": _groups(found),
        "contradictions": [advice for advice in found if advice.is_contradiction],
        "beside": _beside(submission.form, revision.answers, part, found),
        "part_code": part,
    }


def _groups(found):
    """``[(kind, words, [Advice, …])]``: contradictions, suggestions, and what needs no look."""
    kinds = [(weight.value, weight.label) for weight in Weight]
    kinds += [(one.value, one.label) for one in Outcome if one != Outcome.LOOK]
    groups = {kind: [] for kind, _ in kinds}
    for advice in found:
        kind = advice.weight if advice.outcome == Outcome.LOOK else advice.outcome
        groups[kind].append(advice)
    return [(kind, words, groups[kind]) for kind, words in kinds if groups[kind]]


def _beside(form, answers, part, found):
    """``{question: [Advice, …]}`` of a block, without the questions that are not asked."""
    asked = [block.asked_names(answers) for block in form.blocks if block.code == part]
    asked = set().union(*asked)
    beside = {name: [] for name in form.may_contradict(part) if name in asked}
    for advice in found:
        if advice.is_contradiction and advice.name in beside:
            beside[advice.name].append(advice)
    return beside
