"""Letters follow the file: drafted with the verdict, waiting or void when the verdict falls."""

from events.recording import on
from letters.models import Letter
from letters.tasks import keep_provable, wants_proof


@on("submission.propose_recommendation", "submission.propose_decline")
def draft(event):
    """A verdict has been proposed: the head finds its letter drafted."""
    Letter.objects.draft_for(event.subject.open_proposal)


@on("submission.withdraw_proposal", "submission.send_back")
def wait(event):
    """The verdict was taken back: the letter waits for the next one and keeps its numbers."""
    for letter in _waiting(event.subject).filter(state__in=Letter.WAITING):
        letter.follow_back()


@on("submission.cancel", "submission.transfer")
def give_up(event):
    """The file takes another way: numbers already given become void, with the reason."""
    reasons = {
        "submission.cancel": "Pengajuan dibatalkan.",
        "submission.transfer": "Pengajuan dilimpahkan ke satuan kerja lain.",
    }
    for letter in _waiting(event.subject):
        letter.give_up(by=event.by, reason=reasons[event.action])


@on("letter.sign")
def prove(event):
    """A letter is signed: what its certificates' issuers say today is fetched at once."""
    if wants_proof():
        keep_provable.delay_on_commit(event.particulars["letter"])


def _waiting(submission):
    return Letter.objects.select_for_update().filter(
        submission=submission, state__in=[*Letter.WAITING, Letter.State.SENT_BACK]
    )
