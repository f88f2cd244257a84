from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.utils import timezone

from events.refusals import NotNow, required
from requests_app.models.activities.activity_queryset import Wanted
from requests_app.workflow import State


class Resemblance(models.Model):
    """An examiner's verdict on how a submission stands to a recommended activity."""

    class Verdict(models.TextChoices):
        DUPLICATE = "duplicate", "Duplikat"
        CONTINUES = "continues", "Lanjutan"
        DIFFERENT = "different", "Berbeda"

    submission = models.ForeignKey(
        "requests_app.Submission", models.CASCADE, related_name="resemblances"
    )
    other = models.ForeignKey("requests_app.Submission", models.PROTECT, related_name="resembled")
    verdict = models.CharField(max_length=10, choices=Verdict)
    reason = models.TextField(max_length=5000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(name="resemblance_once", fields=["submission", "other"]),
            models.CheckConstraint(
                name="resemblance_of_two", condition=~models.Q(submission=models.F("other"))
            ),
        ]

    def __str__(self):
        return f"{self.submission_id} {self.get_verdict_display()} {self.other_id}"


class Comparisons(NamedTuple):
    """Verdicts about a file, and verdicts about others that name it."""

    own: list
    of_others: list


class Compared:
    """How a submission stands to recommended ones: what the examiner says of each likeness."""

    def likenesses(self):
        """What was said of it beside recommended activities; one query."""
        return self.resemblances.select_related("other__agency", "by")

    def comparisons(self):
        """The same, and what was said of later files that were held beside it; one query."""
        either = models.Q(submission=self) | models.Q(other=self)
        people = ("submission__agency", "submission__office", "other__agency", "by")
        said = list(Resemblance.objects.filter(either).select_related(*people))
        return Comparisons(
            own=[one for one in said if one.submission_id == self.pk],
            of_others=[one for one in said if one.other_id == self.pk],
        )

    def wanted(self, revision):
        """What that version is held beside the catalogue with (`ActivityQuerySet.similar`)."""
        form, answers = self.form, revision.answers
        areas = form.answer(answers, form.areas_question) or []
        variables = form.answer(answers, form.variables_question) or []
        starts_on = form.answer(answers, form.period_questions[0])
        return Wanted(
            title=form.title_of(answers),
            regions=tuple(row["regency"] for row in areas if row.get("regency")),
            variables=tuple(row["name"] for row in variables if row.get("name")),
            year=int(starts_on[:4]) if starts_on else None,
        )

    def compare_with(self, other, *, by, verdict, reason):
        """The assigned examiner says how this activity stands to a recommended one, and why.

        A later word replaces an earlier one; the events keep both.
        """
        reason = required(reason, "Tuliskan alasan penilaian ini.")
        with self.taking("return_for_revision", by):
            if other.state != State.RECOMMENDED or other.pk == self.pk:
                raise NotNow("Hanya kegiatan lain yang sudah direkomendasikan yang dibandingkan.")
            if verdict not in Resemblance.Verdict.values:
                raise NotNow("Pilih duplikat, lanjutan, atau berbeda.")
            resemblance, _ = Resemblance.objects.update_or_create(
                submission=self,
                other=other,
                defaults={"verdict": verdict, "reason": reason, "by": by, "at": timezone.now()},
            )
            facts = {"verdict": resemblance.get_verdict_display().lower(), "reason": reason}
            self.record("compare", by, other=other.identity, title=other.title, **facts)
        return resemblance
