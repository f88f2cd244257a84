from django.db import models
from django.utils import timezone

from letters.signing.lasting.report import report_of


class Report(models.Model):
    """What the check of a letter's signature found at its publication; written once."""

    letter = models.OneToOneField("letters.Letter", models.PROTECT, related_name="report")
    sha256 = models.CharField(max_length=64)
    content = models.JSONField()
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"{self.letter}: {self.sha256}"

    @classmethod
    def keep(cls, letter, seal):
        """Write down what was found on the signed file of this letter."""
        digest = letter.signed_sha256
        return cls.objects.create(letter=letter, sha256=digest, content=report_of(seal, digest))
