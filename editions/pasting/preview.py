"""What was pasted or uploaded, shown before anything of it is taken: column by column, row by row.

It travels in the page's own form: the cells as text in ``variables-paste``, the choices beside
them; so it needs no script, and nothing is stored of it until somebody takes it.
"""

from functools import cached_property

from editions.pasting.cells import lines_of
from editions.pasting.headings import Headings
from editions.pasting.shape import Shape

MOST_LINES = 1_000
APPEND, REPLACE = "tambah", "ganti"
PARTS = ("paste", "asal", "cara", "pratinjau", "baris", "ke-")  # of what travels in the form
NOWHERE = ""  # a column that is not used
SHOWN = 40  # letters of a cell that is named


class Preview:
    """Lines of cells, a proposal of what they are, and what a person has chosen instead."""

    def __init__(self, data, name, columns, *, most, words=None):
        self.name, self.columns, self.data, self.most = name, columns, data, most
        text = data.get(f"{name}-paste") or ""
        lines = lines_of(text, MOST_LINES + 1)
        self.is_cut, self.text = len(lines) > MOST_LINES, text
        added = words() if words else None
        self.shape = Shape(lines[:MOST_LINES], columns, Headings(columns, added))
        self.origin = data.get(f"{name}-asal", "")
        self.is_answered = bool(data.get(f"{name}-pratinjau"))

    @classmethod
    def of(cls, data, name, columns, **kwargs):
        """What waits to be taken in posted data, or None."""
        text = data.get(f"{name}-paste")
        preview = cls(data, name, columns, **kwargs) if isinstance(text, str) and text else None
        return preview if preview and preview.shape.numbered else None

    @staticmethod
    def open(data, name, text, origin, *, manner):
        """Put the cells of a file into posted data, as if they were pasted."""
        Preview.close(data, name)
        data[f"{name}-paste"], data[f"{name}-asal"] = text, origin
        data[f"{name}-cara"] = manner

    @staticmethod
    def close(data, name):
        """Take out of posted data what waits, and the choices about it."""
        parts = tuple(f"{name}-{part}" for part in PARTS)
        for key in [key for key in data if key.startswith(parts)]:
            del data[key]

    @property
    def is_added(self):
        """Whether the rows go beneath those that are there."""
        return self.data.get(f"{self.name}-cara") != REPLACE

    @cached_property
    def places(self):
        """Which cell goes into which column: as chosen, else as proposed."""
        if not self.is_answered:
            return self.shape.places
        chosen = {
            place: self.data.get(f"{self.name}-ke-{place}") for place in range(self.shape.width)
        }
        return {place: name for place, name in chosen.items() if name in self.columns}

    @cached_property
    def lines(self):
        """Each line with whether it is taken."""
        if not self.is_answered:
            return [(line, not line.reason) for line in self.shape.lines]
        ticked = set(_all(self.data, f"{self.name}-baris"))
        return [(line, str(line.number) in ticked) for line in self.shape.lines]

    @property
    def count(self):
        return sum(is_taken for _, is_taken in self.lines)

    @property
    def left_out(self):
        return len(self.lines) - self.count

    def rows(self):
        """The rows as they would stand in the table."""
        lines = [line.cells for line, is_taken in self.lines if is_taken]
        return [{name: cells[place] for place, name in self._filled.items()} for cells in lines]

    @cached_property
    def _filled(self):
        """The columns that are used and have text."""
        lines = [line.cells for line, is_taken in self.lines if is_taken]
        return {
            place: name for place, name in self.places.items() if any(row[place] for row in lines)
        }

    def taken(self, stood):
        """The table's rows afterwards."""
        return [*stood, *self.rows()] if self.is_added else self.rows()

    def problem(self, stood):
        """Why it cannot be taken as it is chosen, with what to do; "" if it can."""
        doubled = [name for name in self.columns if list(self._filled.values()).count(name) > 1]
        if doubled:
            label = self.columns[doubled[0]].short_label
            return f"Dua kolom menuju “{label}”. Pilih satu, yang lain “tidak dipakai”."
        if not self.places:
            return "Belum ada kolom yang dipakai. Pilih ke mana setiap kolom menuju."
        if not self.count:
            return "Belum ada baris yang dicentang."
        rows = len(self.taken(stood))
        if rows > self.most:
            return (
                f"Tabel menjadi {rows} baris. Paling banyak {self.most} baris. Hapus centang "
                "sebagian baris, atau bagi tabelnya."
            )
        return ""

    @property
    def sources(self):
        """The columns as they came, each with where it may go and goes."""
        return [_Source(self, place) for place in range(self.shape.width)]

    @property
    def unused(self):
        """The columns with text that go nowhere, each with what it is."""
        return [one for one in self.sources if not one.target and one.example]


class _Source:
    """One column as it came."""

    def __init__(self, preview, place):
        self.place, self._preview = place, preview
        self.field_name = f"{preview.name}-ke-{place}"
        self.target = preview.places.get(place, NOWHERE)

    @property
    def letter(self):
        """The column's letter in a spreadsheet."""
        tens, ones = divmod(self.place, 26)
        return (chr(64 + tens) if tens else "") + chr(65 + ones)

    @property
    def heading(self):
        return self._preview.shape.head(self.place)[:SHOWN]

    @property
    def example(self):
        """The first text in it."""
        rows = self._preview.shape.rows or [line.cells for line in self._preview.shape.lines]
        return next((row[self.place] for row in rows if row[self.place]), "")[:SHOWN]

    @property
    def is_counting(self):
        return self._preview.shape.counted == self.place

    @property
    def options(self):
        return [(name, field.short_label) for name, field in self._preview.columns.items()]


def _all(data, key):
    """All values of a posted key; of a plain dictionary its one."""
    return data.getlist(key) if hasattr(data, "getlist") else data.get(key, [])
