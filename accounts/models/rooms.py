"""How much an agency's files may take: kept at all, and new within a day.

The row is a count kept with each file that comes or goes, and the lock under which two files at
once do not both take the last place. Which rows have files of an agency each app says itself
(`counts`); from these the count is made anew at night, and before anybody is refused.
"""

from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings
from django.db import models, transaction
from django.db.models import Count, Max, Min, Q, Sum

from events.recording import record
from events.refusals import NotNow
from files.arriving.store import Arrivals

MB = 1024 * 1024
COUNTED = []


class Counted(NamedTuple):
    """Rows with a `file`, its `size` and its `sha256`; ``at`` names the column of its time."""

    rows: Callable  # of an agency
    at: str


class Limits(NamedTuple):
    """Bytes and files."""

    kept: int
    files: int
    daily: int
    daily_files: int


def counts(rows, *, at="at"):
    """Have these rows of an agency counted; `rows` is given the agency."""
    COUNTED.append(Counted(rows, at))


class RoomQuerySet(models.QuerySet):
    def fullest_first(self):
        return self.select_related("agency").order_by("-kept", "agency__name")

    def at_office(self, office):
        return self.filter(agency__office=office)

    def locked(self, agency):
        """The agency's row, held until the transaction ends, its day today's."""
        room = self.get_or_create(agency=agency)[0]
        room = self.select_for_update().get(pk=room.pk)
        room.agency = agency
        room.turn_day()
        return room

    def take(self, agency, uploads):
        """Count these files in; inside the transaction that keeps them. Raises ``NotNow``."""
        sizes = [upload.size for upload in uploads]
        if agency is not None and sizes:
            self.locked(agency).take(sum(sizes), len(sizes))

    def release(self, agency, size):
        """A file is gone."""
        if agency is not None:
            room = self.locked(agency)
            room.kept, room.files = max(0, room.kept - size), max(0, room.files - 1)
            room.save()


