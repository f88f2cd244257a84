"""Advice across questions, as pages and pieces of pages show it."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from editions.advice.advice import Outcome, Weight
from requests_app.views.steps import find


@require_safe
def show(request, code):
    """The advice on the newest version (of one block with ``?blok=design``), drawn anew."""
    submission = find(request, code)
    context = advice_on(submission, submission.revision_for(request.user), request.GET.get("blok"))
    for_office = bool(request.user.office_id) and not submission.can_write(request.user)
    context |= {"submission": submission, "for_office": for_office}
    return render(request, "requests_app/filling/advice.html", context)


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
