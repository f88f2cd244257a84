"""Who answers an objection: nobody who had a part in the decision."""

from django.db import models
from django.utils.functional import cached_property

from accounts.models import SIGNERS, Role, User
from letters.models import Mandate

ANSWERERS = (Role.EXAMINER, Role.HEAD)


class Answered(models.Model):
    """What an objection knows of the people around it."""

    class Meta:
        abstract = True

    @cached_property
    def shut_out(self):
        """Who proposed, drafted or signed what the file was told."""
        return self.decision.decided_by()

    def is_shut_out(self, user):
        return user.pk in self.shut_out

    def is_answered_by(self, user):
        """May this person take it and decide on it today?"""
        is_ours = user.office_id == self.office_id and user.has_role(*ANSWERERS)
        return is_ours and not self.is_shut_out(user)

    def is_read_by(self, user):
        """May he read everything about it: who takes, decides or signs, today?"""
        is_ours = user.office_id == self.office_id and user.has_role(Role.EXAMINER, *SIGNERS)
        return is_ours and not self.is_shut_out(user)

    def is_lent_to(self, user):
        """May he read the file itself? That of another office only while the objection waits."""
        return self.is_read_by(user) and (self.is_open or not self.is_answered_elsewhere)

    def answerers(self):
        """Those who may take it."""
        staff = User.objects.staff_of(self.office).with_role(*ANSWERERS)
        return [person for person in staff if not self.is_shut_out(person)]

    def signers(self):
        """Those whose mandate signs today and who had no part in the decision."""
        held = Mandate.objects.signing(self.office, self.office.today())
        people = [mandate.person for mandate in held if mandate.person.is_active]
        return [person for person in people if not self.is_shut_out(person)]

    @property
    def lacks(self):
        """Whom the office has to appoint before it can be answered, in a sentence; "" if nobody."""
        signers = {person.pk for person in self.signers()}
        if not signers:
            return (
                "Belum ada penanda tangan yang tidak ikut memutuskan. Catat penugasan Plh. atau "
                "a.n. untuk orang lain."
            )
        if any(signers - {person.pk} for person in self.answerers()):
            return ""
        return (
            "Belum ada dua orang yang tidak ikut memutuskan: satu yang menyusun jawaban, satu yang "
            "menandatanganinya. Beri peran pemeriksa atau catat penugasan untuk orang lain."
        )
