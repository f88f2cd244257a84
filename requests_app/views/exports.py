"""Lists of submissions and the tables of the board as files for spreadsheets."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from files.cells import Table
from files.tables import csv_response, xlsx_response
from requests_app.board.tables import tables_of
from requests_app.models import Submission
from requests_app.views.board import board_of, readers
from requests_app.views.filtering import condition

COLUMNS = (
    *("Kode", "Formulir", "Kegiatan", "Instansi", "Status", "Diajukan", "Batas waktu"),
    *("Diputus", "Identitas rekomendasi", "Nomor surat", "Tanggal surat"),
    *("Hari kerja di BPS", "Hari kerja di instansi", "Putaran"),
)
OFFICE_COLUMNS = (*COLUMNS, "Pemeriksa")
AT_ONCE = 500  # files in memory
MOST_ROWS = 50_000  # of a workbook, which is made before it is sent
TOO_LONG = (
    "Lembar kerja memuat paling banyak {most} baris. Persempit dengan saringan, atau unduh CSV."
)


@require_safe
@never_cache
def submissions_csv(request):
    """What the filters of the list find, sent while it is read."""
    found = _found(request)
    return csv_response(_table(found, request.user), _name(request.user))


@require_safe
@never_cache
def submissions_workbook(request, respond=xlsx_response):
    """What the filters of the list find, as a workbook: XLSX, or another kind."""
    found = _found(request)
    if found.order_by()[: MOST_ROWS + 1].count() > MOST_ROWS:
        messages.error(request, TOO_LONG.format(most=f"{MOST_ROWS:,}".replace(",", ".")))
        return redirect(f"{reverse('submissions')}?{request.GET.urlencode()}")
    return respond([_table(found, request.user)], _name(request.user))


@require_safe
@never_cache
@readers
def board_csv(request):
    """One table of the board, the months unless the address names another."""
    tables = tables_of(board_of(request))
    slug = request.GET.get("tabel", "")
    slug = slug if slug in tables else next(iter(tables))
    return csv_response(tables[slug], f"papan-{slug}-{request.user.office.code}")


@require_safe
@never_cache
@readers
def board_workbook(request, respond=xlsx_response):
    """All tables of the board, a sheet each."""
    tables = tables_of(board_of(request))
    return respond(tables.values(), f"papan-{request.user.office.code}")


def _found(request):
    visible = Submission.objects.visible_to(request.user).of_own_office(request.user)
    found = visible.filter(condition(request.GET, request.user)).most_urgent_first()
    return found.select_related("agency", "office", "examiner", "standing")


def _table(found, user):
    columns = OFFICE_COLUMNS if user.office_id else COLUMNS
    files = found.iterator(chunk_size=AT_ONCE)
    return Table("Pengajuan", columns, (_line(file, user) for file in files), wraps=False)


def _line(file, user):
    """One file, as texts, days and whole numbers; the agency does not read who examines."""
    standing = getattr(file, "standing", None)
    line = (
        file.code,
        file.kind_label,
        file.spoken_title,
        file.agency.name,
        file.told_to(user).label,
        _day(file.submitted_at, file.office),
        file.due_on,
        _day(file.decided_at, file.office),
        file.identity,
        file.letter_number,
        file.letter_dated_on,
        *(getattr(standing, name, None) for name in ("office_days", "agency_days", "rounds")),
    )
    return (*line, file.examiner.name if file.examiner else "") if user.office_id else line


def _day(moment, office):
    return moment.astimezone(office.zone).date() if moment else None


def _name(user):
    whose = user.office.code if user.office_id else user.agency.name if user.agency_id else ""
    return slugify(f"pengajuan {whose}")
