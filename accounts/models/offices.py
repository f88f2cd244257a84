"""The BPS offices (satuan kerja) that live on this installation."""

from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models, transaction
from django.db.models import Case, DateField, Exists, OuterRef, Q, Value, When
from django.db.models.functions import Concat, Substr
from django.utils import timezone

from accounts.models.office_facts import Corrected, Described
from accounts.models.office_life import Closable, Establishing
from events.changes import take_over
from events.recording import record

PST = "Pelayanan Statistik Terpadu (PST)"
CENTRE = "0000"
ZONES = ("Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura")  # of the country


class OfficeQuerySet(Establishing, models.QuerySet):
    def visible_to(self, user):
        """The office's own affairs are its staff's."""
        return self.filter(pk=user.office_id) if user.is_staff_member else self.none()

    def beneath(self, office):
        """Those that an office of the centre or a province looks after: by the codes of areas."""
        if office.code == CENTRE:
            return self.exclude(code=CENTRE)
        beneath = (
            self.filter(code__startswith=office.code[:2]) if office.is_province else self.none()
        )
        return beneath.exclude(code=office.code)

    def open(self):
        """Those that serve: what is closed stays a row for ever, and is offered nowhere."""
        return self.filter(closed_at=None)

    def serving(self, code):
        """Who serves what belongs to that code: its office, or whoever took over when it closed."""
        office = self.filter(code=code).select_related("successor").first()
        return office and office.serving

    def reporting_to(self, office):
        """Those beneath it that have no other open office between: of the centre the provinces, and
        regencies whose province is not here or has closed."""
        if not office.is_centre:
            return self.beneath(office)
        code = Concat(Substr(OuterRef("code"), 1, 2), Value("00"))
        province = Office.objects.open().order_by().filter(code=code)
        return self.beneath(office).filter(Q(code__endswith="00") | ~Exists(province))

    def are_several(self):
        """Is this a country, not one office alone? What only a country needs is hidden from one."""
        return len(self.order_by()[:2]) > 1

    def responsible_for(self, region):
        """The office of that regency, else of its province, else the centre; the only one there is.
        For one that is closed whoever took over.

        None where none of them is on this installation: then somebody has to be asked.
        """
        codes = [region.code, f"{region.code[:2]}00", CENTRE] if region else [CENTRE]
        found = self.filter(code__in=codes).select_related("successor")
        here = {office.code: office.serving for office in found}
        return next((here[code] for code in codes if code in here), None) or self.only_one()

    def only_one(self):
        """The one office of an installation that has no other; None in a country."""
        found = list(self.order_by("code")[:2])
        return found[0] if len(found) == 1 else None

    def speaks_for_all(self):
        """Whom to turn to about the portal itself: the only office, else the centre's; or None."""
        found = list(self.order_by("code")[:2])  # the centre's code is the first of all
        return found[0] if found and (len(found) == 1 or found[0].is_centre) else None

    def search(self, text):
        """Those whose name contains the words or whose code begins so, by their codes."""
        return self.filter(Q(name__icontains=text) | Q(code__startswith=text))

    def in_region(self, text):
        """Those found so, or by the name of their region or of its province."""
        around = Q(region__name__icontains=text) | Q(region__province__name__icontains=text)
        return self.search(text) | self.filter(around)

    def named(self, text):
        """The office meant by a code, a name or a suggestion: one, or none."""
        code = text.rpartition("(")[2].rstrip(")") if text.endswith(")") else text
        return self.filter(Q(code=code) | Q(name__iexact=text))


def fact(label, longest, kind=models.CharField, text=""):
    """A fact in words that may be missing; an older version of the portal need not know it."""
    return kind(label, max_length=longest, blank=True, default=text, db_default=text)


