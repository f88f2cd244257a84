"""The list behind each figure: files by code and title, complaints by code, quarters of answers.

A title is the one that was submitted last: what an agency is typing into a file that went back to
it is its own. Agencies, people and what a complaint says stand on no list.
"""

from itertools import islice
from typing import NamedTuple

from django.db.models import F, Q

from accounts.models.offices import today_at
from complaints.models import Tally
from editions import EDITIONS
from files.cells import Table
from requests_app.models import Revision
from requests_app.models.submissions.submission import NO_TITLE
from requests_app.workflow import CLOSED, State
from supervision.sight import complaints_of, files_of
from workdays.months import months_before, quarter_of

AT_ONCE = 500  # files in memory
DECIDED = (State.RECOMMENDED, State.DECLINED)
FILE_COLUMNS = ("Kode", "Kegiatan", "Formulir", "Satuan kerja", "Status", "Diajukan")
FILE_COLUMNS += ("Batas waktu", "Diputus", "Hari kerja di BPS", "Putaran")
COMPLAINT_COLUMNS = (
    "Kode",
    "Jenis",
    "Satuan kerja",
    "Diterima",
    "Batas verifikasi",
    "Batas jawaban",
)
QUARTER_COLUMNS = ("Satuan kerja", "Triwulan", "Layanan", "Jawaban", "Indeks")


class Listed(NamedTuple):
    """One list: its name in addresses, its heading, and what it holds, in a sentence."""

    slug: str
    title: str
    words: str
    of: str = "files"


LISTS = {
    one.slug: one
    for one in (
        Listed("terbuka", "Terbuka", "Sudah diajukan dan belum diputus."),
        Listed("lewat", "Lewat batas waktu", "Dipegang BPS lebih lama daripada yang dijanjikan."),
        Listed("diajukan", "Diajukan", "Diajukan pertama kali dalam masa ini."),
        Listed(
            "diputus", "Diputus", "Layak atau tidak layak dalam masa ini, yang terlama di atas."
        ),
        Listed("terlambat", "Diputus terlambat", "Diputus dalam masa ini, sesudah batas waktunya."),
        Listed(
            "pengaduan",
            "Pengaduan terlambat",
            "Belum diverifikasi atau dijawab pada waktunya. Isi dan pelapornya tetap pada meja "
            "pengaduan kantor itu.",
            "complaints",
        ),
        Listed(
            "kepuasan",
            "Indeks kepuasan",
            "Jawaban survei tidak dapat ditelusuri ke pengajuannya, jadi yang tampil adalah "
            "triwulan dan layanan.",
            "quarters",
        ),
    )
}


def found(user, area, listed, span, *, kind=""):
    """What a list holds, as a queryset in the list's order."""
    if listed.of == "complaints":
        late = complaints_of(user).filter(desk__in=area.offices).late(today_at("desk"))
        return late.select_related("office", "desk").most_urgent_first()
    if listed.of == "quarters":
        return _quarters(area, span)
    files = files_of(user).filter(office__in=area.offices).filter(_condition(listed, span))
    slugs = [edition.slug for edition in EDITIONS.values() if edition.kind == kind]
    if slugs:
        files = files.filter(edition__in=slugs)
    if listed.slug == "lewat":
        files = files.overdue()
    if listed.slug in ("diputus", "terlambat"):
        files = files.order_by(F("standing__office_days").desc(nulls_last=True), "-pk")
    else:
        files = files.most_urgent_first()
    return files.select_related("office", "standing")


def _condition(listed, span):
    """What makes a file one of the list, by where it was counted last (`Standing`)."""
    if listed.slug in ("terbuka", "lewat"):
        return Q(standing__decided_on=None) & ~Q(state__in=CLOSED)
    first, end = span.months[0], months_before(span.months[-1], -1)
    if listed.slug == "diajukan":
        return Q(standing__submitted_on__gte=first, standing__submitted_on__lt=end)
    decided = Q(standing__decided_on__gte=first, standing__decided_on__lt=end)
    decided &= Q(standing__state__in=DECIDED)
    return decided & Q(standing__in_time=False) if listed.slug == "terlambat" else decided


def _quarters(area, span):
    """The published answers that the span touches."""
    first, last = quarter_of(span.months[0]), span.months[-1]
    rows = Tally.objects.filter(office__in=area.offices, quarter__gte=first, quarter__lte=last)
    return rows.select_related("office").order_by("office_id", "-quarter", "pk")


def columns_of(listed):
    """The headings of a list."""
    known = {"complaints": COMPLAINT_COLUMNS, "quarters": QUARTER_COLUMNS}
    return known.get(listed.of, FILE_COLUMNS)


def lines(rows, listed):
    """The rows of a list as texts, days and numbers; some at a time, whatever their number."""
    told = {"complaints": _complaint, "quarters": _quarter}.get(listed.of)
    if told:
        yield from map(told, rows)
        return
    rows = iter(rows)
    while some := list(islice(rows, AT_ONCE)):
        titles = submitted_titles(some)
        yield from (_file(file, titles.get(file.pk, file.spoken_title)) for file in some)


def submitted_titles(files):
    """``{number: title}`` of those that are with their agencies, as submitted last; one query."""
    away = {file.pk: file for file in files if file.state == State.RETURNED}
    if not away:
        return {}
    versions = Revision.objects.filter(submission__in=away, submitted_at__isnull=False)
    answers = versions.order_by("number").values_list("submission_id", "answers")
    return {pk: away[pk].form.title_of(given) or NO_TITLE for pk, given in answers}


def table(rows, listed):
    """A list to take away."""
    return Table(listed.title, columns_of(listed), lines(rows, listed), wraps=False)


def _file(file, title):
    standing, zone = getattr(file, "standing", None), file.office.zone
    return (
        file.code,
        title,
        file.kind_label,
        file.office.name,
        file.get_state_display(),
        file.submitted_at.astimezone(zone).date(),
        file.due_on,
        file.decided_at and file.decided_at.astimezone(zone).date(),
        getattr(standing, "office_days", None),
        getattr(standing, "rounds", None),
    )


def _complaint(complaint):
    """No word of it, and nobody's name; its class as it was filed."""
    return (
        complaint.code,
        complaint.get_kind_display(),
        complaint.desk.name,
        complaint.received_on,
        complaint.verify_by if complaint.awaits_verification else None,
        complaint.due_on,
    )


def _quarter(tally):
    product = tally.get_of_product_display()
    return (tally.office.name, tally.period.label, product, tally.count, tally.index.value)
