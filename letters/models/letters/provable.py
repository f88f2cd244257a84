from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import models

from events.readers import keep_inside
from events.recording import record
from letters.signing.proof import Level

keep_inside("letter.unstamped")


@dataclass(frozen=True)
class Proof:
    """How well a letter's signature is proven today, and who vouches for which moment."""

    level: Level
    stamped_at: datetime | None
    authority: str
    has_copy: bool  # is there an archival revision?


class Provable(models.Model):
    """What the signed file of a letter proves by itself, and with its archival revisions."""

    signature_level = models.CharField(max_length=5, choices=Level, blank=True)
    stamped_at = models.DateTimeField(null=True)
    stamped_by = models.CharField(max_length=255, blank=True)

    class Meta:
        abstract = True

    def proof(self):
        """The level of the newest file, and the first timestamp that vouches for the signature.

        None while the letter is not signed.
        """
        if not self.signature_level:
            return None
        revisions = list(self.revisions.all())
        newest = revisions[-1].level if revisions else self.signature_level
        stamped = next((one for one in (self, *revisions) if one.stamped_at), self)
        return Proof(Level(newest), stamped.stamped_at, stamped.stamped_by, bool(revisions))

    def take_stamp(self, seal):
        """Note what the verified signature proves; not saved."""
        self.signature_level = seal.level
        if seal.stamp:
            self.stamped_at, self.stamped_by = seal.stamp.at, seal.stamp.authority

    def record_missing_stamp(self):
        """Tell the office that the letter went out without the timestamp it should have."""
        if settings.TIMESTAMP_URL and self.signature_level == Level.B:
            record(self.submission, "letter.unstamped", by=None, letter=self.pk, number=self.number)
