"""A list of offices that was read from a file: looked at first, then made whole or not at all."""

from django.conf import settings
from django.core.cache import cache
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from accounts.models.offices import Office
from events.recording import together
from events.refusals import NotNow, Refused

TOLD_EVERY = 20  # offices
REMEMBERED = 3600  # seconds
TAKEN_CODE = "Baris {line}: kantor {code} dibuat orang lain sementara ini."
TAKEN_EMAIL = "Baris {line}: surel {email} sementara ini dipakai akun lain."
NOTHING_MADE = "{why} Belum ada yang dibuat. Unggah daftarnya sekali lagi."


class OfficeListQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever read one in sees it, and nobody else."""
        return self.filter(by=user)


class OfficeList(models.Model):
    """`rows` are facts that were found good, and are forgotten once the offices stand."""

    class State(models.TextChoices):
        READ = "read", "Sudah dibaca, belum dibuat"
        ASKED = "asked", "Sedang dibuat"
        MADE = "made", "Sudah dibuat"
        FAILED = "failed", "Gagal"

    state = models.CharField(max_length=6, choices=State, default=State.READ)
    name = models.CharField("nama berkas", max_length=255)
    rows = models.JSONField(default=list)
    made = models.PositiveIntegerField(default=0)  # offices
    error = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    objects = OfficeListQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.name}: {self.get_state_display()}"

    @property
    def to_make(self):
        return [row for row in self.rows if row["what"] == "new"]

    @property
    def to_invite(self):
        """Offices that stand already, without anybody."""
        return [row for row in self.rows if row["what"] == "invite"]

    @property
    def standing(self):
        """How many are there already, with people: nothing happens to them."""
        return len(self.rows) - len(self.to_make) - len(self.to_invite)

    @property
    def progress(self):
        """How many are made so far; nobody sees them before all are."""
        return cache.get(self._place, 0)

    def ask(self):
        """Have it made; asked twice is asked once."""
        if self.state == self.State.READ and not (self.to_make or self.to_invite):
            raise NotNow("Semua kantor dalam daftar ini sudah ada. Tidak ada yang perlu dibuat.")
        waiting = OfficeList.objects.filter(pk=self.pk, state=self.State.READ)
        waiting.update(state=self.State.ASKED)
        self.refresh_from_db()

    def make(self):
        """All of them in one transaction; where one cannot be made none is, and it is told why."""
        try:
            with transaction.atomic():
                held = OfficeList.objects.select_for_update(of=("self",))
                asked = held.filter(pk=self.pk, state=self.State.ASKED).first()
                if asked:
                    asked._make_all()
        except (Refused, IntegrityError) as why:
            words = str(why) if isinstance(why, Refused) else "Orang lain membuat kantor yang sama."
            failed = OfficeList.objects.filter(pk=self.pk, state=self.State.ASKED)
            error = NOTHING_MADE.format(why=words)
            failed.update(
                state=self.State.FAILED, rows=[], error=error[:500], ended_at=timezone.now()
            )
        self.refresh_from_db()

    def _make_all(self):
        self._require_free()
        offices = Office.objects.in_bulk([row["code"] for row in self.to_invite])
        with together():
            for count, row in enumerate([*self.to_make, *self.to_invite], 1):
                admin = {"name": row["admin_name"], "email": row["email"]}
                if row["what"] == "new":
                    Office.objects.establish(by=self.by, admin=admin, **row["facts"])
                else:
                    offices[row["code"]].invite_admin(by=self.by, **admin)
                if count % TOLD_EVERY == 0:
                    cache.set(self._place, count, REMEMBERED)
        self.made, self.rows = len(self.to_make) + len(self.to_invite), []
        self.state, self.ended_at = self.State.MADE, timezone.now()
        self.save()

    def _require_free(self):
        """Nobody has taken a code or a mailbox since the file was read."""
        codes = [row["code"] for row in self.to_make]
        taken = set(Office.objects.filter(code__in=codes).values_list("code", flat=True))
        people = type(self.by).objects.filter(email__in=[row["email"] for row in self.rows])
        mailboxes = set(people.values_list("email", flat=True))
        for row in [*self.to_make, *self.to_invite]:
            if row["code"] in taken:
                raise NotNow(TAKEN_CODE.format(**row))
            if row["email"] in mailboxes:
                raise NotNow(TAKEN_EMAIL.format(**row))

    @property
    def _place(self):
        return f"office-list:{self.pk}"
