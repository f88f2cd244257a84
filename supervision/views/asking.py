"""What an address of a board or list asks for; what it does not understand is left out."""

from urllib.parse import urlencode

from editions import EDITIONS
from requests_app.board.board import YEARS_BACK, Span
from requests_app.views.filtering import FilterChoice, choice_of_kind
from supervision.areas import COUNTRY, area_of, own_code, provinces_in
from supervision.board import COLUMNS, Board

YEARS_OFFERED = 5
OFFICES, PROVINCES = "kantor", "provinsi"  # what a row is


class Asked:
    """The period, the kind of form, the province and the order that an address names."""

    def __init__(self, request):
        self.given, self.user = request.GET, request.user
        self.today = request.user.office.today()
        self.span = Span(self._year(), self.today)
        kind = self.given.get("jenis", "")
        self.kind = kind if kind in {edition.kind for edition in EDITIONS.values()} else ""

    def _year(self):
        year = self.given.get("tahun", "")
        year = int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else None
        return year if year and self.today.year - YEARS_BACK <= year <= self.today.year else None

    def area(self):
        """The province that is asked for, else all that is the person's."""
        code = self.given.get("provinsi", "")
        return area_of(self.user, code if code.isascii() and code.isdecimal() else "")

    def board(self):
        """A row for each province where the whole country is looked at, else for each office."""
        area = self.area()
        by_province = area.is_country and self.given.get("baris") != OFFICES
        order = self.given.get("urut", "")
        return Board(area, self.span, kind=self.kind, by_province=by_province, order=order)

    @property
    def query(self):
        """What a list needs to know of it, for its address: "?tahun=2026"; "" of nothing."""
        asked = {"tahun": self.span.year, "jenis": self.kind}
        asked = {name: value for name, value in asked.items() if value}
        return f"?{urlencode(asked)}" if asked else ""

    @property
    def words(self):
        kinds = {edition.kind: edition.short_title for edition in EDITIONS.values()}
        return ", ".join(filter(None, [self.span.words, kinds.get(self.kind, "")]))

    def choices(self):
        """Period and form, of a list or an office."""
        years = [
            (year, year) for year in range(self.today.year, self.today.year - YEARS_OFFERED, -1)
        ]
        period = FilterChoice("tahun", "Masa", "12 bulan terakhir", years, self.span.year)
        return [period, choice_of_kind(self.kind)]

    def choices_of_board(self, board):
        """The same, the province, what a row is, and the order."""
        choices = self.choices()
        if own_code(self.user) == COUNTRY:
            choices.insert(0, self._provinces(board))
        if board.area.is_country:
            rows = [(OFFICES, "Tiap satuan kerja")]
            shown = "" if board.by_province else OFFICES
            choices.append(FilterChoice("baris", "Baris", "Tiap provinsi", rows, shown))
        orders = [(column.slug, column.heading) for column in COLUMNS if column in board.columns]
        order = board.order.slug if board.order else ""
        return [*choices, FilterChoice("urut", "Urutan", "Menurut kode", orders, order)]

    def _provinces(self, board):
        if board.by_province:
            known = [(row.code, row.name) for row in sorted(board.rows)]
        else:
            known = provinces_in(area_of(self.user).offices)
        chosen = "" if board.area.is_country else board.area.code
        return FilterChoice("provinsi", "Provinsi", "Seluruh Indonesia", known, chosen)
