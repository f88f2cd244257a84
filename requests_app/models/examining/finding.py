from django.conf import settings
from django.db import models
from django.utils import timezone

from events.changes import changes
from events.readers import keep_inside
from events.refusals import NotNow
from requests_app.examining.checklist import items_for

keep_inside("submission.judge")


class FindingManager(models.Manager):
    """With ``revision.findings`` an examiner judges one version; the agency reads none of it."""

    def by_item(self):
        """What was found, as ``{item code: kind}``, or follows from the answers; one query."""
        ruled_out = dict.fromkeys(self.ruled_out(), Finding.Kind.INAPPLICABLE.value)
        return dict(self.values_list("item", "kind")) | ruled_out

    def ruled_out(self):
        """The codes of the items that do not apply to these answers: nobody judges them."""
        items, answers = items_for(self.instance.form.kind), self.instance.answers
        return [item.code for item in items if item.is_ruled_out(answers)]

    def as_checklist(self):
        """The checklist as a proposal keeps it: ``[{"item", "label", "finding"}]``."""
        found, labels = self.by_item(), dict(Finding.Kind.choices)
        return [
            {
                "item": item.code,
                "label": f"{item.letter}. {item.label}",
                "finding": labels.get(found.get(item.code), ""),
            }
            for item in items_for(self.instance.form.kind)
        ]

    def judge(self, *, by, findings, seen=None):
        """The assigned examiner judges items of the checklist: ``{item code: kind or ""}``.

        `seen` is what his page showed: what he left alone stays as it is stored by now. Raises
        ``NotNow`` where another page has changed the same item meanwhile, or the version is old.
        """
        submission, seen = self.instance.submission, seen or {}
        known = {item.code for item in items_for(submission.kind)} - {*self.ruled_out()}
        with submission.taking("return_for_revision", by):
            stored = self.by_item()
            changed = {
                item: kind
                for item, kind in findings.items()
                if item in known and kind != seen.get(item, "") and kind != stored.get(item, "")
            }
            is_overtaken = any(stored.get(item, "") != seen.get(item, "") for item in changed)
            if is_overtaken or submission.revision != self.instance:
                raise NotNow(
                    "Daftar periksa sudah diubah di halaman lain. Bandingkan pilihan Anda dengan "
                    "yang tersimpan, lalu simpan lagi."
                )
            for item, kind in changed.items():
                if kind:
                    self.update_or_create(item=item, defaults={"kind": kind, "by": by})
                else:
                    self.filter(item=item).delete()
            if changed:
                told = changes(_labels(submission.kind), _spoken(stored), _spoken(stored | changed))
                facts = {"findings": changed, "version": self.instance.number, "changes": told}
                submission.record("judge", by, **facts)


def _labels(kind):
    return {item.code: f"{item.letter}. {item.label}" for item in items_for(kind)}


def _spoken(findings):
    """``{item: "Sesuai"}``."""
    labels = dict(Finding.Kind.choices)
    return {item: labels.get(kind, "") for item, kind in findings.items()}


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

    objects = FindingManager()

    class Meta:
        constraints = [models.UniqueConstraint(name="finding_item", fields=["revision", "item"])]

    def __str__(self):
        return f"{self.item}: {self.get_kind_display()}"
