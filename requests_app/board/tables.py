"""The figures of the board as tables to take away, with plain numbers."""

from files.cells import MonthCell, Table
from requests_app.board.board import Measure
from requests_app.board.charts import charts_of

MONTHS = (
    *("Bulan", "Diajukan", "Layak", "Tidak layak", "Dibatalkan"),
    *("Tepat waktu (persen)", "Median hari kerja di BPS", "Median hari kerja di instansi"),
)
LOADS = ("Pemeriksa", "Diperiksa", "Menunggu Kepala", "Di instansi", "Lewat", "Sisa hari kerja")
NOTED = ("Formulir", "Rincian", "Catatan", "Triwulan sebelumnya", "Catatan baku yang dipakai")
FLOW = (Measure.SUBMITTED, Measure.RECOMMENDED, Measure.DECLINED, Measure.CANCELLED)


def tables_of(board):
    """``{slug: Table}``: the months, who has what in hand, notes, and what is behind each chart."""
    tables = {
        "bulan": Table("Per bulan", MONTHS, [_month(board, one) for one in board.period.months]),
        "beban": Table("Beban pemeriksa", LOADS, [_load(load) for load in board.loads()]),
        "catatan": Table("Catatan", NOTED, [_noted(row) for row in board.noted()]),
    }
    for chart in charts_of(board):
        lines = zip(chart.names, *(series.values for series in chart.series), strict=True)
        tables[chart.slug] = Table(chart.slug, tuple(chart.headings), lines)
    return tables


def _month(board, month):
    return (
        MonthCell(month.year, month.month, 1),
        *(board.total(measure, month) for measure in FLOW),
        board.in_time(month),
        board.median(Measure.OFFICE_DAYS, month),
        board.median(Measure.AGENCY_DAYS, month),
    )


def _load(load):
    name = load.person.name if load.person else "Belum ditugasi"
    left = load.due and load.due.left
    return (name, load.examining, load.signing, load.away, load.overdue, left)


def _noted(row):
    standards = ", ".join(f"{name} ({count})" for name, count in row.standards)
    return (row.edition.short_title, row.words, row.count, row.before, standards)
