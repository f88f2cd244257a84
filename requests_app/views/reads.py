"""Who of BPS read a file (``/pengajuan/<code>/pembacaan/``), and what staff read at all."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.models import Role
from events.models import Read
from requests_app.views.steps import find

SHOWN = 200


@require_safe
def of_file(request, code):
    """Its agency reads role and time; the office's admin the name, too."""
    submission = find(request, code)
    named = request.user.has_role(Role.ADMIN)
    if request.user.office_id and not named:
        raise PermissionDenied("Halaman ini untuk instansi pemilik pengajuan dan Admin.")
    reads = Read.objects.of("submission", submission.code)[:SHOWN]
    page = {"submission": submission, "reads": reads, "named": named, "shown": SHOWN}
    return render(request, "requests_app/submissions/reads.html", page)


@requires(Role.ADMIN)
@require_safe
def of_office(request):
    """Whatever the staff of the office read, exports included, day by day."""
    office, day = request.user.office, request.GET.get("sampai", "")
    reads = Read.objects.at_office(office)
    if until := _day(day, office):
        reads = reads.filter(at__lt=until)
    page = {"office": office, "reads": reads[:SHOWN], "shown": SHOWN, "day": day if until else ""}
    return render(request, "requests_app/submissions/office_reads.html", page)


def _day(typed, office):
    """The end of a day as the office counts it; nothing for what is no day."""
    try:
        day = timezone.datetime.strptime(typed, "%Y-%m-%d")
        return day.replace(tzinfo=office.zone) + timezone.timedelta(days=1)
    except (ValueError, OverflowError):
        return None
