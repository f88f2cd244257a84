from django.conf import settings
from django.db import models
from django.utils import timezone


class Finding(models.Model):
    """What the examiner found about one item of the checklist, on one version (domain.md §4.3)."""

    class Kind(models.TextChoices):
        FIT = "fit", "Sesuai"
        UNFIT = "unfit", "Perlu perbaikan"
        INAPPLICABLE = "inapplicable", "Tidak berlaku"

    revision = models.ForeignKey("requests_app.Revision", models.CASCADE, related_name="findings")
    item = models.CharField(max_length=30)
    kind = models.CharField(max_length=12, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(name="finding_item", fields=["revision", "item"])]

    def __str__(self):
        return f"{self.item}: {self.get_kind_display()}"
