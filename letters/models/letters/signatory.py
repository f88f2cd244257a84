"""Who may sign a letter: the holder of a mandate on that day, and never its drafter."""

from accounts.models import SIGNERS
from events.refusals import NotAllowed, NotNow
from letters.models import mandate_rules as rules
from letters.models.certificate import Certificate
from letters.models.mandate import Mandate
from letters.signing import Failure, SigningError


class Signed:
    """What a letter knows of the person who signs it."""

    def obstacle_for(self, user):
        """Why this person may not sign it today, in a sentence; empty if he may.

        The pages are open to all who hold a mandate; while a Plh. acts, the holder does not sign.
        """
        return self._unfit(user) or self._obstacle_under(self._mandate_of(user), user)

    def waits_for(self, user, held):
        """Is it this person's to take up or sign under the mandate he holds today?

        What `obstacle_for` says, for a list: the mandate is asked for once, not for each letter.
        """
        if held is None or user.pk in (self.drafted_by_id, self.proposal.by_id):
            return False
        mine = self.signer_id in (None, user.pk) or self.is_out_of_date
        return mine and self._is_for(user)

    @property
    def is_out_of_date(self):
        """Prepared under a mandate that does not hold today, or naming another issuer.

        The file has to be made anew.
        """
        if not self.is_numbered:
            return False
        issuer = Certificate.objects.issuer_for(self.signer)
        return not self.is_made_for(self._mandate_of(self.signer), issuer)

    def is_made_for(self, held, issuer):
        """Was it prepared under this mandate, and does it name this issuer, if any?"""
        return held is not None and held.pk == self.mandate_id and self.names_truly(issuer)

    def names_truly(self, issuer):
        """Does the foot of the letter name this issuer of the certificate, or none?"""
        return self.content.get("issuer", "") in ("", issuer)

    def require_signer(self, by):
        """The mandate under which this person may sign it now.

        Raises ``NotNow`` or ``NotAllowed`` when he may not.
        """
        if self.is_published:
            raise NotNow("Surat ini sudah ditandatangani.")
        if not self.waits_for_head:
            raise NotNow("Surat ini sudah dikembalikan atau dibatalkan. Muat ulang halaman.")
        if unfit := self._unfit(by):
            raise NotAllowed(unfit)
        held = self._mandate_of(by)
        if obstacle := self._obstacle_under(held, by):
            raise NotAllowed(obstacle)
        return held

    def require_key(self, by):
        """Raises ``NotNow`` when this person's certificate could sign nothing today."""
        if trouble := Certificate.objects.trouble_of(by):
            raise NotNow(f"Surat belum diberi nomor. {trouble}")

    def require_mandate_at(self, moment):
        """Raises ``SigningError`` unless the mandate printed on it held at that moment.

        Asked when a signature is settled, in its transaction: the mandate stays as it is meanwhile.
        """
        mandates = Mandate.objects.select_for_update(no_key=True)
        mandate = mandates.filter(pk=self.mandate_id).first()
        if mandate is None or not mandate.covers(moment.astimezone(self.office.zone).date()):
            raise SigningError(Failure.NO_MANDATE)

    # Private parts

    def _mandate_of(self, person):
        return Mandate.objects.of(person, self.office, self.office.today())

    def _unfit(self, user):
        if user.pk in (self.drafted_by_id, self.proposal.by_id):
            return "Anda mengusulkan keputusan ini, jadi orang lain yang menandatanganinya."
        if self.is_ruling and user.pk in self.decided_by():
            return "Anda ikut memutuskan pengajuan ini, jadi orang lain yang menjawab keberatannya."
        if user.office_id == self.office_id and not user.has_role(*SIGNERS):
            return rules.why_not(None, (), self.office.today())
        return "" if self._is_for(user) else "Surat ini ditandatangani oleh Kepala satuan kerja."

    def _obstacle_under(self, held, user):
        if held is None:
            return Mandate.objects.why_not(user, self.office, self.office.today())
        if self.signer_id not in (None, user.pk) and not self.is_out_of_date:
            return f"Surat ini sudah disiapkan untuk ditandatangani {self.signer.name}."
        return ""

    def _is_for(self, user):
        """Is it this person's to sign, whoever drafted it?"""
        if self.is_act:
            return user.office_id == self.office_id and user.has_role(*SIGNERS)
        return self.submission.may("recommend" if self.is_recommendation else "decline", user)
