"""Who is not of the agency and helps to fill in this one file."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from events.refusals import NotNow
from requests_app.workflow import CLOSED

LIFETIME = timedelta(days=7)  # of the mailed link; the right itself ends with the file


class GuestQuerySet(models.QuerySet):
    """People invited to one file each."""

    def invited(self):
        """Those whose invitation nobody has ended, while the file is not closed."""
        return self.filter(ended_at=None).exclude(submission__state__in=CLOSED)

    def of(self, user):
        """The invitations of this person: of the mailbox that is proven to be his."""
        return self.invited().filter(email=user.email)


class GuestManager(models.Manager.from_queryset(GuestQuerySet)):
    """With ``submission.guests``: the verbs are ``Submission.invite`` and ``end`` here."""

    def let_in(self, email, *, by):
        """Called by ``Submission.invite``, which holds the file."""
        email, file = User.objects.normalize_email(email), self.instance
        person = User.objects.filter(email=email).first()
        if person and person.office_id:
            raise NotNow("Alamat ini milik petugas BPS, yang tidak dapat diundang.")
        if person and person.agency_id == file.agency_id:
            raise NotNow(f"{person.name} sudah anggota instansi dan dapat membuka pengajuan ini.")
        if self.invited().filter(email=email).exists():
            raise NotNow(f"{email} sudah diundang ke pengajuan ini.")
        return self.create(email=email, invited_by=by)

    def end_all(self):
        """They ended with the file; called where one that was closed is opened again."""
        self.filter(ended_at=None).update(ended_at=timezone.now())

    def end(self, guest, *, by):
        """He may not open the file any more. Whoever may invite may end it."""
        with self.instance.taking("invite", by):
            if not self.invited().filter(pk=guest.pk).update(ended_at=timezone.now()):
                raise NotNow("Undangan ini sudah diakhiri.")
            self.instance.record("end_invitation", by, email=guest.email)


class Guest(models.Model):
    """Somebody with this mailbox may read and fill in the file; he may not submit it."""

    submission = models.ForeignKey("requests_app.Submission", models.CASCADE, related_name="guests")
    email = models.EmailField()
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = GuestManager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["email"], condition=Q(ended_at=None), name="guest_by_mail")]
        constraints = [
            models.UniqueConstraint(
                name="guest_invited_once",
                fields=["submission", "email"],
                condition=Q(ended_at=None),
            )
        ]

    def __str__(self):
        return f"{self.email} → {self.submission_id}"
