"""What the board draws: each chart with its title and a sentence that says what it shows."""

from django.utils.formats import date_format

from figures.charts import Chart, Series, spoken
from figures.tallying import binned, share
from requests_app.board.board import Measure, month_words
from requests_app.workflow import State
from workdays.due import SOON

IN_OFFICE = (State.SUBMITTED, State.UNDER_EXAMINATION, State.AWAITING_SIGNATURE)
LEFT_BOUNDS = (-1, 5, 10, 20)
LEFT_SLOTS = ["lewat", "0–5", "6–10", "11–20", "> 20"]
WEEK_BOUNDS = (1, 5, 10)
WEEK_SLOTS = ["< 2", "2–5", "6–10", "> 10"]
DAY_BOUNDS = (5, 10, 15, 20, 25, 30)
DAY_SLOTS = ["0–5", "6–10", "11–15", "16–20", "21–25", "26–30", "> 30"]
ROUND_BOUNDS = (1, 2, 3)
ROUND_SLOTS = ["1", "2", "3", "> 3"]
DECEMBER = 12


def charts_of(board):
    """All charts of a board, the present first."""
    return [chart(board) for chart in (_age, _silence, _flow, _days, _timely, _spread, _rounds)]


def _age(board):
    series = []
    for state in IN_OFFICE:
        held = board.on_the_clock.items()
        counts = {left: count for (of, left), count in held if of == state}
        series.append(Series(state.label, binned(counts, LEFT_BOUNDS)))
    number = sum(sum(one.values) for one in series)
    late, soon = (sum(one.values[place] for one in series) for place in (0, 1))
    return Chart(
        "umur-di-bps",
        "Berkas di BPS menurut sisa hari kerja",
        f"{spoken(number)} berkas sedang dipegang BPS: {spoken(late)} lewat batas waktu, "
        f"{spoken(soon)} lagi jatuh tempo dalam {SOON} hari kerja.",
        "Sisa hari kerja",
        LEFT_SLOTS,
        series,
        places=[0, 0, 0],
    )


def _silence(board):
    counts = binned(board.away, WEEK_BOUNDS)
    return Chart(
        "umur-di-instansi",
        "Berkas di instansi menurut minggu sejak dikembalikan",
        f"{spoken(sum(counts))} berkas menunggu perbaikan dari instansi, {spoken(counts[-1])} di "
        "antaranya lebih dari 10 minggu.",
        "Minggu",
        WEEK_SLOTS,
        [Series("Menunggu instansi", counts)],
    )


def _busiest(board):
    """ " Terbanyak masuk pada Maret 2026 (12)."; "" where nothing came in."""
    month = max(board.period.months, key=lambda month: board.total(Measure.SUBMITTED, month))
    most = board.total(Measure.SUBMITTED, month)
    return f" Terbanyak masuk pada {month_words(month)} ({spoken(most)})." if most else ""


def _flow(board):
    months = board.period.months
    parts = (Measure.SUBMITTED, Measure.RECOMMENDED, Measure.DECLINED)
    series = [Series(part.label, [board.total(part, month) for month in months]) for part in parts]
    came, layak, tidak = (sum(one.values) for one in series)
    return Chart(
        "per-bulan",
        "Pengajuan dan keputusan per bulan",
        f"Dalam {board.period.words} {spoken(came)} pengajuan masuk, {spoken(layak)} dinyatakan "
        f"layak dan {spoken(tidak)} tidak layak.{_busiest(board)}",
        "Bulan",
        *_slots(months),
        series,
        places=[0, 1, 1],
        **_notes(months),
    )


def _days(board):
    months = board.period.months
    parts = (Measure.OFFICE_DAYS, Measure.AGENCY_DAYS)
    office, agency = (board.median(part) for part in parts)
    return Chart(
        "hari",
        "Median hari kerja sampai keputusan",
        f"Separuh berkas diputus dengan paling banyak {spoken(office)} hari kerja di BPS dan "
        f"{spoken(agency)} hari kerja di instansi; yang dijanjikan {board.office.allowance_days}."
        if office is not None
        else f"Belum ada keputusan dalam {board.period.words}.",
        "Bulan",
        *_slots(months),
        [Series(part.label, [board.median(part, month) for month in months]) for part in parts],
        limit=board.office.allowance_days,
        limit_label=f"dijanjikan {board.office.allowance_days}",
        **_notes(months),
    )


def _timely(board):
    months = board.period.months
    decided = board.decided()
    return Chart(
        "tepat-waktu",
        "Keputusan tepat waktu",
        f"{spoken(decided - board.total(Measure.LATE))} dari {spoken(decided)} keputusan "
        f"({board.in_time()} %) tepat waktu."
        if decided
        else f"Belum ada keputusan dalam {board.period.words}.",
        "Bulan",
        *_slots(months),
        [Series("Tepat waktu", [board.in_time(month) for month in months], " %")],
        top=100,
        **_notes(months),
    )


def _spread(board):
    parts = (Measure.OFFICE_DAYS, Measure.AGENCY_DAYS)
    series = [Series(part.label, binned(board.counted(part), DAY_BOUNDS)) for part in parts]
    fewest = sum(series[0].values[:2])
    portion = share(fewest, board.decided())
    return Chart(
        "sebaran-hari",
        "Sebaran hari kerja, di BPS dan di instansi",
        f"{spoken(fewest)} dari {spoken(board.decided())} berkas ({portion} %) diputus dengan "
        "paling banyak 10 hari kerja di BPS."
        if board.decided()
        else f"Belum ada keputusan dalam {board.period.words}.",
        "Hari kerja",
        DAY_SLOTS,
        series,
    )


def _rounds(board):
    counts = binned(board.counted(Measure.ROUNDS), ROUND_BOUNDS)
    return Chart(
        "putaran",
        "Putaran per berkas",
        f"{spoken(counts[0])} dari {spoken(board.decided())} berkas "
        f"({share(counts[0], board.decided())} %) diputus tanpa dikembalikan; rata-rata "
        f"{spoken(board.mean(Measure.ROUNDS))} putaran."
        if board.decided()
        else f"Belum ada keputusan dalam {board.period.words}.",
        "Putaran",
        ROUND_SLOTS,
        [Series("Berkas", counts)],
    )


def _slots(months):
    return ([date_format(month, "M") for month in months],)


def _notes(months):
    """The year under January, and under the first month unless the next one is January."""
    first = (months[0],) if months[0].month != DECEMBER else ()
    return {"notes": [str(m.year) if m.month == 1 or m in first else "" for m in months]}
