from django.utils import timezone

from accounts.models import Role
from events.refusals import NotAllowed, NotNow

GIVERS = (Role.FRONT_DESK, Role.EXAMINER, Role.ADMIN)


class Followed:
    """How a visitor follows his file by a slip of paper."""

    @property
    def slip(self):
        """The slip in force, or None."""
        return self.slips.in_force().select_related("given_by").first()

    def may_give_slip(self, user):
        """Does this person give slips of this file, and take them back?"""
        known = self.submitted_at is not None or self.entered_by_id is not None
        return known and user.office_id == self.office_id and user.has_role(*GIVERS)

    def give_slip(self, *, by):
        """A new slip for the visitor; the one before opens nothing any more. Returns it."""
        with self._locked():
            self._require_giver(by)
            renewed = bool(self.slips.in_force().update(withdrawn_at=timezone.now()))
            slip = self.slips.create(given_by=by)
            self._record("give_slip", by, renewed=renewed)
        return slip

    def withdraw_slip(self, *, by):
        """The slip was lost, or is not wanted: it opens nothing any more."""
        with self._locked():
            self._require_giver(by)
            if not self.slips.in_force().update(withdrawn_at=timezone.now()):
                raise NotNow("Slip pengajuan ini sudah dicabut.")
            self._record("withdraw_slip", by)

    def _require_giver(self, by):
        if not self.may_give_slip(by):
            raise NotAllowed("Slip hanya diberikan dan dicabut oleh petugas satuan kerja ini.")
