"""The frame of the views: find through the person looking, take a step, tell a refusal."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect

from events.refusals import NotAllowed, Refused
from requests_app.models import Submission


def find(request, code, *, with_verdict=False):
    """The submission if this person may see it, else 404.

    Only its own page asks for the verdict, too: a save of every second would wait for it.
    """
    visible = Submission.objects.visible_to(request.user)
    found = visible.with_verdict() if with_verdict else visible
    submission = get_object_or_404(
        found.select_related(
            *("agency__region", "office", "examiner", "created_by", "runner", "entered_by")
        ),
        code=code,
    )
    submission.lent_until = request.user.examines_for.get(submission.office_id)
    return submission.as_submitted() if request.user.reads_file else submission


def version_asked_for(request, submission):
    """The version named by ``?versi=2``, else the newest that this person reads."""
    versions, number = submission.revisions_for(request.user), request.GET.get("versi", "")
    if number.isdecimal() and len(number) < 6:
        return get_object_or_404(versions, number=int(number))
    return versions.order_by("-number").first()


def step(verb):
    """A view about one step: it gets the submission, and is not opened by who may not take it.

    Who may never take it is told so (403); a step that is over is told on the submission's page.
    """

    def wrap(view):
        @wraps(view)
        def opened(request, code, **kwargs):
            submission = find(request, code)
            try:
                submission.require(verb, request.user)
            except NotAllowed as refusal:
                raise PermissionDenied(str(refusal)) from refusal
            except Refused as refusal:
                messages.error(request, str(refusal))
                return redirect("submission", code=code)
            return view(request, submission, **kwargs)

        return opened

    return wrap


def buttons(submission, user, *, besides=(), first=""):
    """The steps this person may take, as a page draws them.

    ``first_step`` is the page's one primary button (the verb named by ``first`` if it may be
    taken), ``more_steps`` stand aside, ``dangers`` apart. ``besides`` are verbs not drawn.
    """
    possible = _possible(submission, user, besides)
    mains = [step for step in possible if not (step.aside or step.danger)]
    mains.sort(key=lambda step: step.verb != first)
    chosen = mains[0] if mains else None
    return {
        "first_step": chosen,
        "more_steps": [step for step in possible if not step.danger and step is not chosen],
        "dangers": [step for step in possible if step.danger],
    }


def beside(next_step, submission, user):
    """The steps this person may take beside the next one, as the page of a file draws them."""
    possible = _possible(submission, user, [next_step.verb])
    return {
        "more_steps": [step for step in possible if not step.danger],
        "dangers": [step for step in possible if step.danger],
    }


def _possible(submission, user, besides):
    steps = submission.steps_for(user)
    return [step for step in steps if step.url and step.verb not in besides]
