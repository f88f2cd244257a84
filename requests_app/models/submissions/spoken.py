from requests_app.workflow import (
    AGENCY_LABELS,
    NEXT_FOR_AGENCY,
    NEXT_FOR_OFFICE,
    PROPOSED_LABEL,
    REVISED_LABEL,
    WITHDRAWN_LABEL,
    WITHDRAWN_NEXT,
    State,
)


class Spoken:
    """How a submission's state is told to the person looking."""

    def next_for(self, user):
        """What comes next and who must act, told to this person; empty where nothing does."""
        if user.office_id is None or self.is_withdrawn:
            return self.agency_next
        return NEXT_FOR_OFFICE.get(self.state, "")

    def state_for(self, user):
        """The state as far as this person may know it: who signs is the office's own matter."""
        return self.agency_state if user.office_id is None or self.is_withdrawn else self.state

    def label_for(self, user):
        """The state as this person calls it: the agency's words or the office's (service.md §3)."""
        if user.office_id is None or self.is_withdrawn:
            return self.agency_label
        if self.revocation == self.Revocation.PROPOSED:
            return PROPOSED_LABEL.format(verdict=self.get_state_display())
        if self.state == State.SUBMITTED and self.returned_at:
            return REVISED_LABEL
        return self.get_state_display()

    @property
    def agency_label(self):
        """The state in the agency's words, which a slip tells too."""
        if self.is_withdrawn:
            return WITHDRAWN_LABEL.format(verdict=self.get_state_display())
        return AGENCY_LABELS[self.state]

    @property
    def agency_next(self):
        """What comes next, told to the agency; empty where nothing does."""
        return WITHDRAWN_NEXT if self.is_withdrawn else NEXT_FOR_AGENCY.get(self.state, "")

    @property
    def agency_state(self):
        """The state as far as the agency may know it, for the looks of it."""
        if self.is_withdrawn:
            return self.revocation
        hidden = self.state == State.AWAITING_SIGNATURE
        return State.UNDER_EXAMINATION if hidden else self.state

    def agency_addresses(self):
        """Where mails to the agency go: who started the file, else its admins, else its mailbox."""
        writer = self.created_by
        if writer.agency_id == self.agency_id and writer.is_active:
            return [writer.email]
        admins = [person.email for person in self.agency.admins]
        return admins or list(filter(None, [self.agency.email]))
