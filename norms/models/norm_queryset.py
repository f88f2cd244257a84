"""Finding what holds, what has run out and what nobody has read."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone


class NormQuerySet(models.QuerySet):
    def oldest_first(self):
        """What holds "from ever" begins them; PostgreSQL by itself puts it at the end."""
        return self.order_by(F("starts_on").asc(nulls_first=True), "pk")

    def in_force(self, day):
        """One row a key at most: what holds on that day."""
        return self.filter(Q(starts_on=None) | Q(starts_on__lte=day)).filter(
            Q(ends_on=None) | Q(ends_on__gte=day)
        )

    def run_out(self, day):
        """Over before that day, and nothing has come after it; a year is over by itself."""
        later = self.model.objects.filter(key=OuterRef("key"), starts_on__gt=OuterRef("ends_on"))
        gone = self.filter(ends_on__lt=day).exclude(unit=self.model.Unit.CALENDAR)
        return gone.filter(~Exists(later))

    def awaiting(self, day=None):
        """Those of which a deed is told that nobody here has read."""
        return self.exclude(awaits="").filter(Q(ends_on=None) | Q(ends_on__gte=day or _today()))

    def unread(self, day=None):
        """Those that name a deed whose article nobody has read himself."""
        open_ended = Q(ends_on=None) | Q(ends_on__gte=day or _today())
        return self.exclude(deed_number="").filter(open_ended, checked_on=None)

    def due(self):
        """What an admin should do something about: read what is awaited, replace what is over."""
        pressing = Q(pk__in=self.awaiting().values("pk"))
        return self.filter(pressing | Q(pk__in=self.run_out(_today()).values("pk")))


def _today():
    return timezone.localdate()
