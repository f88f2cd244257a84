"""Words that an office's agencies put over the columns of their tables."""

from django.db import models, transaction

from accounts.models import Role
from editions.pasting.headings import plain
from events.changes import changes
from events.recording import record
from events.refusals import NotAllowed, NotNow
from requests_app.models.kept_for_all import KeptForAll

MOST = 300


class ColumnHeadingQuerySet(models.QuerySet):
    """The words besides those that the portal knows by itself; they hold for all offices."""

    def words(self):
        """`{column: [words]}`; one query."""
        found = {}
        for heading in self.all()[:MOST]:
            found.setdefault(heading.column, []).append(heading.words)
        return found

    def keep(self, *, by, column, words):
        """An admin adds a heading; what it meant before, it means no more."""
        words = plain(words)
        with transaction.atomic():
            _require_admin(by)
            if not any(map(str.isalpha, words)):
                raise NotNow("Judul kolom terdiri atas huruf.")
            known = self.filter(words=words).first()
            before = {"column": known.get_column_display()} if known else {}
            if known is None and self.count() >= MOST:
                raise NotNow(f"Daftar ini memuat paling banyak {MOST} judul kolom.")
            if known and known.column != column:
                known.require_hands_of(by)
            meant = {"column": column}
            heading, _ = self.update_or_create(
                words=words, defaults=meant, create_defaults=meant | {"office_id": by.office_id}
            )
            if known is None or known.column != column:
                facts = {"words": words, "column": heading.get_column_display()}
                changed = changes({"column": words}, before, facts) if before else []
                record(by.office, "office.keep_column_heading", by=by, **facts, changes=changed)
        return heading

    def drop(self, heading, *, by):
        """An admin takes a heading off the list."""
        with transaction.atomic():
            _require_admin(by)
            heading.require_hands_of(by)
            facts = {"words": heading.words, "column": heading.get_column_display()}
            if self.filter(pk=heading.pk).delete()[0]:
                record(by.office, "office.drop_column_heading", by=by, **facts)


class ColumnHeading(KeptForAll):
    """A heading and the column it means: "nama karakteristik", the name of a variable."""

    class Column(models.TextChoices):
        NAME = "name", "Nama peubah (variabel)"
        REFERENCE_PERIOD = "reference_period", "Periode enumerasi (referensi waktu)"
        SOURCE_UNIT = "source_unit", "Sumber"
        CONCEPT = "concept", "Konsep"
        DEFINITION = "definition", "Definisi"
        PROVINCE = "province", "Provinsi"
        REGENCY = "regency", "Kabupaten/Kota"

    words = models.CharField("judul kolom", max_length=80, unique=True)
    column = models.CharField("kolom", max_length=20, choices=Column)

    objects = ColumnHeadingQuerySet.as_manager()

    class Meta:
        ordering = ["column", "words"]

    def __str__(self):
        return f"{self.words}: {self.get_column_display()}"


def _require_admin(by):
    if not by.has_role(Role.ADMIN):
        raise NotAllowed("Daftar judul kolom hanya dapat diubah oleh admin satuan kerja.")
