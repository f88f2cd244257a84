"""What the centre or a province words, handed down to the offices beneath.

Each takes it as it is and follows what changes, or has a copy of its own, in use or not, and is
told when the one above changes. An office alone sees nothing of it.
"""

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from accounts.models import Role
from accounts.models.offices import CENTRE
from events.changes import changes
from events.recording import record
from events.refusals import NotAllowed, NotNow


def above(office):
    """The codes of the offices above, the nearest first."""
    return [code for code in (f"{office.code[:2]}00", CENTRE) if code != office.code]


def hands_down(user):
    """Does this person hand down what his office words?"""
    looks_after = user.office_id and (user.office.is_centre or user.office.is_province)
    return bool(looks_after and user.has_role(Role.ADMIN))


class HandedDownQuerySet(models.QuerySet):
    """Finding what comes from above."""

    def from_above(self, office):
        """What is handed down to this office and it has no copy of; what its province words anew
        stands in place of what the centre does."""
        codes = above(office)
        handed = Q(office__in=codes, office__closed_at=None, handed_down_at__isnull=False)
        of_others = self.model.objects.filter(handed, source=OuterRef("pk"), retired_at=None)
        own = self.model.objects.filter(office=office)
        of_it = Q(source=OuterRef("pk")) | Q(
            source__source=OuterRef("pk")
        )  # its province took back
        mine = own.filter(of_it | Q(source=OuterRef("source")))
        known = Exists(of_others) | Exists(mine)
        return self.filter(handed, ~known, retired_at=None)

    def usable_at(self, office):
        """Its own, and what comes from above."""
        handed = self.model.objects.from_above(office)
        return self.filter(Q(office=office) | Q(pk__in=handed.order_by().values("pk")))

    def overtaken(self, office):
        """Its copies in use of what has changed above since somebody looked."""
        copies = self.filter(office=office, retired_at=None, source__handed_down_at__isnull=False)
        return copies.filter(source__changed_at__gt=F("seen_at"))


class HandedDown(models.Model):
    """The facts and verbs of what is handed down; ``told`` and ``COPIED`` are what it says."""

    handed_down_at = models.DateTimeField(null=True, editable=False)
    changed_at = models.DateTimeField(null=True, editable=False)
    source = models.ForeignKey(
        "self", models.SET_NULL, null=True, editable=False, related_name="copies"
    )
    seen = models.JSONField(null=True, editable=False)  # what the source said when it was read last
    seen_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    # Questions

    @property
    def is_overtaken(self):
        """Has the one above changed since somebody looked?"""
        if self.source_id is None or self.retired_at or not self.source.handed_down_at:
            return False
        return bool(self.source.changed_at and self.source.changed_at > self.seen_at)

    def changed_above(self):
        """What the one above says now, and said when it was read last."""
        return changes(self.LABELS, self.seen, self.source.told)

    def differs_from_above(self):
        """What this copy says otherwise than the one above."""
        return changes(self.LABELS, self.source.told, self.told)

    # Verbs

    def hand_down(self, *, by):
        """Every office beneath finds it, until it is taken back."""
        self._hand("hand_down", by, timezone.now())

    def take_back(self, *, by):
        """Nobody beneath is offered it any more; copies stay."""
        self._hand("take_back", by, None)

    def copy_to(self, office, *, by, in_use):
        """The office's own copy, to be changed; or, not in use, its word that it does without."""
        with transaction.atomic():
            mine = type(self).objects.filter(office=office, name=self.name).first()
            before = mine.told if mine else {}
            if mine is None or mine.retired_at:  # else it has words of that name in use already
                mine = mine or type(self)(office=office, by=by)
                for name in self.COPIED:
                    setattr(mine, name, getattr(self, name))
                mine.retired_at = None if in_use else timezone.now()
            mine.source, mine.seen, mine.seen_at = self, self.told, timezone.now()
            mine.save()
            verb = "copy" if in_use else "decline"
            changed = changes(self.LABELS, before, mine.told) if before else []
            mine._tell(verb, by, whose=self.office.name, changes=changed)
        return mine

    def keep_own(self, *, by):
        """What has changed above was read; the office's own words stay."""
        with transaction.atomic():
            self._require_copy()
            self.seen, self.seen_at = self.source.told, timezone.now()
            self.save(update_fields=["seen", "seen_at"])
            self._tell("keep_own", by, whose=self.source.office.name)

    def follow(self, *, by):
        """The one above is used as it is again; the office's own words rest."""
        with transaction.atomic():
            self._require_copy()
            whose, self.source = self.source.office.name, None
            self.retired_at = timezone.now()
            self.save(update_fields=["source", "retired_at"])
            self._tell("follow", by, whose=whose)

    def _hand(self, verb, by, moment):
        with transaction.atomic():
            if not (hands_down(by) and by.office_id == self.office_id):
                raise NotAllowed("Hanya admin BPS pusat atau provinsi yang menurunkannya.")
            if (self.handed_down_at is None) == (moment is None):
                raise NotNow("Ini sudah dilakukan. Muat ulang halaman.")
            self.handed_down_at = moment
            self.save(update_fields=["handed_down_at"])
            self._tell(verb, by)

    def _require_copy(self):
        if self.source_id is None:
            raise NotNow("Ini bukan salinan dari satuan kerja di atas. Muat ulang halaman.")

    def _tell(self, verb, by, **particulars):
        record(self, f"{self.NOUN}.{verb}", by=by, name=self.name, **particulars)
