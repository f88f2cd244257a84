from datetime import timedelta

from django.db import models, transaction

from complaints.index.products import Product
from events.refusals import NotNow

LIFETIME = timedelta(days=90)  # the link in the mail, and the page in the portal
REMINDED_AFTER = timedelta(days=14)
OVER = "Masa penilaian layanan ini sudah berakhir."
GIVEN = "Penilaian atas layanan ini sudah kami terima. Terima kasih."


class RatingInvitationQuerySet(models.QuerySet):
    def ask(self, submission):
        """The result has reached the agency: ask it for its opinion, once for each file.

        Returns the invitation when it is new, else None.
        """
        return self._ask(submission.office, submission=submission)

    def ask_of_advice(self, consultation):
        """Advice was given: the same, once for each consultation."""
        return self._ask(consultation.office, consultation=consultation)

    def of_office(self, office):
        return self.filter(
            models.Q(submission__office=office) | models.Q(consultation__office=office)
        )

    def _ask(self, office, **about):
        defaults = {"asked_on": office.today()}
        invitation, is_new = self.get_or_create(**about, defaults=defaults)
        return invitation if is_new else None

    def to_remind(self, today):
        """Those that nobody has answered for two weeks, and that were not reminded before."""
        asked = {"asked_on__lte": today - REMINDED_AFTER, "asked_on__gt": today - LIFETIME}
        return self.filter(is_answered=False, is_reminded=False, **asked)


class RatingInvitation(models.Model):
    """The office asked for an opinion about one file or consultation, and whether it has come:
    never which.

    When it came is not kept, and no event tells of it: beside the day of a rating, the opinion of
    a single agency could be guessed.
    """

    submission = models.OneToOneField(
        "requests_app.Submission", models.PROTECT, null=True, related_name="rating_invitation"
    )
    consultation = models.OneToOneField(
        "consultations.Consultation", models.PROTECT, null=True, related_name="rating_invitation"
    )
    asked_on = models.DateField()
    is_reminded = models.BooleanField(default=False)
    is_answered = models.BooleanField(default=False)

    objects = RatingInvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="rating_of_one_thing",
                condition=models.Q(submission=None, consultation__isnull=False)
                | models.Q(submission__isnull=False, consultation=None),
            )
        ]
        indexes = [
            models.Index(
                fields=["asked_on"],
                name="rating_not_answered",
                condition=models.Q(is_answered=False),
            )
        ]

    def __str__(self):
        return f"{self.submission_id or self.consultation_id}, {self.asked_on}"

    @property
    def office(self):
        return (self.submission or self.consultation).office

    @property
    def of_product(self):
        return Product.CONSULTATION if self.consultation_id else Product.RECOMMENDATION

    @property
    def activity(self):
        """The activity by its title, whichever service was given for it."""
        return self.consultation.activity if self.consultation_id else self.submission.title

    @property
    def is_over(self):
        return self.asked_on <= self.office.today() - LIFETIME

    @property
    def is_open(self):
        return not (self.is_answered or self.is_over)

    def settle(self):
        """It was answered, by its link or on paper. Raises ``NotNow`` if it was already."""
        with transaction.atomic():
            self._lock()
            if self.is_answered:
                raise NotNow(GIVEN)
            self.is_answered = True
            self.save(update_fields=["is_answered"])

    def remind(self):
        """Note that it is being reminded. False if it was before, or has been answered."""
        self._lock()
        if self.is_answered or self.is_reminded:
            return False
        self.is_reminded = True
        self.save(update_fields=["is_reminded"])
        return True

    def _lock(self):
        rows = type(self).objects.select_for_update(of=("self",))
        known = rows.only("is_answered", "is_reminded", "asked_on").get(pk=self.pk)
        self.is_answered, self.is_reminded = known.is_answered, known.is_reminded
