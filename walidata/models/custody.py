"""Which agency keeps the data of which region: said by an office, from a day on, until ended."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Agency, Role
from accounts.models.offices import today_at
from events.holding import hold
from events.recording import record
from events.refusals import NotAllowed, NotNow, required

MARKERS = (Role.ADMIN,)  # what it opens concerns every agency of the region
ONLY_ADMIN = "Walidata ditetapkan oleh admin kantor yang melayani instansi itu."


class CustodyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """An office sees the marks that it gave, a member those under which he looks today."""
        if user.is_authenticated and user.is_staff_member:
            return self.filter(office=user.office_id)
        return self.of(user)

    def open(self):
        """Those that nobody has ended; their day may still be to come."""
        return self.filter(ended_at=None)

    def current(self):
        """Those in force today, by the clock of the office of each."""
        begun = self.open().alias(today=today_at("office"))
        return begun.filter(starts_on__lte=F("today"))

    def of(self, user):
        """Those by which this person looks today; no query where his agency has none."""
        if not user.is_authenticated or not user.is_agency_member or not user.agency.is_walidata:
            return self.none()
        return self.current().filter(agency=user.agency_id)

    def covering(self, agency):
        """Those whose region is this agency's, or has it inside, at the office that serves it."""
        region = agency.region_id
        within = Q(region=region) | Q(region__regencies=region)
        return self.filter(within, office=agency.office_id)

    def mark(self, *, by, agency, region, deed, starts_on):
        """The agency keeps this region's data from that day on, by this deed."""
        deed = required(
            deed, "Tuliskan dasar penetapannya, misalnya nomor keputusan kepala daerah."
        )
        with transaction.atomic():
            hold(agency)
            if not _marks(by, agency):
                raise NotAllowed(ONLY_ADMIN)
            if not agency.is_approved:
                raise NotNow("Hanya instansi yang sudah disetujui dapat ditetapkan.")
            hold(agency.office)  # of two at once for the same region the second waits, and is told
            if taken := self.open().filter(office=agency.office_id, region=region).first():
                raise NotNow(
                    f"Walidata {region.full_name} adalah {taken.agency.name}. Akhiri penetapan itu "
                    "terlebih dahulu."
                )
            facts = {"region": region, "deed": deed, "starts_on": starts_on}
            custody = self.create(agency=agency, office=agency.office, marked_by=by, **facts)
            agency.is_walidata = True
            agency.save(update_fields=["is_walidata"])
            told = {"region": region.full_name, "deed": deed, "starts_on": starts_on}
            record(agency, "walidata.mark", by=by, **told)
        return custody


class Custody(models.Model):
    """An agency is Walidata of a region (Perpres 39/2019), for the agencies of one office."""

    agency = models.ForeignKey("accounts.Agency", models.PROTECT, related_name="custodies")
    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="+")
    region = models.ForeignKey("accounts.Region", models.PROTECT, related_name="+")
    deed = models.CharField("dasar", max_length=255)
    starts_on = models.DateField("mulai")
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    marked_at = models.DateTimeField(default=timezone.now)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    reason = models.TextField("alasan pengakhiran", max_length=5000, blank=True)

    objects = CustodyQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="custody_one_of_a_region",
                fields=["office", "region"],
                condition=Q(ended_at=None),
            ),
            models.CheckConstraint(
                name="custody_ended_with_reason",
                condition=Q(ended_at=None) | ~Q(reason=""),
            ),
        ]

    def __str__(self):
        return f"{self.agency_id}: {self.region_id}"

    def agencies(self):
        """Those whose files it sees: of its region, served by the office that marked it."""
        served = Agency.objects.filter(office=self.office_id)
        return served.filter(Q(region=self.region_id) | Q(region__province=self.region_id))

    def end(self, *, by, reason):
        """Its members see nothing of the region from now on; what they said stays."""
        reason = required(reason, "Tuliskan mengapa penetapan ini berakhir.")
        with transaction.atomic():
            hold(self.agency)
            hold(self)
            if not _marks(by, self.agency):
                raise NotAllowed(ONLY_ADMIN)
            if self.ended_at:
                raise NotNow("Penetapan ini sudah berakhir. Muat ulang halaman.")
            self._end(by, reason)

    def lapse(self, *, by, reason):
        """The office that gave it serves the agency no more: nobody else could end it."""
        hold(self)
        if not self.ended_at:
            self._end(by, reason)

    def _end(self, by, reason):
        self.ended_at, self.ended_by, self.reason = timezone.now(), by, reason
        self.save(update_fields=["ended_at", "ended_by", "reason"])
        self.agency.is_walidata = self.agency.custodies.open().exists()
        self.agency.save(update_fields=["is_walidata"])
        told = {"region": self.region.full_name, "reason": reason}
        record(self.agency, "walidata.end", by=by, **told)


def _marks(person, agency):
    return person.office_id == agency.office_id and person.has_role(*MARKERS)
