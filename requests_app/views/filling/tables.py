"""A table of the form as a spreadsheet: taken away, and brought back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from editions.rows import Rows
from editions.spreadsheets import read
from files.sniffing import Unfit
from files.spreadsheets import CONTENT_TYPE, write
from requests_app.views.filling.answers import drawing, find_block, page_of
from requests_app.views.steps import find

APPEND = "tambah"


def show(request, code, block, question):
    """GET: the table as XLSX (of a version with ``?versi=2``). POST: rows of an uploaded one.

    What was uploaded is drawn for review and not stored until it is saved: nothing is taken half.
    """
    submission = find(request, code)
    part = find_block(submission, block)
    field = part.base_fields.get(question)
    if not isinstance(field, Rows):
        raise Http404("Rincian ini bukan tabel.")
    if request.method == "POST":
        return _take(request, submission, part, question, field)
    versions = submission.revisions_for(request.user)
    number = request.GET.get("versi", "")
    if number.isdecimal() and len(number) < 6:
        revision = get_object_or_404(versions, number=int(number))
    else:
        revision = versions.order_by("-number").first()
    rows = submission.form.table(revision.answers, f"{block}.{question}")
    labels = [column.label for column in field.columns]
    number = part.numbers[question]
    response = HttpResponse(write(labels, rows, f"Rincian {number}"), content_type=CONTENT_TYPE)
    name = f"{submission.code}-{number}-versi-{revision.number}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _take(request, submission, part, question, field):
    if not submission.can_write(request.user):
        raise PermissionDenied("Isian tidak dapat diubah sekarang.")
    typed, status = request.POST.copy(), 200
    stood = field.widget.value_from_datadict(typed, None, question)
    upload = request.FILES.get(f"{question}-file")
    try:
        if upload is None:
            raise Unfit("Pilih berkas XLSX yang akan diunggah.")
        rows = read(upload, field.row.base_fields)
    except Unfit as refusal:
        messages.error(request, f"{refusal} Tabel tetap seperti semula.")
        status = 422
    else:
        is_added = typed.get(f"{question}-cara") == APPEND
        field.widget.write(typed, question, [*stood, *rows] if is_added else rows)
        done = "ditambahkan" if is_added else "menggantikan isi tabel"
        messages.success(
            request, f"{len(rows)} baris {done} dan belum tersimpan. Periksa, lalu simpan."
        )
    form = part(typed, draft=True, **drawing(request, submission))
    return page_of(request, submission, part, form, status=status, typed=typed)
