"""Finding letters: through the person looking, in the words of the office."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import BigIntegerField, CharField, Exists, OuterRef
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from events.models import Mail
from letters import numbering
from letters.models.letters.composing import compose
from letters.models.letters.ruling import RULINGS
from letters.models.mandate import Mandate
from requests_app.models import Submission

MAIL_KINDS = {
    "answer": "letter_delivered",
    "withdrawal": "letter_withdrawn",
    "replacement": "letter_replaced",
    **dict.fromkeys(RULINGS, "appeal_answered"),
}


class LetterQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Officers see the letters of their files; an agency sees its own once it is signed."""
        letters = self.filter(submission__in=Submission.objects.visible_to(user))
        return letters if user.office_id else letters.published()

    def awaiting(self, head):
        """What this person may take up or sign today, oldest first: to be prepared, prepared."""
        held = Mandate.objects.of(head, head.office, head.office.today())
        waiting = self.visible_to(head).to_sign().order_by("drafted_at")
        related = ("submission__agency", "submission__office", "office", "proposal", "signer")
        letters = [one for one in waiting.select_related(*related) if one.waits_for(head, held)]
        prepared = [one for one in letters if one.is_numbered and one.mandate_id == held.pk]
        return [one for one in letters if one not in prepared], prepared

    def to_sign(self):
        """What waits for a signature beside others; answers to objections are read apart."""
        return self.filter(state__in=self.model.WAITING).exclude(purpose__in=RULINGS)

    def published(self):
        return self.filter(state__in=self.model.PUBLISHED)

    def decisions(self):
        """What was issued to say or to change a verdict: all but the answers to objections."""
        return self.published().exclude(purpose__in=RULINGS)

    def current_for(self, submission):
        """The letter that speaks for the file now, or None."""
        own = self.filter(submission=submission).exclude(purpose__in=RULINGS)
        return own.exclude(state=self.model.State.VOID).last()

    def meeting(self, office):
        """The first number of these that the office's pattern would write once more, or ""."""
        reading = numbering.reading_of(office.letter_number_pattern, office)
        this_year = office.today().year
        numbered = self.filter(office=office.pk).exclude(number="")
        for number, sequence, year in numbered.values_list("number", "sequence", "year"):
            if found := reading.fullmatch(number):
                meant = (int(found["year"]), int(found["seq"]))
                if meant[0] >= this_year and meant != (year, sequence):
                    return number
        return ""

    def in_force(self):
        """Issued, and neither withdrawn nor replaced since."""
        return self.filter(state__in=self.model.IN_FORCE)

    def awaiting_document(self):
        """Numbered, but interrupted before the file was fixed."""
        return self.filter(state=self.model.State.NUMBERED, unsigned_sha256="")

    def reached_a_mail_server(self):
        """Signed, and a mail server has taken the mail that carries it."""
        sent = Mail.objects.alias(
            carried=Cast(KeyTextTransform("letter", "event__particulars"), BigIntegerField())
        ).filter(
            kind__in=MAIL_KINDS.values(),
            state=Mail.State.SENT,
            about_type=ContentType.objects.get_for_model(Submission),
            about_id=Cast(OuterRef("submission_id"), CharField()),
            carried=OuterRef("pk"),
        )
        return self.filter(Exists(sent), state=self.model.State.SIGNED)

    def draft_for(self, proposal):
        """Draft the letter of a verdict; a letter sent back keeps its numbers for the same one."""
        returned = (
            self.select_for_update()
            .filter(submission=proposal.submission, state=self.model.State.SENT_BACK)
            .last()
        )
        if returned and returned.verdict == proposal.verdict:
            return returned.draft_again(proposal)
        if returned:
            returned.give_up(by=proposal.by, reason="Usulan keputusan berubah.")
        letter = self.model(
            submission=proposal.submission,
            proposal=proposal,
            office=proposal.submission.office,
            verdict=proposal.verdict,
            drafted_by=proposal.by,
            is_trial=settings.DEMONSTRATION,
        )
        letter.content = compose(letter)
        letter.save()
        return letter
