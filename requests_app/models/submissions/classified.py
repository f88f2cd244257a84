from django.db import models

from accounts.models import Role
from editions.sectors import SECTORS
from events.refusals import NotAllowed, NotNow
from requests_app.activities.sectors import guess


class Classified(models.Model):
    """Which sector of statistics a submission belongs to, as the catalogue sorts it."""

    sector = models.PositiveSmallIntegerField(null=True, blank=True, choices=SECTORS.items())

    class Meta:
        abstract = True

    @property
    def likely_sector(self):
        """The sector an examiner has set, else the one its words speak for; None without any."""
        return self.sector or guess(self.title, self.agency.name)

    def classify(self, *, by, sector):
        """An examiner of the office sets the sector, before or after the letter."""
        with self.locked():
            at_office = by.office_id is not None and by.office_id == self.office_id
            if not at_office or not by.has_role(Role.EXAMINER) or self.submitted_at is None:
                raise NotAllowed("Sektor hanya dapat ditetapkan oleh petugas pemeriksa.")
            if sector not in SECTORS:
                raise NotNow("Pilih salah satu sektor dari daftar.")
            if sector != self.sector:
                self.sector = sector
                self.save(update_fields=["sector"])
                self.record("classify", by, sector=SECTORS[sector])
