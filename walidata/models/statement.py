"""An opinion of a Walidata about a file: written note by note, then given as a whole."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from editions.prefill import CONTACTS
from events.recording import record
from events.refusals import NotAllowed, NotNow, required
from requests_app.workflow import State
from walidata.models.custody import Custody

HEARD_IN = (State.SUBMITTED, State.UNDER_EXAMINATION, State.RETURNED)
NOT_HEARD = (
    "Pendapat Walidata diberikan sejak pengajuan masuk sampai keputusan diusulkan, bila kantor "
    "yang memeriksa mengaktifkannya, dan tidak atas pengajuan instansi sendiri."
)


class StatementManager(models.Manager):
    """With ``submission.statements`` a Walidata says what it thinks of this file."""

    def custody_of(self, user):
        """By which mark this person may speak of the file now; None if he may not."""
        file = self.instance
        if file.state not in HEARD_IN or not file.office.hears_walidata:
            return None
        if file.submitted_at is None or file.agency_id == user.agency_id:
            return None
        return Custody.objects.of(user).covering(file.agency).first()

    def begun_by(self, user):
        """What his agency is writing of it, if anything: nobody else sees that."""
        return self.filter(custody__agency=user.agency_id, given_at=None).first()

    def given(self):
        """Those that were given, oldest first, with all that their notes tell."""
        points = self.model._meta.get_field("points").related_model.objects.in_full()
        told = self.filter(given_at__isnull=False).select_related("custody__agency")
        return told.prefetch_related(models.Prefetch("points", points)).order_by("given_at", "pk")

    def write(self, *, by, question, text):
        """A note on a question, or with "" on the whole file; told once all of it is given."""
        text = required(text, "Tuliskan catatannya.")
        with self.instance.locked():
            statement = self._writing(by)
            known = set(self.instance.form.keys())
            if question and (question not in known or question.partition(".")[0] == CONTACTS):
                raise NotNow("Catatan tidak dapat ditulis pada rincian ini.")
            return statement.points.create(question=question, text=text, by=by)

    def give(self, *, by, text=""):
        """The opinion goes to who examines and to the agency; ``text`` is about the whole file."""
        file = self.instance
        with file.locked():
            statement = self._writing(by)
            if text.strip():
                statement.points.create(question="", text=text.strip(), by=by)
            count = statement.points.count()
            if not count:
                raise NotNow("Tulis pendapat Anda, atau sedikitnya satu catatan pada rincian.")
            submitted = file.revisions.filter(submitted_at__isnull=False).order_by("-number")
            statement.revision, statement.given_by = submitted.first(), by
            statement.given_at = file.walidata_at = timezone.now()
            statement.save()
            file.save(update_fields=["walidata_at"])
            told = {"statement": statement.pk, "points": count, "version": statement.version}
            record(file, "walidata.give", by=by, on_behalf_of=by.agency, **told)
        return statement

    def _writing(self, by):
        custody = self.custody_of(by)
        if custody is None:
            raise NotAllowed(NOT_HEARD)
        return self.get_or_create(custody=custody, given_at=None, defaults={"begun_by": by})[0]


class Statement(models.Model):
    """What one Walidata says of a file at once. It decides nothing, and nothing waits for it."""

    submission = models.ForeignKey(
        "requests_app.Submission", models.CASCADE, related_name="statements"
    )
    custody = models.ForeignKey("walidata.Custody", models.PROTECT, related_name="statements")
    revision = models.ForeignKey("requests_app.Revision", models.PROTECT, null=True)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    given_at = models.DateTimeField(null=True)

    objects = StatementManager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="statement_written_once",
                fields=["submission", "custody"],
                condition=Q(given_at=None),
            ),
            models.CheckConstraint(
                name="statement_given_by_somebody",
                condition=Q(given_at=None) | Q(given_by__isnull=False, revision__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.custody_id} → {self.submission_id}"

    @property
    def agency(self):
        """Whose opinion it is."""
        return self.custody.agency

    @property
    def version(self):
        """The number of the version that it is about."""
        return self.revision.number
