"""What the office finds about a file and says about it among itself."""

from typing import NamedTuple

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.text import plain
from events.once import once
from events.refusals import attempted
from requests_app.examining.checklist import items_for, verdict
from requests_app.models import Finding, Submission
from requests_app.views.steps import find
from requests_app.workflow import State


@require_POST
@once
def remark(request, code):
    """Say something to the colleagues; the agency never reads it."""
    submission, text = find(request, code), plain(request.POST.get("text", ""))
    if attempted(request, submission.remarks.write, by=request.user, text=text):
        messages.success(request, "Pembicaraan internal tersimpan.")
    page = "examination" if request.POST.get("dari") == "pemeriksaan" else "submission"
    return redirect(reverse(page, args=[code]) + "#internal")


@require_POST
@once
def second(request, code):
    """Agree with a colleague's examination as it stands."""
    submission, text = find(request, code), plain(request.POST.get("text", ""))
    if attempted(request, submission.second_looks.give, by=request.user, text=text):
        messages.success(request, "Pendapat kedua tersimpan; gugur bila pemeriksaan berubah.")
    return redirect(reverse("examination", args=[code]) + "#pendapat-kedua")


class Judged(NamedTuple):
    """One item of the checklist as it is drawn: what was chosen beside what is stored, or ""."""

    item: object
    parts: list  # the blocks of the form it looks at
    chosen: str
    stored: str
    is_ruled_out: bool  # by the answers: there is nothing to choose

    @property
    def is_stored(self):
        return self.chosen == self.stored

    @property
    def short(self):
        return f"{self.item.letter}. {self.item.label}"

    @property
    def elsewhere(self):
        """The other block it looks at: "Blok I"."""
        return self.parts[0].title.partition(".")[0]

    @property
    def state(self):
        """As ``romantik/looks.py`` knows it."""
        return self.stored or "unjudged"

    @property
    def chosen_words(self):
        return KINDS.get(self.chosen, "")

    @property
    def stored_words(self):
        return KINDS.get(self.stored, "")


KINDS = dict(Finding.Kind.choices)


def panels(submission, user, chosen=None):
    """What the office's pages draw: the checklist with its verdict, and the internal talk.

    ``chosen`` are findings that could not be saved, `{item code: kind}`: drawn beside the stored.
    """
    findings = submission.revision.findings
    found, ruled_out = findings.by_item(), findings.ruled_out()
    chosen = found if chosen is None else chosen
    words, is_fit = verdict(found, submission.kind)
    return {
        "checklist": [
            Judged(
                item,
                [submission.form.block(code) for code in item.parts(submission.kind)],
                chosen.get(item.code, ""),
                found.get(item.code, ""),
                item.code in ruled_out,
            )
            for item in items_for(submission.kind)
        ],
        "finding_kinds": Finding.Kind.choices,
        "verdict_words": words,
        "verdict_is_fit": is_fit,
        "may_judge": submission.may("return_for_revision", user),
        "remarks": submission.remarks.select_related("by"),
        "opinions": submission.second_looks.newest_first(),
        "may_second": submission.state == State.UNDER_EXAMINATION
        and submission.second_looks.may_be_given_by(user),
    }


def nearby(submission, user):
    """The next file in this person's queue, and others of the agency or contact; two queries."""
    return {
        "next_up": Submission.objects.next_for(user, besides=submission),
        "neighbours": Submission.objects.visible_to(user).neighbours_of(submission),
    }
