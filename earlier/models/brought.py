"""A file of earlier recommendations on its way into the catalogue, or back out of it."""

import hashlib

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.access import may_decide_for_all
from accounts.models import Role
from earlier.columns import COLUMNS, NEEDED
from earlier.models.line import Line
from earlier.models.working import Working
from events.readers import keep_inside
from events.recording import record
from events.refusals import NotAllowed, NotNow

keep_inside("earlier.bring", "earlier.map", "earlier.start", "earlier.finish")
keep_inside("earlier.undo", "earlier.empty", "earlier.discard")


class ImportQuerySet(models.QuerySet):
    """Imports through the person looking, and what is to be gone on with."""

    def visible_to(self, user):
        """The office's own; the centre's admin sees all."""
        if not user.has_role(Role.ADMIN):
            return self.none()
        return self.all() if may_decide_for_all(user) else self.filter(office=user.office_id)

    def under_way(self):
        return self.filter(state__in=self.model.UNDER_WAY)

    def bring(self, upload, *, by):
        """Keep the file until it has been read; the same file that still waits is that one."""
        if not by.has_role(Role.ADMIN):
            raise NotAllowed("Rekomendasi terdahulu diimpor oleh admin satuan kerja.")
        upload.seek(0)
        document = upload.read()
        digest = hashlib.sha256(document).hexdigest()
        with transaction.atomic():
            waiting = self.filter(office=by.office_id, digest=digest)
            waiting = waiting.exclude(state__in=self.model.OVER).first()
            if waiting:
                return waiting
            made = self.create(
                office=by.office,
                by=by,
                file_name=upload.name[-100:],
                digest=digest,
                document=document,
                moved_at=timezone.now(),
            )
            record(by.office, "earlier.bring", by=by, number=made.pk, file=made.file_name)
        return made


class Import(Working, models.Model):
    """One file: read, its columns confirmed, its rows checked, imported, and perhaps undone.

    Where the state is one of `UNDER_WAY` a worker goes on with it, some hundred rows at a time;
    what breaks off is gone on with (`earlier.tasks.go_on`).
    """

    class State(models.TextChoices):
        READING = "reading", "Berkas sedang dibaca"
        UNREADABLE = "unreadable", "Berkas tidak terbaca"
        MAPPING = "mapping", "Kolom perlu dipastikan"
        CHECKING = "checking", "Baris sedang diperiksa"
        CHECKED = "checked", "Siap diimpor"
        RUNNING = "running", "Sedang diimpor"
        DONE = "done", "Selesai diimpor"
        UNDOING = "undoing", "Sedang dibatalkan"
        UNDONE = "undone", "Impor dibatalkan"

    UNDER_WAY = (State.READING, State.CHECKING, State.RUNNING, State.UNDOING)
    BEFORE = (State.UNREADABLE, State.MAPPING, State.CHECKED)  # nothing is imported yet
    OVER = (State.UNREADABLE, State.DONE, State.UNDONE)

    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    brought_at = models.DateTimeField(default=timezone.now)
    file_name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, db_index=True)
    document = models.BinaryField(null=True)  # until it has been read
    state = models.CharField(max_length=12, choices=State, default=State.READING)
    problem = models.CharField(max_length=500, blank=True)  # why it cannot be read
    is_records = models.BooleanField(default=False)  # of the earlier application, not a table
    headings = models.JSONField(default=list)  # of a table its cells, of records their keys
    mapping = models.JSONField(default=dict)  # {what: which column, or which key}
    leaves_alike = models.BooleanField(default=False)  # rows that look like one that is here
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)  # of the work under way
    moved_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    has_begun = models.BooleanField(default=False)  # counters are raised above what it brings
    has_raised = models.BooleanField(default=False)  # counters, which then wait for a word

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.file_name} ({self.get_state_display()})"

    def get_absolute_url(self):
        return reverse("earlier_import", args=[self.pk])

    # Questions

    @property
    def is_under_way(self):
        return self.state in self.UNDER_WAY

    @property
    def percent(self):
        return 100 * self.done // self.total if self.total else 0

    @property
    def columns(self):
        """Each thing to know with the column that tells it: `(name, Column, key or None)`."""
        return [(name, column, self.mapping.get(name)) for name, column in COLUMNS.items()]

    def lacking(self, mapping):
        """The labels of what must be there and stands in no column."""
        return [COLUMNS[name].label for name in NEEDED if mapping.get(name) is None]

    # Verbs

    def map(self, *, by, mapping):
        """These columns tell these things; the rows are checked by that."""
        with self._taking(by, self.State.MAPPING, self.State.CHECKED):
            if missing := self.lacking(mapping):
                raise NotNow(f"Pilih kolom untuk: {', '.join(missing)}.")
            doubled = [key for key in mapping.values() if list(mapping.values()).count(key) > 1]
            if doubled:
                raise NotNow("Satu kolom hanya dapat dipakai untuk satu isian. Pilih lagi.")
            self.mapping = mapping
            self.lines.update(state=Line.State.NEW, words=[])
            self._move_to(self.State.CHECKING)
            record(by.office, "earlier.map", by=by, number=self.pk, file=self.file_name)

    def start(self, *, by, leaves_alike):
        """Import what was found good."""
        with self._taking(by, self.State.CHECKED):
            self.leaves_alike = leaves_alike
            wanted = self.wanted().count()
            if not wanted:
                raise NotNow("Tidak ada baris yang dapat diimpor. Betulkan berkasnya lebih dulu.")
            self.total = wanted
            self._move_to(self.State.RUNNING)
            facts = {"number": self.pk, "file": self.file_name, "count": wanted}
            record(by.office, "earlier.start", by=by, **facts)

    def undo(self, *, by):
        """Take the whole import back, but for what something here was begun from."""
        with self._taking(by, self.State.DONE):
            self.total = self.lines.filter(state=Line.State.TAKEN).count()
            self._move_to(self.State.UNDOING)
            record(by.office, "earlier.undo", by=by, number=self.pk, file=self.file_name)

    def discard(self, *, by):
        """Nothing of it was imported, and nothing shall be."""
        with self._taking(by, *self.BEFORE):
            record(by.office, "earlier.discard", by=by, number=self.pk, file=self.file_name)
            self.delete()

    def wanted(self):
        """The rows that are imported."""
        good = Q(state=Line.State.READY)
        return self.lines.filter(good if self.leaves_alike else good | Q(state=Line.State.WARNED))