class Office(Described, Corrected, Closable, models.Model):
    """A statistics office, known by the BPS code of its area ("6302")."""

    code = models.CharField("kode", max_length=4, primary_key=True)
    name = models.CharField("nama", max_length=255)
    head_title = models.CharField("jabatan kepala", max_length=255)
    region = models.ForeignKey(
        "accounts.Region", models.PROTECT, null=True, blank=True, related_name="offices"
    )
    service_unit = fact("unit pelayanan", 120, text=PST)
    address = models.CharField("alamat", max_length=255)  # a line each, without the postal code
    postal_code = fact("kode pos", 5)
    city = models.CharField("tempat surat diterbitkan", max_length=100)
    phone = models.CharField("telepon", max_length=40, blank=True)
    other_phones = fact("telepon lain", 120)
    email = models.EmailField("surel", blank=True)
    website = fact("situs web", 200, models.URLField)
    host_name = fact("nama host", 253)
    complaint_link = fact("tautan pengaduan", 200, models.URLField)
    suggestion_box = fact("letak kotak saran", 160)
    opening_hours = fact("jam pelayanan", 500)
    emblem = models.ForeignKey(
        "accounts.Emblem", models.PROTECT, null=True, related_name="+", verbose_name="lambang"
    )
    emblem_alt = fact("teks pengganti lambang", 160)
    time_zone = models.CharField("zona waktu", max_length=40, default="Asia/Makassar")
    letter_number_pattern = models.CharField(
        "pola nomor surat",
        max_length=120,
        default="B-{seq:03}/{office}0/{classification}/{month:02}/{year}",
    )
    classification = models.CharField("klasifikasi arsip", max_length=20, default="KS.000")
    letters_leave_by_themselves = models.BooleanField(
        "surat dikirim otomatis setelah ditandatangani", default=True
    )
    allowance_days = models.PositiveSmallIntegerField("hari kerja yang dijanjikan", default=30)
    hears_walidata = models.BooleanField(
        "Walidata boleh memberi pendapat", default=False, db_default=False
    )
    ready_at = models.DateTimeField(null=True)  # when its first start was over
    closed_at = models.DateTimeField(null=True)
    successor = models.ForeignKey(  # who took over when it closed; an open one
        "self", models.PROTECT, null=True, related_name="+", db_index=False
    )
    coached_until = models.DateField(null=True)  # the last day on which a Pengawas may read a file
    # For which offices its examiners examine, `[[code, first day, last day]]`: what the verbs of
    # `StandIn` keep, so that every page knows it without asking.
    examines_for = models.JSONField(null=True, editable=False)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["host_name"], condition=~Q(host_name=""), name="host_of_one_office"
            )
        ]

    def __str__(self):
        return self.name

    @property
    def suggestion(self):
        """The line offered while typing; it names the code, so it can be read back exactly."""
        return f"{self.name} ({self.code})"

    @property
    def is_centre(self):
        return self.code == CENTRE

    @property
    def is_province(self):
        return self.code.endswith("00") and not self.is_centre

    def superior(self):
        """The office next above by its code (regency, province, centre), or who took over from it;
        None if it is not here."""
        above = None if self.is_centre else Office.objects.serving(self.code_above)
        return None if above == self else above

    @property
    def code_above(self):
        return CENTRE if self.is_province else f"{self.code[:2]}00"

    def stood_in_for(self):
        """The offices whose files its examiners examine today, too: `{code: last day}`."""
        today = self.today().isoformat()
        lent = self.examines_for or ()
        return {
            code: date.fromisoformat(last) for code, first, last in lent if first <= today <= last
        }

    def set_sending(self, *, by, automatic):
        """Letters leave with their signature from now on, or when an officer presses a button."""
        with transaction.atomic():
            office = Office.objects.select_for_update().get(pk=self.pk)
            if changed := take_over(office, {"letters_leave_by_themselves": automatic}):
                record(office, "office.set_sending", by=by, automatic=automatic, changes=changed)
        self.refresh_from_db(fields=["letters_leave_by_themselves"])

    @property
    def zone(self):
        return ZoneInfo(self.time_zone)

    def now(self):
        """Tell the moment on the office's own clock."""
        return timezone.localtime(timezone=self.zone)

    def today(self):
        """The day it is at the office; the day that counts for its deadlines."""
        return self.now().date()


def today_at(office):
    """The day it is now at each row's office, for a query; `office` is the way to it."""
    days = {name: timezone.localdate(timezone=ZoneInfo(name)) for name in ZONES}
    elsewhere = timezone.localdate(timezone=ZoneInfo(settings.TIME_ZONE))
    zone = f"{office}__time_zone"
    each = [When(Q((zone, name)), then=Value(day)) for name, day in days.items()]
    return Case(*each, default=Value(elsewhere), output_field=DateField())
