"""Where a submission began: an earlier activity that it was started from."""

from django.db import models

from editions.copying import public, to_refill
from requests_app.workflow import State


class Begun(models.Model):
    """What a submission knows of the activity it was started from, and gives to later ones."""

    began_from = models.ForeignKey(  # instead of `started_from`, where that was before the portal
        "requests_app.Earlier",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="successors",
        db_index=False,
    )

    class Meta:
        abstract = True

    is_archive = False

    @property
    def agency_name(self):
        return self.agency.name

    @property
    def has_origin(self):
        return bool(self.started_from_id or self.began_from_id)

    @property
    def origin(self):
        """The activity it was started from, of the portal or from before it; None if of neither."""
        return self.began_from if self.began_from_id else self.started_from

    def lends_to(self, user, agency):
        """What this activity gives to a new draft of the agency: "all", "public" or "".

        All its answers stay within the agency; of a recommended one everybody may have the
        public answers, while its letter is in force.
        """
        is_own = self.agency_id == agency.pk and self.submitted_at is not None
        if is_own and (user.agency_id == agency.pk or user.office_id == self.office_id):
            return "all"
        return "public" if self.state == State.RECOMMENDED and not self.is_withdrawn else ""

    def lent(self, user, agency):
        """The answers of its newest submitted version that may be copied; {} if none may."""
        extent = self.lends_to(user, agency)
        submitted = self.revisions.filter(submitted_at__isnull=False).order_by("-number")
        answers = submitted.values_list("answers", flat=True).first() if extent else None
        if answers is None:
            return {}
        return answers if extent == "all" else public(self.form, answers)

    def refills(self, user, answers):
        """What the copy left open and is still to be filled in; two queries, none without one."""
        if not self.has_origin:
            return []
        source = self.origin
        return to_refill(self.form, answers, source.lent(user, self.agency))

    def earlier(self, user, answers):
        """What is still to be filled in again, in words by key, for the questions to show."""
        if not self.has_origin:
            return {}
        source = self.origin
        word = "tahun lalu" if source.agency_id == self.agency_id else "pada contoh"
        return {item.key: f"{word}: {item.earlier}" for item in self.refills(user, answers)}
