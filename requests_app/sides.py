"""From where a person looks at a file: what the table of next steps tells apart."""

from enum import StrEnum

from accounts.models import SIGNERS, Role
from requests_app.desk import MENDERS
from requests_app.workflow import State


class Side(StrEnum):
    """From where a person looks at a file."""

    WRITER = "writer"  # he may fill it in now
    AGENCY = "agency"  # it is another's turn; also who holds a slip
    EXAMINER = "examiner"  # he has it in hand, or may take it
    SIGNER = "signer"
    SETTLER = "settler"  # he answers what an agency objects to
    SENDER = "sender"  # the mail with the letter did not arrive
    OFFICE = "office"  # it is another's turn


def side_of(submission, user):
    """From where this person looks at the file."""
    if submission.can_write(user):
        return Side.WRITER
    if user.office_id is None:
        return Side.AGENCY
    user = user.drawn
    if _examines(submission, user):
        return Side.EXAMINER
    if _signs(submission, user):
        return Side.SIGNER
    if submission.objected_at and submission.objections.may_be_settled_by(user):
        return Side.SETTLER
    is_lost = submission.is_closed and getattr(submission, "letter_lost", False)
    return Side.SENDER if is_lost and user.has_role(*MENDERS) else Side.OFFICE


def _examines(submission, user):
    """Is it his to examine, or to mend what he proposed of a letter in force?"""
    if submission.may("begin_examination", user) or submission.may("return_for_revision", user):
        return True
    sent_back = submission.revocation == submission.Revocation.SENT_BACK
    is_his = submission.examiner_id == user.pk and user.office_id == submission.office_id
    return sent_back and is_his and user.has_role(Role.EXAMINER)


def _signs(submission, user):
    """May he sign? Asked of the last proposal, which a list has read with its rows."""
    awaits = submission.state == State.AWAITING_SIGNATURE
    awaits |= submission.revocation == submission.Revocation.PROPOSED
    if not awaits or user.office_id != submission.office_id or not user.has_role(*SIGNERS):
        return False
    return submission.last_verdict.by_id != user.pk
