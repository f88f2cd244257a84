"""The report of the satisfaction survey, as a PDF to sign and as a workbook to go on with."""

from django.template.loader import render_to_string
from django.utils import translation

from complaints.index.unsur import UNSUR
from complaints.models import Rating
from complaints.models.tally import PROFILE
from complaints.published import trend
from files.cells import Table
from paper.printing import print_pdf

WIDTHS = {"A": 40}


def content(satisfaction, figures):
    """What page and report show of one period."""
    quarters = satisfaction.trend()
    return {
        "office": satisfaction.office,
        "figures": figures,
        "index": figures.index,
        "weakest_first": figures.index.by_weakness(),
        "products": figures.by_product(),
        "profile": figures.profile(),
        "quarters": quarters,
        "trend": trend.drawn(quarters),
        "follow_up": satisfaction.follow_up(figures.period),
    }


def as_pdf(satisfaction, figures):
    """The report as an archival PDF."""
    page = content(satisfaction, figures) | {"printed_on": satisfaction.office.today()}
    with translation.override("id"):
        return print_pdf(render_to_string("paper/satisfaction.html", page))


def questionnaire_as_pdf(office_name):
    """The blank questionnaire, for the counter."""
    profile = [(_field(name).verbose_name, _field(name).flatchoices) for name in PROFILE]
    page = {"office_name": office_name, "unsur": UNSUR, "profile": profile}
    with translation.override("id"):
        return print_pdf(render_to_string("paper/questionnaire.html", page))


def as_tables(satisfaction, figures):
    """The report as tables of a workbook: figures as numbers, words as words."""
    shown = content(satisfaction, figures)
    yield Table("Ringkasan", ("Keterangan", "Nilai"), _summary(shown), widths=WIDTHS)
    columns = ("Unsur", "Nomor", "Rata-rata (1–4)", "Nilai konversi", "Mutu")
    rows = [
        (each.unsur.name, each.unsur.number, each.shown_mean, each.converted, each.band.mark)
        for each in shown["weakest_first"]
    ]
    yield Table("Unsur (terlemah dahulu)", columns, rows, widths=WIDTHS)
    if shown["products"]:
        columns = ("Produk layanan", "IKM", "Mutu", "Responden")
        rows = [(label, *_figures(index)) for label, index in shown["products"]]
        yield Table("Produk layanan", columns, rows, widths=WIDTHS)
    columns = ("Triwulan", "IKM", "Mutu", "Responden")
    rows = [(period.label, *_figures(index)) for period, index in shown["quarters"]]
    yield Table("Perkembangan", columns, rows, widths=WIDTHS)
    columns = ("Keterangan", "Kelompok", "Responden", "Persen")
    rows = [(question, *group) for question, groups in shown["profile"] for group in groups]
    yield Table("Profil responden", columns, rows, widths=WIDTHS)


def _figures(index):
    return index.value, index.band.mark, index.count


def _summary(shown):
    figures, index, follow_up = shown["figures"], shown["index"], shown["follow_up"]
    return [
        ("Satuan kerja", shown["office"].name),
        ("Periode", figures.period.label),
        ("Indeks kepuasan masyarakat (IKM)", index.value),
        ("Mutu pelayanan", index.band.mark),
        ("Kinerja unit pelayanan", index.band.words),
        ("Jumlah responden", index.count),
        ("Daring", figures.online),
        ("Kertas", figures.on_paper),
        ("Tindak lanjut", follow_up.text if follow_up else ""),
    ]


def _field(name):
    return Rating._meta.get_field(name)
