"""The report of the satisfaction survey, as a PDF to sign and as a workbook to go on with."""

from io import BytesIO

from django.template.loader import render_to_string
from django.utils import translation

from complaints.index.unsur import UNSUR
from complaints.models import Rating
from complaints.models.tally import PROFILE
from complaints.published import trend
from paper.printing import print_pdf


def content(satisfaction, figures):
    """What page and report show of one period."""
    quarters = satisfaction.trend()
    return {
        "office": satisfaction.office,
        "figures": figures,
        "index": figures.index,
        "weakest_first": figures.index.by_weakness(),
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


def as_xlsx(satisfaction, figures):
    """The report as a workbook, bytes: figures as numbers, words as words, never a formula."""
    from openpyxl import Workbook

    shown = content(satisfaction, figures)
    index = shown["index"]
    book = Workbook()
    book.remove(book.active)
    _sheet(
        book,
        "Ringkasan",
        ("Keterangan", "Nilai"),
        [
            ("Satuan kerja", satisfaction.office.name),
            ("Periode", figures.period.label),
            ("Indeks kepuasan masyarakat (IKM)", index.value),
            ("Mutu pelayanan", index.band.mark),
            ("Kinerja unit pelayanan", index.band.words),
            ("Jumlah responden", index.count),
            ("Daring", figures.online),
            ("Kertas", figures.on_paper),
            ("Tindak lanjut", shown["follow_up"].text if shown["follow_up"] else ""),
        ],
    )
    _sheet(
        book,
        "Unsur (terlemah dahulu)",
        ("Unsur", "Nomor", "Rata-rata (1–4)", "Nilai konversi", "Mutu"),
        [
            (
                value.unsur.name,
                value.unsur.number,
                value.shown_mean,
                value.converted,
                value.band.mark,
            )
            for value in shown["weakest_first"]
        ],
    )
    _sheet(
        book,
        "Perkembangan",
        ("Triwulan", "IKM", "Mutu", "Responden"),
        [
            (period.label, each.value, each.band.mark, each.count)
            for period, each in shown["quarters"]
        ],
    )
    _sheet(
        book,
        "Profil responden",
        ("Keterangan", "Kelompok", "Responden", "Persen"),
        [
            (question, words, count, percent)
            for question, groups in shown["profile"]
            for words, count, percent in groups
        ],
    )
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _field(name):
    return Rating._meta.get_field(name)


def _sheet(book, title, columns, rows):
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font

    sheet = book.create_sheet(title)
    sheet.append(columns)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = 18
    sheet.column_dimensions["A"].width = 40
    for down, row in enumerate(rows, 2):
        for across, value in enumerate(row, 1):
            cell = sheet.cell(down, across)
            if isinstance(value, str):
                cell.value, cell.data_type = ILLEGAL_CHARACTERS_RE.sub("", value), "s"
                cell.alignment = Alignment(wrap_text=True, vertical="top")
            else:
                cell.value = value
    sheet.freeze_panes = "A2"
