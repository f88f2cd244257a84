"""How often a letter is checked, by day: a number, and nothing about who asked."""

from django.db import DatabaseError, models, transaction
from django.db.models import F, Sum
from django.utils import timezone

from events.resting import not_while_resting


class CheckCountQuerySet(models.QuerySet):
    @not_while_resting
    def note(self, letter, way):
        """Count one check of a letter today, by "codes" or "files"; a failure spoils no answer."""
        day = {"letter": letter, "on": timezone.localdate()}
        try:
            with transaction.atomic():
                if not self.filter(**day).update(**{way: F(way) + 1}):
                    self.bulk_create([self.model(**day)], ignore_conflicts=True)
                    self.filter(**day).update(**{way: F(way) + 1})
        except DatabaseError:  # a busy database: the answer is worth more than the count
            return

    def of(self, letter):
        """All checks of one letter."""
        sums = self.filter(letter=letter).aggregate(codes=Sum("codes"), files=Sum("files"))
        return (sums["codes"] or 0) + (sums["files"] or 0)


class CheckCount(models.Model):
    """The checks of one letter on one day."""

    letter = models.ForeignKey("letters.Letter", models.CASCADE, related_name="check_counts")
    on = models.DateField()
    codes = models.PositiveIntegerField(default=0)
    files = models.PositiveIntegerField(default=0)

    objects = CheckCountQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["letter", "on"], name="check_count_once_a_day")
        ]

    def __str__(self):
        return f"{self.on}: {self.codes} + {self.files}"
