"""The registers of the office: which number is on which letter, and why one is void."""

from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.models import Role
from accounts.text import plain_line
from files.tables import csv_response, xlsx_response
from letters import register_export
from letters.models import Letter
from letters.registers import IDENTITIES, LETTERS, SERIES, entries, matching, with_successors

PAGE = 50
State = Letter.State
IN_ADDRESSES = {  # what a state is called in the address of the register
    State.DRAFT: "konsep",
    State.NUMBERED: "bernomor",
    State.SIGNED: "ditandatangani",
    State.DELIVERED: "terkirim",
    State.SENT_BACK: "dikembalikan",
    State.VOID: "batal",
    State.WITHDRAWN: "dicabut",
    State.REPLACED: "diganti",
}
BY_WORD = {word: state for state, word in IN_ADDRESSES.items()}  # the codes are taken as well
readers = requires(Role.FRONT_DESK, Role.EXAMINER, Role.HEAD, Role.ADMIN)


@require_safe
@never_cache
@readers
def show(request):
    """One of the two series, newest number first, fifty to a page."""
    chosen = _Choice(request)
    found = _after(chosen.found(), chosen.series, request.GET.get("sesudah", ""))
    rows = list(found[: PAGE + 1])
    more, rows = len(rows) > PAGE, with_successors(rows[:PAGE])
    page = {
        "rows": rows,
        "series": chosen.series,
        "is_letters": chosen.series == LETTERS,
        "search": chosen.words,
        "year": chosen.year,
        "state": IN_ADDRESSES.get(chosen.state, ""),
        "years": chosen.years,
        "states": [(IN_ADDRESSES[state], state.label) for state in Letter.State],
        "series_links": chosen.series_links(),
        "query": chosen.query(),
        "next_href": chosen.address(sesudah=_cursor(rows[-1], chosen.series)) if more else "",
        "previous_href": chosen.address(sesudah=None) if "sesudah" in request.GET else "",
    }
    return render(request, "letters/register/register.html", page)


@require_safe
@never_cache
@readers
def as_csv(request):
    """What the filters find, as a CSV file that is sent while it is read."""
    chosen = _Choice(request)
    return csv_response(register_export.table(chosen.found(), chosen.zone), chosen.filename)


@require_safe
@never_cache
@readers
def as_workbook(request, respond=xlsx_response):
    """What the filters find, as a workbook: XLSX, or another kind."""
    chosen = _Choice(request)
    return respond([register_export.table(chosen.found(), chosen.zone)], chosen.filename)


class _Choice:
    """The filters as they stand in the address."""

    def __init__(self, request):
        self.request, given = request, request.GET
        series = given.get("seri", "")
        self.series = series if series in SERIES else LETTERS
        self.words = plain_line(given.get("cari", ""))[:100]
        self.entries = entries(request.user.office, self.series)
        state = given.get("status", given.get("keadaan", ""))  # its name until this version
        self.state = BY_WORD.get(state, state if state in Letter.State else "")
        year = given.get("tahun", "")
        self.year = int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else None

    @property
    def zone(self):
        return self.request.user.office.zone

    @property
    def years(self):
        """The years in which this series has numbers."""
        return self.entries.order_by("-year").values_list("year", flat=True).distinct()

    def found(self):
        found = self.entries.filter(year=self.year) if self.year else self.entries
        if self.state:
            found = found.filter(state=self.state)
        return matching(found, self.words)

    @property
    def filename(self):
        office = self.request.user.office
        kind = "identitas" if self.series == IDENTITIES else "surat"
        return slugify(f"register {kind} {office.code} {self.year or ''}")

    def series_links(self):
        """The two series as links, one of them the current."""
        return [
            {
                "label": label,
                "href": self.address(seri=series, sesudah=None),
                "is_current": series == self.series,
            }
            for series, label in SERIES.items()
        ]

    def query(self, **changes):
        """The parameters of the address, some of them changed."""
        parameters = self.request.GET.copy()
        parameters.pop("sesudah", None)
        for name, value in changes.items():
            parameters.pop(name, None)
            if value:
                parameters[name] = value
        return parameters.urlencode()

    def address(self, **changes):
        query = self.query(**changes)
        return f"{self.request.path}?{query}" if query else self.request.path


def _cursor(letter, series):
    if series == IDENTITIES:
        return f"{letter.year}.{letter.identity_register}.{letter.identity_sequence}"
    return f"{letter.year}..{letter.sequence}"


def _after(found, series, cursor):
    """Those that stand behind the row of the cursor; a cursor nobody gave is left alone."""
    year, register, number = [*cursor.split("."), "", "", ""][:3]
    if not all(part.isascii() and part.isdecimal() and len(part) < 10 for part in (year, number)):
        return found
    older = found.filter(year__lt=int(year))
    same = found.filter(year=int(year))
    if series == LETTERS:
        return older | same.filter(sequence__lt=int(number))
    same_register = same.filter(identity_register=register, identity_sequence__lt=int(number))
    return older | same.filter(identity_register__lt=register) | same_register
