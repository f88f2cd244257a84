from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.utils import timezone

from events.readers import keep_inside
from events.refusals import NotNow, required
from requests_app.workflow import State

keep_inside("submission.compare")


class Comparisons(NamedTuple):
    """Verdicts about a file, and verdicts about others that name it."""

    own: list
    of_others: list


class ResemblanceManager(models.Manager):
    """With ``submission.resemblances`` an examiner says how it stands to recommended activities."""

    def both_ways(self):
        """What was said of this file, and of later ones that were held beside it.

        One cheap query where nothing was said, as of most files; else one more for what it names.
        """
        file = self.instance
        either = models.Q(submission=file) | models.Q(other=file)
        said = list(self.model.objects.filter(either).select_related("by", "earlier"))
        if said:
            numbers = {number for one in said for number in (one.submission_id, one.other_id)}
            files = type(file).objects.select_related("agency", "office")
            files = files.in_bulk(filter(None, numbers))
            for one in said:
                one.submission, one.other = files[one.submission_id], files.get(one.other_id)
        return Comparisons(
            own=[one for one in said if one.submission_id == file.pk],
            of_others=[one for one in said if one.other_id == file.pk],
        )

    def compare(self, other, *, by, verdict, reason):
        """The assigned examiner says how this activity stands to a recommended one, and why.

        A later word replaces an earlier one; the events keep both.
        """
        reason = required(reason, "Tuliskan alasan penilaian ini.")
        with self.instance.taking("return_for_revision", by):
            if not other.is_archive and not self._is_recommended(other):
                raise NotNow("Hanya kegiatan lain yang sudah direkomendasikan yang dibandingkan.")
            if verdict not in self.model.Verdict.values:
                raise NotNow("Pilih duplikat, lanjutan, atau berbeda.")
            said = {"verdict": verdict, "reason": reason, "by": by, "at": timezone.now()}
            which = {"earlier" if other.is_archive else "other": other}
            resemblance, _ = self.update_or_create(**which, defaults=said)
            facts = {"verdict": resemblance.get_verdict_display().lower(), "reason": reason}
            self.instance.record("compare", by, other=other.identity, title=other.title, **facts)
        return resemblance

    def _is_recommended(self, other):
        return other.state == State.RECOMMENDED and other.pk != self.instance.pk


class Resemblance(models.Model):
    """An examiner's verdict on how a submission stands to a recommended activity."""

    class Verdict(models.TextChoices):
        DUPLICATE = "duplicate", "Duplikat"
        CONTINUES = "continues", "Lanjutan"
        DIFFERENT = "different", "Berbeda"

    submission = models.ForeignKey(
        "requests_app.Submission", models.CASCADE, related_name="resemblances"
    )
    other = models.ForeignKey(
        "requests_app.Submission", models.PROTECT, null=True, related_name="resembled"
    )
    earlier = models.ForeignKey(  # instead, what was recommended before the portal
        "requests_app.Earlier",
        models.PROTECT,
        null=True,
        related_name="resembled",
        db_index=False,  # but for those that have one, below
    )
    verdict = models.CharField(max_length=10, choices=Verdict)
    reason = models.TextField(max_length=5000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = ResemblanceManager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(name="resemblance_once", fields=["submission", "other"]),
            models.UniqueConstraint(
                name="resemblance_to_earlier_once",
                fields=["earlier", "submission"],
                condition=models.Q(earlier__isnull=False),
            ),
            models.CheckConstraint(
                name="resemblance_to_one",
                condition=models.Q(other__isnull=True) ^ models.Q(earlier__isnull=True),
            ),
            models.CheckConstraint(
                name="resemblance_of_two", condition=~models.Q(submission=models.F("other"))
            ),
        ]

    def __str__(self):
        return f"{self.submission_id} {self.get_verdict_display()} {self.beside}"

    @property
    def beside(self):
        """What it was compared with: a submission, or what was recommended before the portal."""
        return self.earlier if self.earlier_id else self.other
