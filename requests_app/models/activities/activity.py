import hashlib

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from editions import edition as find_edition
from editions.sectors import SECTORS
from requests_app.models.activities.activity_queryset import ActivityQuerySet
from requests_app.models.activities.resemblance import Resemblance

OWN = {"duplicate": "Duplikat dari", "continues": "Lanjutan dari", "different": "Berbeda dari"}
OF_OTHERS = OWN | {"duplicate": "Mempunyai duplikat", "continues": "Dilanjutkan oleh"}


class Activity(models.Model):
    """A recommended activity as anybody may read it: the one source of everything public.

    It is derived from its submission, or from what was recommended before the portal, and holds
    public answers only (service.md decision 11), so that the catalogue, its feeds and its interface
    for machines never meet a private one. It is kept by reactions to the verbs
    (`requests_app/activities/publishing.py`). Rows lie in the order in which the decisions were
    taken: the newest has the largest number, what was before the portal numbers below nought.
    """

    submission = models.OneToOneField(
        "requests_app.Submission", models.CASCADE, null=True, related_name="activity"
    )
    earlier = models.OneToOneField(
        "requests_app.Earlier", models.CASCADE, null=True, related_name="activity"
    )
    code = models.CharField(max_length=20, unique=True)  # the identity of the recommendation
    edition = models.CharField(max_length=20)
    title = models.CharField(max_length=255)
    agency_name = models.CharField(max_length=255)
    office_name = models.CharField(max_length=255)
    year = models.PositiveSmallIntegerField()  # in which data are collected, else of the letter
    starts_on = models.DateField(null=True)  # of collecting data
    ends_on = models.DateField(null=True)
    sector = models.PositiveSmallIntegerField(null=True)
    regions = models.JSONField(default=list)  # codes of provinces and regencies
    answers = models.JSONField(default=dict)  # the public ones
    letter_number = models.CharField(max_length=120)
    letter_dated_on = models.DateField()
    revoked_on = models.DateField(null=True)  # withdrawn: found no more, but still there
    series = models.CharField(max_length=32, db_index=True)  # alike through the years
    facets = models.TextField()  # tokens such as "tahun:2026", parted by spaces
    title_stems = models.TextField()
    search_stems = models.TextField()  # what the index holds; empty when it is found no more
    changed_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="activity_of_one_source",
                condition=Q(submission__isnull=True) ^ Q(earlier__isnull=True),
            )
        ]

    def __str__(self):
        return f"{self.code} {self.title}"

    def get_absolute_url(self):
        return reverse("catalogue_entry", args=[self.code])

    # Questions

    @property
    def form(self):
        """The edition of the official form it was filled in on."""
        return find_edition(self.edition)

    @property
    def kind(self):
        """``survey`` (FS3) or ``compilation`` (FP-KPA)."""
        return self.form.kind

    @property
    def kind_label(self):
        return self.form.short_title

    @property
    def sector_label(self):
        return SECTORS.get(self.sector, "")

    @property
    def is_withdrawn(self):
        return self.revoked_on is not None

    @property
    def is_archive(self):
        """Was it recommended before the portal?"""
        return self.earlier_id is not None

    @property
    def source(self):
        """What it is derived from: a submission, or what was recommended before the portal."""
        return self.earlier if self.is_archive else self.submission

    @cached_property
    def purpose(self):
        return self.form.answer(self.answers, self.form.purpose_question) or ""

    @cached_property
    def variables(self):
        """The names of what is measured."""
        rows = self.form.answer(self.answers, self.form.variables_question) or []
        return [row["name"] for row in rows if row.get("name")]

    def methods(self):
        """How data are collected, in words."""
        return self.form.spoken(self.answers, self.form.methods_question)

    def read(self, regions=None):
        """The public answers in words, block by block, those without any left out."""
        blocks = self.form.read(self.answers, regions=regions)
        filled = [(block, [one for one in readings if one.filled]) for block, readings in blocks]
        return [(block, readings) for block, readings in filled if readings]

    def through_the_years(self):
        """The same activity in other years, itself among them, oldest first; one query."""
        return Activity.objects.listed().filter(series=self.series).order_by("year", "pk")[:40]

    def related(self):
        """How an examiner found it to stand to others of the catalogue, or one of them to it:
        ``(words, activity)`` each; never his reason, nor a file that is not public. One query."""
        either = Q(submission=self.submission_id) | Q(other=self.submission_id)
        if self.is_archive:
            either = Q(earlier=self.earlier_id)
        public = Q(submission__activity__isnull=False, submission__activity__revoked_on=None)
        public &= Q(earlier__activity__isnull=False) | Q(
            other__activity__isnull=False, other__activity__revoked_on=None
        )
        ends = [f"{end}__activity" for end in ("submission", "other", "earlier")]
        said = Resemblance.objects.filter(either & public).select_related(*ends)
        mine = (self.submission_id, self.earlier_id)
        return [
            (OF_OTHERS[one.verdict], one.submission.activity)
            if (one.other_id, one.earlier_id) == mine
            else (OWN[one.verdict], one.beside.activity)
            for one in said
        ]

    def differs_from(self, facts):
        """The names of the facts that are not as they should be by now."""
        return [name for name, value in facts.items() if getattr(self, name) != value]


def series_of(agency_id, kind, title_stems):
    """What an activity has in common with itself in other years: agency, kind, title."""
    words = f"{agency_id} {kind} {' '.join(sorted(title_stems))}"
    return hashlib.blake2b(words.encode(), digest_size=16).hexdigest()
