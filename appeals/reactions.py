"""Objections follow the letters: settled by a signature, and in the way of other acts meanwhile."""

from appeals.models import Appeal
from events.recording import on
from events.refusals import NotNow
from letters.models import Letter


@on("letter.sign")
def settle(event):
    """The letter that answers an objection was signed: what it says takes effect."""
    letter = Letter.objects.select_related("about").get(pk=event.particulars["letter"])
    if letter.is_ruling:
        appeal = (
            Appeal.objects.open().select_related("office", "decision").get(decision=letter.about_id)
        )
        appeal.submission = event.subject
        appeal.settle(letter, by=event.by)


@on("letter.propose_act")
def keep_decision(event):
    """What is objected to is neither withdrawn nor replaced beside the objection."""
    act = Letter.objects.get(pk=event.particulars["letter"])
    if Appeal.objects.open().filter(decision=act.about_id).exists():
        raise NotNow(
            "Instansi mengajukan keberatan atas surat ini. Surat dicabut atau dikuatkan dengan "
            "jawaban atas keberatan itu."
        )
