from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import models

from events.recording import record
from letters.signing.proof import Level


@dataclass(frozen=True)
class Proof:
    """How well a letter's signature is proven today, and by whose timestamp."""

    level: Level
    stamped_at: datetime | None
    authority: str


class Provable(models.Model):
    """What the signed file of a letter proves by itself, and with its archival revisions."""

    signature_level = models.CharField(max_length=5, choices=Level, blank=True)
    stamped_at = models.DateTimeField(null=True)
    stamped_by = models.CharField(max_length=255, blank=True)

    class Meta:
        abstract = True

    def proof(self):
        """The level and timestamp of the newest archival revision, else of the signed file.

        None while the letter is not signed.
        """
        if not self.signature_level:
            return None
        newest = self.revisions.last()
        if newest:
            return Proof(Level(newest.level), newest.stamped_at, newest.stamped_by)
        return Proof(Level(self.signature_level), self.stamped_at, self.stamped_by)

    def take_stamp(self, seal):
        """Note what the verified signature proves; not saved."""
        self.signature_level = seal.level
        if seal.stamp:
            self.stamped_at, self.stamped_by = seal.stamp.at, seal.stamp.authority

    def record_missing_stamp(self):
        """Tell the office that the letter went out without the timestamp it should have."""
        if settings.TIMESTAMP_URL and self.signature_level == Level.B:
            record(self.submission, "letter.unstamped", by=None, letter=self.pk, number=self.number)
