"""How a submission's state is told: in the agency's words or in the office's (service.md §3)."""

from typing import NamedTuple

from requests_app.workflow import (
    AGENCY_LABELS,
    PROPOSED_LABEL,
    REVISED_LABEL,
    WITHDRAWN_LABEL,
    State,
)


class Told(NamedTuple):
    """A state as far as somebody may know it."""

    state: str  # for the looks of it
    label: str


def to_agency(submission):
    """Who signs is the office's own matter."""
    state = submission.state
    if submission.is_withdrawn:
        label = WITHDRAWN_LABEL.format(verdict=submission.get_state_display())
        return Told(submission.revocation, label)
    shown = State.UNDER_EXAMINATION if state == State.AWAITING_SIGNATURE else state
    return Told(shown, AGENCY_LABELS[state])


def to_office(submission):
    """A withdrawn letter is told to both sides alike."""
    state, label = submission.state, submission.get_state_display()
    if submission.is_withdrawn:
        return to_agency(submission)
    if submission.revocation == submission.Revocation.PROPOSED:
        label = PROPOSED_LABEL.format(verdict=label)
    elif state == State.SUBMITTED and submission.returned_at:
        label = REVISED_LABEL
    return Told(state, label)
