"""A board of offices: a row each, what they come to together, and what leads to their lists."""

from functools import cached_property
from typing import NamedTuple

from figures.charts import spoken
from files.cells import Table
from supervision.areas import named, provinces_in
from supervision.counting import Figures, counted, together

NOTHING = "–"


class Column(NamedTuple):
    """One figure: its name in addresses, its heading, what it is of `Figures`, and its list."""

    slug: str
    heading: str
    fact: str
    listed: str
    unit: str = ""

    def value(self, figures):
        return getattr(figures, self.fact)

    def words(self, figures):
        value = self.value(figures)
        if value is None:
            return NOTHING
        told = spoken(value) if isinstance(value, int | float) else str(value).replace(".", ",")
        return f"{told}{self.unit}"


COLUMNS = (
    Column("terbuka", "Terbuka", "open", "terbuka"),
    Column("lewat", "Lewat batas waktu", "overdue", "lewat"),
    Column("diajukan", "Diajukan", "submitted", "diajukan"),
    Column("diputus", "Diputus", "decided", "diputus"),
    Column("tepat-waktu", "Tepat waktu", "in_time", "terlambat", " %"),
    Column("median", "Median hari kerja di BPS", "median", "diputus"),
    Column("putaran", "Putaran per berkas", "rounds", "diputus"),
    Column("kepuasan", "Indeks kepuasan", "satisfaction", "kepuasan"),
    Column("pengaduan", "Pengaduan terlambat", "complaints_late", "pengaduan"),
)
OF_FILES = COLUMNS[:7]  # what a kind of form narrows


class Row(NamedTuple):
    """One office or province with its figures."""

    code: str
    name: str
    figures: Figures


class Board:
    """The figures of an area over a span: a row for each province, or for each office.

    However many offices there are, it asks the same queries. In the order of the codes unless
    another one is asked for: figures of unlike offices side by side are no ranking.
    """

    def __init__(self, area, span, *, kind="", by_province=False, order=""):
        self.area, self.span, self.kind = area, span, kind
        self.by_province = by_province
        self.order = next((one for one in self.columns if one.slug == order), None)

    @property
    def columns(self):
        return OF_FILES if self.kind else COLUMNS

    @cached_property
    def rows(self):
        """Every place, also one of which there is nothing to tell, unless it has closed."""
        asked = {"kind": self.kind, "by_province": self.by_province}
        found = counted(self.area.offices, self.span, **asked)
        nothing = Figures()
        rows = [
            Row(code, name, figures)
            for code, name, is_closed in self._places()
            for figures in [found.get(code, nothing)]
            if not is_closed or figures != nothing
        ]
        if self.order is None:
            return rows
        return sorted(rows, key=lambda row: _largest_first(self.order.value(row.figures)))

    @cached_property
    def total(self):
        """All of the area together."""
        return together(row.figures for row in self.rows)

    def table(self):
        """To take away, with plain numbers."""
        place = "Provinsi" if self.by_province else "Satuan kerja"
        lines = [self._line(row.code, row.name, row.figures) for row in self.rows]
        lines.append(self._line("", f"{self.area.name}, seluruhnya", self.total))
        headings = ("Kode", place, *(column.heading for column in self.columns))
        return Table("Pengawasan", headings, lines)

    def _line(self, code, name, figures):
        return (code, name, *(column.value(figures) for column in self.columns))

    def _places(self):
        """Each as ``(code, name, whether it has closed)``."""
        if self.by_province:
            return [(code, name, False) for code, name in provinces_in(self.area.offices)]
        offices = self.area.offices.order_by("pk").values_list("pk", "name", "closed_at")
        return [(code, named(name, closed), bool(closed)) for code, name, closed in offices]


def _largest_first(value):
    """What there is nothing to say of stands at the end."""
    return (value is None, -(value or 0))
