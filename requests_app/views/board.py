"""The head's board (``/papan/``): how the office stands, and how it has done."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.models import Role
from editions import EDITIONS
from figures.charts import spoken
from requests_app.board.board import YEARS_BACK, Board, Measure
from requests_app.board.charts import charts_of
from requests_app.board.elsewhere import told_elsewhere
from requests_app.views.filtering import LATE, FilterChoice, choice_of_kind
from requests_app.workflow import State

CSV_TABLES = [("bulan", "Per bulan (CSV)"), ("beban", "Beban (CSV)"), ("catatan", "Catatan (CSV)")]
readers = requires(Role.HEAD, Role.ADMIN)


@require_safe
@readers
def show(request):
    """Now first, then the period; every figure leads to its files or has its table."""
    board = board_of(request)
    charts = {chart.slug: chart for chart in charts_of(board)}
    page = {
        "board": board,
        "figures": [*figures_of(board), *told_elsewhere(board)],
        "overdue_files": board.overdue_files(),
        "loads": board.loads(),
        "now": [charts.pop("umur-di-bps"), charts.pop("umur-di-instansi")],
        "charts": charts.values(),
        "noted": board.noted(),
        "year": _choice_of_year(board),
        "kind": choice_of_kind(board.kind),
        "csv_tables": CSV_TABLES,
        "late_href": f"{reverse('submissions')}?tenggat={LATE}",
    }
    return render(request, "requests_app/board/board.html", page)


def _choice_of_year(board):
    years = [(year, year) for year in board.years()]
    return FilterChoice("tahun", "Masa", "12 bulan terakhir", years, board.period.year)


def board_of(request):
    """The board that the address asks for; what it does not understand is left out."""
    given, office = request.GET, request.user.office
    year = given.get("tahun", "")
    year = int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else None
    if year and not office.today().year - YEARS_BACK <= year <= office.today().year:
        year = None
    kinds = {edition.kind for edition in EDITIONS.values()}
    kind = given.get("jenis", "")
    return Board(office, year=year, kind=kind if kind in kinds else "")


def figures_of(board):
    """The figures at the top: (label, words, what they mean)."""
    decided, days = board.decided(), [Measure.OFFICE_DAYS, Measure.AGENCY_DAYS]
    office, agency = (board.median(part) for part in days)
    return [
        ("Terbuka", spoken(sum(count for *_, count in board.open)), "berkas belum diputus"),
        ("Lewat batas waktu", spoken(board.overdue), "berkas di BPS"),
        (
            "Menunggu tanda tangan",
            spoken(board.open_in(State.AWAITING_SIGNATURE)),
            "surat untuk Kepala",
        ),
        ("Diputus", spoken(decided), board.period.words),
        ("Tepat waktu", f"{board.in_time()} %" if decided else "–", "dari keputusan"),
        ("Di BPS", spoken(office) if decided else "–", "hari kerja, median"),
        ("Di instansi", spoken(agency) if decided else "–", "hari kerja, median"),
        ("Putaran", spoken(board.mean(Measure.ROUNDS)) if decided else "–", "rata-rata per berkas"),
    ]
