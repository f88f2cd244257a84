"""Offices in which nobody holds a mandate today, and that whoever looks after them hears of it."""

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q

from accounts.models import Office
from events.recording import record
from letters.models.mandate import Mandate


class VacancyQuerySet(models.QuerySet):
    def lasting(self):
        """Those that nobody has ended."""
        return self.filter(until=None)

    def offices(self, among):
        """Those of these offices that are open and work, while no mandate there covers the day it
        is there."""
        held = Mandate.objects.in_force().filter(office=OuterRef("pk"))
        covering = Mandate.objects.today().filter(office=OuterRef("pk"))
        working = Q(ready_at__isnull=False) | Exists(held)
        return among.open().filter(working, ~Exists(covering))

    @transaction.atomic
    def tell(self, above):
        """Note what began and what is over among those that report to this office; it is told once
        of each, and of what has closed nothing. Returns whether there was anything."""
        Office.objects.select_for_update(no_key=True).get(pk=above.pk)
        theirs = Office.objects.reporting_to(above)
        gone = Office.objects.beneath(above).exclude(closed_at=None)  # nobody is missed there
        vacant = list(self.offices(theirs).order_by("code"))
        lasting = self.lasting().filter(Q(office__in=theirs) | Q(office__in=gone))
        noted = {one.office_id: one for one in lasting.select_related("office")}
        begun = [office for office in vacant if office.pk not in noted]
        self.bulk_create(self.model(office=office, since=office.today()) for office in begun)
        codes = {office.pk for office in vacant}
        over = [one for code, one in noted.items() if code not in codes]
        for one in over:
            one.until = one.office.today()
        self.bulk_update(over, ["until"])
        names = sorted(one.office.name for one in over if not one.office.is_closed)
        if begun or names:
            missing = [office.name for office in begun]
            record(above, "office.hear_of_heads", by=None, missing=missing, again=names)
        return bool(begun or names)


class Vacancy(models.Model):
    """From when until when an office had no mandate that covered the day."""

    office = models.ForeignKey("accounts.Office", models.CASCADE, related_name="vacancies")
    since = models.DateField()
    until = models.DateField(null=True)  # the day on which somebody was there again

    objects = VacancyQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_vacancy_at_a_time", fields=["office"], condition=Q(until=None)
            )
        ]

    def __str__(self):
        return f"{self.office_id} {self.since}"
