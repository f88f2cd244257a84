"""Colleagues asked to join an agency."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

from accounts.models.users import User


class InvitationQuerySet(models.QuerySet):
    def open(self):
        """Neither accepted nor withdrawn, and not too old."""
        since = timezone.now() - Invitation.LIFETIME
        return self.filter(accepted_at=None, withdrawn_at=None, invited_at__gt=since)


class Invitation(models.Model):
    """A colleague asked to join an agency; its mailed link holds for seven days."""

    LIFETIME = timedelta(days=7)

    agency = models.ForeignKey("accounts.Agency", models.CASCADE, related_name="invitations")
    email = models.EmailField("surel")
    invited_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    invited_at = models.DateTimeField("diundang pada", default=timezone.now)
    accepted_at = models.DateTimeField("diterima pada", null=True, blank=True)
    withdrawn_at = models.DateTimeField("ditarik pada", null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at", "-pk"]

    def __str__(self):
        return f"{self.email} → {self.agency}"

    @property
    def joiner(self):
        """Who joins with an account that is of nobody yet, as one made for a single file is."""
        return User.objects.active().filter(email=self.email, agency=None, office=None).first()

    @property
    def expires_at(self):
        return self.invited_at + self.LIFETIME
