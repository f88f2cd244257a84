from accounts.models import SIGNERS, Role
from events.refusals import NotAllowed, NotNow
from requests_app.models.submissions.people import Peopled
from requests_app.workflow import STEPS, Actor, State

WRITERS = (Actor.AGENCY, Actor.FRONT_DESK, Actor.GUEST)

AWAITS_APPROVAL = "Pengajuan dapat dikirim setelah {office} menyetujui pendaftaran instansi Anda."

# Whose step it is, whoever has the file just now: he is told that it is over, not forbidden.
IN_GENERAL = {
    Actor.EXAMINER: Actor.ANY_EXAMINER,
    Actor.ASSIGNED: Actor.ANY_EXAMINER,
    Actor.PROPOSER: Actor.ANY_EXAMINER,
}


class Permitted(Peopled):
    """Who may do what with a submission: asked by the buttons and by the verbs alike."""

    lent_until = None  # the last day on which who looks examines it for another office

    class Meta:
        abstract = True

    @property
    def is_known(self):
        """Does the office know of it: was it submitted, or entered at its own counter?"""
        return self.submitted_at is not None or self.entered_by_id is not None

    @property
    def awaits_approval(self):
        """May it be filled in but not submitted yet, because its agency is not approved?"""
        return not self.agency.is_approved

    def is_writer(self, user):
        """Does this person fill the form in, while it is open?"""
        return self._is_actor(user, WRITERS)

    def can_write(self, user):
        """May this person change the answers and attachments now?"""
        return self.is_editable and self.is_writer(user)

    def is_examined_by_office_of(self, user):
        """Is it examined where he works: at its own office, or at one that stands in for it?"""
        is_own = user.office_id is not None and user.office_id == self.office_id
        return is_own or self.office_id in user.examines_for

    def in_place_of(self, by):
        """What an event tells besides of who acts for an office that stands in."""
        stands_in = by is not None and self.office_id in by.examines_for
        return {"of_office": by.office.name} if stands_in else {}

    def revisions_for(self, user):
        """The versions this person may read: what an agency is still writing is its own."""
        is_own = user.office_id is None and user.reads_file is None
        if is_own or self.submitted_at is None or self.can_write(user):
            return self.revisions.all()
        return self.revisions.filter(submitted_at__isnull=False)

    def revision_for(self, user):
        """The newest version this person may read: while nobody writes one, the newest of all."""
        if not self.is_editable:
            return self.revision
        return self.revisions_for(user).order_by("-number").first()

    def as_submitted(self):
        """The same under the title that was submitted last: its agency may be writing another."""
        if self.state == State.RETURNED:
            submitted = self.revisions.filter(submitted_at__isnull=False).order_by("-number")
            self.title = self.form.title_of(submitted.first().answers)
        return self

    def steps_for(self, user):
        """The steps this person may take now, in the order of the table: the buttons."""
        return [step for step in STEPS.values() if self.may(step.verb, user.drawn)]

    def may(self, verb, user):
        """Could this person do this verb now? The verb asks the same again."""
        step = STEPS[verb]
        return self._is_open(step) and self._is_actor(user, step.actors)

    def require(self, verb, by):
        """Raises ``NotAllowed`` or ``NotNow`` unless this person may do this verb now."""
        step = STEPS[verb]
        if self.may(verb, by):
            return
        if verb == "submit" and self.awaits_approval and self.can_write(by):
            raise NotNow(AWAITS_APPROVAL.format(office=self.office.name))
        whose = step.actors
        if not self._is_open(step):
            whose = [IN_GENERAL.get(actor, actor) for actor in step.actors]
        if not self._is_actor(by, whose):
            who = " atau ".join(actor.label for actor in step.actors) + self._examiner_for(by, step)
            raise NotAllowed(f"Langkah “{step.label}” hanya dapat dilakukan oleh {who}.")
        raise NotNow(
            f"Langkah “{step.label}” tidak dapat dilakukan lagi: pengajuan ini sekarang "
            f"“{self.told_to(by).label}”. Muat ulang halaman untuk melihat status terakhir."
        )

    def _examiner_for(self, by, step):
        """Who the assigned examiner is, for a colleague who is refused in his favour."""
        is_his = step.actors == (Actor.ASSIGNED,)
        is_colleague = self.is_examined_by_office_of(by)
        return f": {self.examiner.name}" if is_his and is_colleague and self.examiner else ""

    def acts_for_agency(self, verb, by):
        """Is it the agency that acts, by an officer at the counter, a mailed link, its Walidata?"""
        if verb == "object":
            return True
        if verb == "hand_over" and by.agency_id not in (None, self.agency_id):
            return True
        if by is None or by.office_id is None:
            return False
        at_the_counter = by.has_role(Role.FRONT_DESK) and self.entered_by_id is not None
        return verb == "submit" or (verb == "cancel" and at_the_counter)

    def _is_actor(self, user, actors):
        at_office = user.office_id is not None and user.office_id == self.office_id
        known_here = at_office and self.is_known
        examines_here = at_office or (self.is_known and self.is_examined_by_office_of(user))
        is_examiner = examines_here and user.has_role(Role.EXAMINER)
        is_head = known_here and user.has_role(Role.HEAD)
        signs = known_here and user.has_role(*SIGNERS)
        answers = {
            Actor.AGENCY: lambda: user.agency_id == self.agency_id and user.is_agency_writer,
            Actor.GUEST: lambda: user.office_id is None and user.email in self.guest_addresses,
            Actor.FRONT_DESK: lambda: known_here and user.has_role(Role.FRONT_DESK),
            Actor.EXAMINER: lambda: is_examiner and self.examiner_id in (None, user.pk),
            Actor.ANY_EXAMINER: lambda: is_examiner and self.submitted_at is not None,
            Actor.ASSIGNED: lambda: is_examiner and self.examiner_id == user.pk,
            Actor.PROPOSER: lambda: (
                is_examiner
                and self.open_proposal is not None
                and self.open_proposal.by_id == user.pk
            ),
            Actor.HEAD: lambda: is_head,
            Actor.SIGNER: lambda: (
                signs and (self.open_proposal is None or self.open_proposal.by_id != user.pk)
            ),
            Actor.ADMIN: lambda: known_here and user.has_role(Role.ADMIN),
            Actor.LETTER: lambda: False,  # nobody's button: a signature does it
        }
        return any(answers[actor]() for actor in actors)

    def _is_open(self, step):
        """Does the file stand where the step begins, whoever takes it?"""
        if self.state not in step.sources:
            return False
        if step.verb == "submit":
            return not self.awaits_approval
        if step.verb in ("recommend", "decline"):
            return self.open_proposal is not None and self.open_proposal.verdict == step.verb
        if step.verb == "withdraw_proposal":
            return self.open_proposal is not None and self.open_proposal.taken_up_at is None
        return True
