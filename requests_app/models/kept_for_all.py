"""Rows of a list that holds for all offices: each is in the hands of the office that added it."""

from django.db import models

from accounts.access import may_decide_for_all
from events.refusals import NotAllowed


class KeptForAll(models.Model):
    """`office` is who added it; None: it came with the portal, or nobody knows any more."""

    office = models.ForeignKey(
        "accounts.Office", models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        abstract = True

    def is_in_hands_of(self, admin):
        """May he change it or take it off? His own office's, and whoever speaks for all."""
        is_own = self.office_id is not None and self.office_id == admin.office_id
        return is_own or may_decide_for_all(admin)

    def require_hands_of(self, admin):
        """Raises ``NotAllowed`` for what another office added, or came with the portal."""
        if not self.is_in_hands_of(admin):
            whose = f"ditambahkan {self.office.name}" if self.office else "bawaan portal"
            raise NotAllowed(
                f"“{self}” {whose} dan berlaku untuk semua satuan kerja. Minta satuan kerja itu "
                "atau admin BPS pusat mengubahnya."
            )


def in_hands_of(rows, admin):
    """The rows with what he may do: each has `is_removable`; one query besides that of the rows."""
    rows, speaks_for_all = list(rows.select_related("office")), may_decide_for_all(admin)
    for row in rows:
        row.is_removable = speaks_for_all or row.office_id == admin.office_id
    return rows