class Room(models.Model):
    """What one agency has kept, of how much; ``times`` is how often it has the usual room."""

    agency = models.OneToOneField("accounts.Agency", models.CASCADE, related_name="room")
    times = models.PositiveSmallIntegerField("kali ruang biasa", default=1)
    kept = models.PositiveBigIntegerField(default=0)  # bytes
    files = models.PositiveIntegerField(default=0)
    day = models.DateField(null=True)
    today = models.PositiveBigIntegerField(default=0)  # bytes that came on that day
    files_today = models.PositiveIntegerField(default=0)

    objects = RoomQuerySet.as_manager()

    def __str__(self):
        return f"{self.agency}: {self.kept} byte, {self.files} berkas"

    @property
    def limits(self):
        usual = Limits(
            settings.AGENCY_MB * MB,
            settings.AGENCY_FILES,
            settings.AGENCY_DAILY_MB * MB,
            settings.AGENCY_DAILY_FILES,
        )
        return Limits(*(self.times * limit for limit in usual))

    @property
    def share(self):
        """Per cent of the bytes or of the files, whichever is more."""
        limits = self.limits
        return max(100 * self.kept // limits.kept, 100 * self.files // limits.files)

    @property
    def told(self):
        """What is used and what there is, in words: kept, of how much; today, of how much."""
        limits = self.limits
        return [_told(size) for size in (self.kept, limits.kept, self.today, limits.daily)]

    def take(self, size, files):
        """So much more; counted anew before it is refused."""
        if self.lack(size, files):
            self.recount()
            if words := self.lack(size, files):
                raise NotNow(words)
        self.kept, self.files = self.kept + size, self.files + files
        self.today, self.files_today = self.today + size, self.files_today + files
        self.save()

    def lack(self, size, files=1, *, beside=0):
        """Why so much more is not taken, and what to do; "" where there is room for it.

        ``beside`` are bytes that are on their way.
        """
        limits, wanted = self.limits, _told(size)
        if self.kept + beside + size > limits.kept:
            left = _told(max(0, limits.kept - self.kept - beside))
            return FULL.format(left, _told(limits.kept), wanted, self.agency.office.name)
        if self.files + files > limits.files:
            return MANY.format(self.files, limits.files, self.agency.office.name)
        if self.today + beside + size > limits.daily:
            left = _told(max(0, limits.daily - self.today - beside))
            return DAILY.format(left, _told(limits.daily), wanted)
        if self.files_today + files > limits.daily_files:
            return MANY_TODAY.format(self.files_today, limits.daily_files)
        return ""

    def give(self, times, *, by):
        """The office gives an agency more or less room."""
        before, self.times = self.times, times
        self.save(update_fields=["times"])
        record(self.agency, "agency.give_room", by=by, before=before, times=times)

    def turn_day(self):
        """A new day begins with nothing."""
        today = self.agency.office.today()
        if self.day != today:
            self.day, self.today, self.files_today = today, 0, 0

    def recount(self):
        """Count the rows themselves; versions that share a file have it once."""
        begun = self.agency.office.now().replace(hour=0, minute=0, second=0, microsecond=0)
        new = Q(first__gte=begun)
        told = [
            counted.rows(self.agency)
            .exclude(file="")
            .order_by()
            .values("file")
            .annotate(weight=Max("size"), first=Min(counted.at))
            .aggregate(
                kept=Sum("weight", default=0),
                files=Count("file"),
                today=Sum("weight", filter=new, default=0),
                files_today=Count("file", filter=new),
            )
            for counted in COUNTED
        ]
        for name in ("kept", "files", "today", "files_today"):
            setattr(self, name, sum(one[name] for one in told))
        self.save()

    def lack_for_arriving(self, size):
        """The same for what comes in pieces: what else is on its way counts, too."""
        self.turn_day()
        arriving = self._arriving()
        if not self.lack(size, beside=sum(arriving.values())):
            return ""
        for counted in COUNTED:  # what was taken lies there for a day yet
            known = counted.rows(self.agency).filter(sha256__in=list(arriving))
            for digest in known.values_list("sha256", flat=True):
                arriving.pop(digest, None)
        return self.lack(size, beside=sum(arriving.values()))

    def _arriving(self):
        arriving = {}
        for person in self.agency.members.values_list("pk", flat=True):
            arriving |= Arrivals(str(person)).weights()
        return arriving


FULL = (
    "Ruang berkas instansi Anda tinggal {} dari {}, sedangkan kiriman ini {}. Hapus lampiran draf "
    "yang tidak diperlukan atau perkecil berkasnya; bila masih kurang, minta {} menambah ruang."
)
MANY = (
    "Instansi Anda sudah menyimpan {} dari {} berkas. Hapus lampiran draf yang tidak diperlukan "
    "atau gabungkan menjadi satu PDF; bila masih kurang, minta {} menambah ruang."
)
DAILY = (
    "Kiriman hari ini dari instansi Anda tinggal {} dari {}, sedangkan kiriman ini {}. Perkecil "
    "berkasnya, atau lanjutkan besok; yang sudah tersimpan tidak hilang."
)
MANY_TODAY = (
    "Hari ini instansi Anda sudah mengirim {} dari {} berkas. Gabungkan menjadi satu PDF, atau "
    "lanjutkan besok; yang sudah tersimpan tidak hilang."
)


def obstacle_for(person, size):
    """Why this person may not send so many bytes more; "" where there is room, or no agency."""
    if not person.agency_id:
        return ""
    rooms = Room.objects.select_related("agency__office")
    room = rooms.filter(agency=person.agency_id).first() or Room(agency=person.agency)
    return room.lack_for_arriving(size)


def recount():
    """Every night: whatever a lost process or an erased row has left wrong."""
    for room in Room.objects.select_related("agency__office").iterator():
        with transaction.atomic():  # each read anew: files come, and officers give room, meanwhile
            Room.objects.locked(room.agency).recount()


def _told(size):
    """As pages tell sizes: "830 B", "12 kB", "1,4 MB", "2.000 MB"."""
    for unit, bytes_of in (("B", 1), ("kB", 1024)):
        if size < 1000 * bytes_of:
            return f"{size // bytes_of} {unit}"
    tenths = f"{size / MB:,.1f}".removesuffix(".0")
    return tenths.translate(str.maketrans(",.", ".,")) + " MB"
