from django.conf import settings
from django.db import models
from django.utils import timezone


class Concerned(models.Model):
    """Somebody who may neither see nor handle a complaint: guards.py lets the database refuse."""

    class Why(models.TextChoices):
        NAMED = "named", "namanya disebut"
        HEAD = "head", "pengaduan tentang Kepala"
        EXAMINER = "examiner", "memeriksa berkasnya"
        MARKED = "marked", "ditandai petugas pengaduan"

    complaint = models.ForeignKey("complaints.Complaint", models.CASCADE, related_name="concerned")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    why = models.CharField(max_length=10, choices=Why)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["complaint", "person"], name="concerned_once"),
        ]

    def __str__(self):
        return f"{self.person} {self.get_why_display()}"
