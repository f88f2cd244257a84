"""Who may sign a letter: the holder of a mandate on that day, and never its drafter."""

from accounts.models import Role
from letters.models.certificate import Certificate
from letters.models.mandate import Mandate
from letters.signing import Failure, SigningError
from requests_app.workflow import NotAllowed, NotNow


class Signed:
    """What a letter knows of the person who signs it."""

    def obstacle_for(self, user):
        """Why this person may not sign it today, in a sentence; empty if he may.

        The role alone does not do: it opens the pages, the mandate of the day gives the right.
        """
        if user.pk in (self.drafted_by_id, self.proposal.by_id):
            return "Anda mengusulkan keputusan ini, jadi orang lain yang menandatanganinya."
        if not self._is_for(user):
            return "Surat ini ditandatangani oleh Kepala satuan kerja."
        today = self.office.today()
        if Mandate.objects.of(user, self.office, today) is None:
            return Mandate.objects.why_not(user, self.office, today)
        if self.signer_id not in (None, user.pk) and not self.is_out_of_date:
            return f"Surat ini sudah disiapkan untuk ditandatangani {self.signer.name}."
        return ""

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
        if not self.names_truly(Certificate.objects.issuer_for(self.signer)):
            return True
        held = Mandate.objects.of(self.signer, self.office, self.office.today())
        return held is None or held.pk != self.mandate_id

    def names_truly(self, issuer):
        """Does the foot of the letter name this issuer of the certificate, or none?"""
        return self.content.get("issuer", "") in ("", issuer)

    def require_signer(self, by):
        """Raises ``NotNow`` or ``NotAllowed`` unless this person may sign it now."""
        if self.is_published:
            raise NotNow("Surat ini sudah ditandatangani.")
        if not self.waits_for_head:
            raise NotNow("Surat ini sudah dikembalikan atau dibatalkan. Muat ulang halaman.")
        if obstacle := self.obstacle_for(by):
            raise NotAllowed(obstacle)

    def _is_for(self, user):
        """Is it this person's to sign, whoever drafted it?"""
        if self.is_act:
            return user.office_id == self.office_id and user.has_role(Role.HEAD)
        return self.submission.may("recommend" if self.is_recommendation else "decline", user)

    def require_mandate_at(self, moment):
        """Raises ``SigningError`` unless the mandate printed on it held at that moment.

        Asked when a signature is settled, in its transaction: the mandate stays as it is meanwhile.
        """
        mandates = Mandate.objects.select_for_update(no_key=True)
        mandate = mandates.filter(pk=self.mandate_id).first()
        if mandate is None or not mandate.covers(moment.astimezone(self.office.zone).date()):
            raise SigningError(Failure.NO_MANDATE)
