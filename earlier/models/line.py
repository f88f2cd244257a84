from django.db import models


class LineQuerySet(models.QuerySet):
    """Questions to the rows of one file."""

    def counted(self):
        """`{state: how many}`; one query."""
        return dict(self.order_by().values_list("state").annotate(models.Count("pk")))

    def told(self):
        """Those of which something is said, in the order of the file."""
        return self.exclude(words=[]).order_by("number")


class Line(models.Model):
    """A row of a file as it came, and what became of it."""

    class State(models.TextChoices):
        NEW = "new", "Belum diperiksa"
        READY = "ready", "Siap diimpor"
        WARNED = "warned", "Siap, tetapi mirip"
        DOUBLED = "doubled", "Sudah ada"
        FAULTY = "faulty", "Perlu dibetulkan"
        TAKEN = "taken", "Diimpor"
        KEPT = "kept", "Tetap disimpan"

    brought_in = models.ForeignKey("earlier.Import", models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField()  # in the file: of the row, or of the record
    cells = models.JSONField()  # as they came: a list of texts, or a record with all its keys
    state = models.CharField(max_length=10, choices=State, default=State.NEW)
    words = models.JSONField(default=list)  # [[column, sentence]]: what is wrong, or worth a look

    objects = LineQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="line_once", fields=["brought_in", "number"]),
        ]
        indexes = [models.Index(fields=["brought_in", "state", "number"])]

    def __str__(self):
        return f"{self.brought_in_id}, baris {self.number}"

    def row(self, mapping):
        """What the chosen columns say, `{name: cell}`."""
        if isinstance(self.cells, dict):
            return {name: self.cells.get(key) for name, key in mapping.items()}
        width = len(self.cells)
        return {name: self.cells[at] for name, at in mapping.items() if at < width}


class Taken(models.Model):
    """What a row became: a table of its own, so that a handful is one statement."""

    line = models.OneToOneField("earlier.Line", models.CASCADE, related_name="taken")
    record = models.OneToOneField("requests_app.Earlier", models.CASCADE, related_name="+")

    def __str__(self):
        return f"{self.line_id}: {self.record_id}"
