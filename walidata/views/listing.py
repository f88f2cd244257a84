"""The files of a Walidata's region: a list, and the same for its data forum and EPSS."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from files.cells import Table
from files.tables import csv_response, xlsx_response
from requests_app.models.submissions.telling import to_agency
from requests_app.views.exports import AT_ONCE, MOST_ROWS, TOO_LONG
from walidata.access import custodians_only
from walidata.desk import UNHEARD, unheard
from walidata.files import files_of, titled, with_submitted_titles
from walidata.models import Custody

A_PAGE = 50
COLUMNS = (
    *("Kode", "Kegiatan", "Instansi", "Formulir", "Tahun", "Status", "Identitas rekomendasi"),
    *("Diajukan", "Diputus", "Nomor surat", "Tanggal surat", "Hasil tersedia menurut formulir"),
    *("Hasil diserahkan", "Hasil diperiksa BPS"),
)


@never_cache
@custodians_only
@require_safe
def index(request):
    """By year, the newest first; and those on which it may still say something."""
    user, seen = request.user, files_of(request.user)
    found, year, needs = _narrowed(request)
    rows = Paginator(with_submitted_titles(found), A_PAGE).get_page(request.GET.get("halaman"))
    for row in rows:
        row.told = to_agency(titled(row))
    years = [day.year for day in seen.datetimes("submitted_at", "year", order="DESC")]
    page = {
        "page": rows,
        "custodies": Custody.objects.of(user).select_related("region"),
        "filters": _filters(years, year, needs),
        "query": request.GET.urlencode(),
        "is_narrowed": bool(year or needs),
    }
    return render(request, "walidata/index.html", page)


@require_safe
@never_cache
@custodians_only
def as_csv(request):
    """What the filters of the list find, sent while it is read."""
    return csv_response(_table(_narrowed(request)[0]), _name(request))


@require_safe
@never_cache
@custodians_only
def workbook(request, respond=xlsx_response):
    """The same as a workbook: XLSX, or another kind."""
    found = _narrowed(request)[0]
    if found.order_by()[: MOST_ROWS + 1].count() > MOST_ROWS:
        messages.error(request, TOO_LONG.format(most=f"{MOST_ROWS:,}".replace(",", ".")))
        return redirect(f"{reverse('walidata')}?{request.GET.urlencode()}")
    return respond([_table(found)], _name(request))


def _narrowed(request):
    """The files that the address asks for, its year, and whether they want an opinion."""
    found, year = files_of(request.user), request.GET.get("tahun", "")
    year = int(year) if year.isascii() and year.isdigit() and len(year) == len("2026") else None
    needs = request.GET.get("perlu") == UNHEARD
    if year:
        found = found.filter(submitted_at__year=year)
    if needs:
        found = unheard(found, request.user)
    found = found.select_related("agency", "office").order_by("-submitted_at", "-pk")
    return found, year, needs


def _filters(years, chosen, needs):
    """As `parts/filters.html` draws them."""
    yield {"label": "Semua", "href": "?", "is_current": not (chosen or needs)}
    yield {"label": "Dapat diberi pendapat", "href": f"?perlu={UNHEARD}", "is_current": needs}
    for year in years:
        yield {"label": year, "href": f"?tahun={year}", "is_current": year == chosen and not needs}


def _table(found):
    files = with_submitted_titles(found).iterator(chunk_size=AT_ONCE)
    return Table("Kegiatan statistik", COLUMNS, map(_line, map(titled, files)), wraps=False)


def _line(file):
    """One file, as texts, days and whole numbers."""
    submitted = file.submitted_at.astimezone(file.office.zone)
    return (
        file.code,
        file.spoken_title,
        file.agency.name,
        file.kind_label,
        submitted.year,
        to_agency(file).label,
        file.identity,
        submitted.date(),
        file.decided_at.astimezone(file.office.zone).date() if file.decided_at else None,
        file.letter_number,
        file.letter_dated_on,
        file.available_on,
        file.results_on,
        file.results_confirmed_on,
    )


def _name(request):
    return slugify(f"walidata {request.user.agency.name}")[:80]
