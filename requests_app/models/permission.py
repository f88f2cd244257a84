from accounts.models import Role
from requests_app.workflow import STEPS, Actor, NotAllowed, NotNow, State


class Permitted:
    """Who may do what with a submission: asked by the buttons and by the verbs alike."""

    def can_write(self, user):
        """May this person change the answers and attachments now?"""
        return self.is_editable and self._is_actor(user, (Actor.AGENCY, Actor.FRONT_DESK))

    def steps_for(self, user):
        """The steps this person may take now, in the order of the table: the buttons."""
        return [
            step
            for step in STEPS.values()
            if self.state in step.sources
            and self._is_actor(user, step.actors)
            and self._fits_proposal(step)
        ]

    def may(self, verb, user):
        """Could this person do this verb now? The verb asks the same again."""
        return any(step.verb == verb for step in self.steps_for(user))

    def require(self, verb, by):
        """Raises ``NotAllowed`` or ``NotNow`` unless this person may do this verb now."""
        step = STEPS[verb]
        if not self._is_actor(by, step.actors):
            who = " atau ".join(actor.label for actor in step.actors)
            raise NotAllowed(f"Langkah “{step.label}” hanya dapat dilakukan oleh {who}.")
        if self.state not in step.sources or not self._fits_proposal(step):
            raise NotNow(
                f"Langkah “{step.label}” tidak dapat dilakukan lagi: pengajuan ini sekarang "
                f"“{self.label_for(by)}”. Muat ulang halaman untuk melihat keadaan terakhir."
            )

    def _is_actor(self, user, actors):
        at_office = user.office_id is not None and user.office_id == self.office_id
        known = self.submitted_at is not None or self.entered_by_id is not None
        is_examiner = at_office and user.has_role(Role.EXAMINER)
        answers = {
            Actor.AGENCY: lambda: user.agency_id == self.agency_id and user.is_agency_member,
            Actor.FRONT_DESK: lambda: at_office and known and user.has_role(Role.FRONT_DESK),
            Actor.EXAMINER: lambda: is_examiner and self.examiner_id in (None, user.pk),
            Actor.ANY_EXAMINER: lambda: is_examiner and self.submitted_at is not None,
            Actor.ASSIGNED: lambda: is_examiner and self.examiner_id == user.pk,
            Actor.PROPOSER: lambda: (
                is_examiner
                and self.open_proposal is not None
                and self.open_proposal.by_id == user.pk
            ),
            Actor.HEAD: lambda: at_office and known and user.has_role(Role.HEAD),
            Actor.ADMIN: lambda: at_office and known and user.has_role(Role.ADMIN),
        }
        return any(answers[actor]() for actor in actors)

    def _fits_proposal(self, step):
        if self.state != State.AWAITING_SIGNATURE:
            return True
        proposal = self.open_proposal
        if step.verb in ("recommend", "decline"):
            return proposal is not None and proposal.verdict == step.verb
        if step.verb == "withdraw_proposal":
            return proposal is not None and proposal.taken_up_at is None
        return True
