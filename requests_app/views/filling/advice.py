"""Advice across questions, as pages and pieces of pages show it."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from editions.advice.advice import Outcome
from requests_app.views.steps import find


@require_safe
def show(request, code):
    """The advice on the newest version (of one block with ``?blok=design``), drawn anew."""
    submission = find(request, code)
    context = advice_on(submission, submission.revision_for(request.user), request.GET.get("blok"))
    return render(
        request, "requests_app/filling/advice.html", {"submission": submission, **context}
    )


def advice_on(submission, revision, part=""):
    """What a page draws: ``advice`` in groups, those about one block only if it is named."""
    moment = revision.submitted_at
    zone = submission.office.zone
    today = moment.astimezone(zone).date() if moment else submission.office.today()
    found = submission.form.advise(revision.answers, today=today)
    if part:
        found = [advice for advice in found if part in advice.blocks]
    groups = [
        (outcome, [advice for advice in found if advice.outcome == outcome]) for outcome in Outcome
    ]
    return {"advice": [(outcome, items) for outcome, items in groups if items], "part_code": part}
