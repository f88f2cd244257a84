"""Numbers without gaps: one row per office, year and register."""

from django.db import models, transaction

from accounts.models import Role
from events.recording import record
from events.refusals import NotAllowed, NotNow

FARTHEST = 99_999  # no office gets there in a year; a slip of the finger does


class CounterQuerySet(models.QuerySet):
    """Numbers given out, and those that somebody else has given out before."""

    def to_confirm(self, office):
        """The registers in which the admin first says which number comes next; this year's on."""
        waiting = self.filter(office=office, is_to_confirm=True)
        return waiting.filter(year__gte=office.today().year).order_by("year", "register")

    def hold(self, keys):
        """Lock these registers, `{(office's code, year, register)}`, made where they are not yet.

        Nobody gives out a number of them before the transaction ends. Always in the same order.
        """
        held = {}
        for office, year, register in sorted(keys):
            counter, _ = self.select_for_update().get_or_create(
                office_id=office, year=year, register=register
            )
            held[office, year, register] = counter
        return held


class Counter(models.Model):
    """The last number given out in one register of one office in one year.

    Registers: "letter" for the letter's number, and the identity's own letter, V or K. Numbers that
    were given out elsewhere, before the portal, are skipped: no letter of the portal bears them.
    """

    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    register = models.CharField(max_length=10)
    last = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0, db_default=0)  # how many, of those up to last
    raised_to = models.PositiveIntegerField(default=0, db_default=0)  # the last one skipped
    is_to_confirm = models.BooleanField(default=False, db_default=False)

    objects = CounterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "register"], name="counter_once")
        ]

    def __str__(self):
        return f"{self.office_id}/{self.year}/{self.register}: {self.last}"

    @classmethod
    def next_of(cls, office, year, register):
        """The number that would be taken next; nothing is taken."""
        last = cls.objects.filter(office=office, year=year, register=register)
        return next(iter(last.values_list("last", flat=True)), 0) + 1

    @classmethod
    def reserve(cls, office, year, register):
        """Take the next number, inside the short transaction that also stores its use.

        The row stays locked until that transaction ends: rolled back, the number was never taken.
        """
        counters = cls.objects.select_for_update()
        counter, _ = counters.get_or_create(office=office, year=year, register=register)
        if counter.is_to_confirm:
            raise NotNow(
                "Nomor berikutnya belum dipastikan sesudah rekomendasi terdahulu diimpor. Mintalah "
                "admin satuan kerja memastikannya pada Kantor → Nomor berikutnya; sesudah itu "
                "surat ini dapat ditandatangani."
            )
        counter.last += 1
        counter.save(update_fields=["last"])
        return counter.last

    def raise_to(self, highest):
        """Begin above a number that was given out before the portal; True if that is news.

        Never lowers, whatever becomes of what brought the number. The admin confirms it.
        """
        if highest <= self.last:
            return False
        self._skip_to(highest)
        self.is_to_confirm = True
        self.save()
        return True

    @transaction.atomic
    def confirm(self, *, by, following):
        """The office's admin has looked it up: this number comes next, no lower than it would."""
        if not (by.has_role(Role.ADMIN) and by.office_id == self.office_id):
            raise NotAllowed("Nomor berikutnya dipastikan oleh admin satuan kerja itu sendiri.")
        mine = type(self).objects.select_for_update().select_related("office").get(pk=self.pk)
        if not mine.is_to_confirm:
            raise NotNow("Nomor berikutnya pada register ini sudah dipastikan.")
        if following <= mine.last:
            raise NotNow(f"Nomor {following} sudah dipakai. Nomor terkecil ialah {mine.last + 1}.")
        if following > FARTHEST:
            raise NotNow(f"Nomor {following} terlalu besar. Periksa kembali nomornya.")
        if following - 1 > mine.last:
            mine._skip_to(following - 1)
        mine.is_to_confirm = False
        mine.save()
        facts = {"year": mine.year, "register": mine.register, "following": following}
        record(mine.office, "office.confirm_number", by=by, **facts)

    def _skip_to(self, number):
        self.skipped += number - self.last
        self.last = self.raised_to = number
