"""A table of the form as a spreadsheet: taken away, and brought back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404

from editions.pasting.cells import text_of
from editions.pasting.preview import REPLACE, Preview
from editions.pasting.workbook import best_sheet
from editions.rows import Rows
from files.cells import Table
from files.sniffing import Unfit
from files.tables import ods_response, xlsx_response
from requests_app.models import ColumnHeading
from requests_app.views.filling.page import AnswerPage
from requests_app.views.steps import find, version_asked_for

MOST_TEXT = 1_000_000  # bytes that travel in the page


def show(request, code, block, question):
    """GET: the table as XLSX (``?bentuk=ods``, ``?versi=2``). POST: rows of an uploaded one.

    What was uploaded is shown for a person to choose from, as what is pasted: none of it is taken.
    """
    page = AnswerPage(request, find(request, code), block)
    field = page.block.base_fields.get(question)
    if not isinstance(field, Rows):
        raise Http404("Rincian ini bukan tabel.")
    if request.method == "POST":
        return _take(page, question, field)
    return _give(page, question, field)


def _give(page, question, field):
    revision = version_asked_for(page.request, page.submission)
    rows = page.submission.form.table(revision.answers, f"{page.block.code}.{question}")
    labels = tuple(column.label for column in field.columns)
    number = page.block.numbers[question]
    name = f"{page.submission.code}-{number}-versi-{revision.number}"
    respond = ods_response if page.request.GET.get("bentuk") == "ods" else xlsx_response
    return respond([Table(f"Rincian {number}", labels, rows)], name)


def _take(page, question, field):
    request = page.request
    if not page.submission.can_write(request.user):
        raise PermissionDenied("Isian tidak dapat diubah sekarang.")
    if action := request.POST.get("rows"):  # a button of the page that was drawn here
        return page.draw(page.form_after(action), typed=request.POST)
    typed, status = request.POST.copy(), 200
    try:
        _open_preview(request, typed, question, field)
    except Unfit as refusal:
        messages.error(request, f"{refusal} Tabel tetap seperti semula.")
        status = 422
    return page.draw(page.typed_form(typed), status=status, typed=typed)


def _open_preview(request, typed, question, field):
    upload = request.FILES.get(f"{question}-file")
    if upload is None:
        raise Unfit("Pilih berkas XLSX yang akan diunggah.")
    columns = field.row.base_fields
    sheet, others = best_sheet(upload, columns, ColumnHeading.objects.words)
    text = text_of(sheet.lines)
    if len(text.encode()) > MOST_TEXT:
        raise Unfit(
            "Isi lembar ini terlalu panjang. Bagi tabelnya, atau hapus kolom yang tidak perlu."
        )
    origin = f"Dari lembar “{sheet.title}”."
    if others:
        origin += f" Lembar lain tidak dipakai: {', '.join(others)}."
    manner = typed.get(f"{question}-cara", REPLACE)
    Preview.open(typed, question, text, origin, manner=manner)
