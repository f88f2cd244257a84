"""What a letter would say if the examiner proposed it now: composed, and never stored."""

from django.conf import settings

from letters.models.letter_template import LetterTemplate
from letters.models.letters.composing import compose
from letters.models.letters.letter import Letter
from paper.signs import unprintable
from requests_app.models import Proposal

REASON = "(alasan yang Anda tulis)"


def foreseen(submission, verdict, *, by):
    """The content of the letter that a proposal of this verdict would draft."""
    proposal = Proposal(
        submission=submission,
        verdict=verdict,
        reason=REASON if verdict == Proposal.Verdict.DECLINE else "",
        advice=submission.notes.as_advice(),
        by=by,
    )
    letter = Letter(
        submission=submission,
        proposal=proposal,
        office=submission.office,
        verdict=verdict,
        drafted_by=by,
        is_trial=settings.DEMONSTRATION,
    )
    return compose(letter)


def shortcomings(submission, *, by):
    """What the letter of this file would lack, `[(verdict in words, [placeholder, …], signs)]`.

    `signs` are those of the title, the agency and the notes that the letter's font does not have.
    """
    found = []
    for verdict, label in Proposal.Verdict.choices:
        content = foreseen(submission, verdict, by=by)
        template = LetterTemplate.objects.in_use(submission.office, verdict)
        gaps = [gap for gap in template.gaps(content) if not gap.is_optional]
        notes = " ".join(f"{note['label']} {note['text']}" for note in content["advice"])
        signs = unprintable(f"{content['title']} {content['agency']} {notes}")
        if gaps or signs:
            found.append((label, gaps, signs))
    return found
