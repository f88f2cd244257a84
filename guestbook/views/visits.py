"""Visits and contacts: the list, one of them, a new one, and how it ended."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.models import Agency, Role
from accounts.text import plain_line
from events.models import Event
from events.once import once
from events.refusals import Refused, carried_out
from files.tables import csv_response, xlsx_response
from guestbook import visit_export
from guestbook.filtering import VisitFilter
from guestbook.forms import DeskVisitForm, OutcomeForm
from guestbook.models import GuestBook, Visit
from guestbook.views.queue import find
from requests_app.models import Submission

PAGE = 50
FOUND = 8
counter = requires(Role.FRONT_DESK, Role.ADMIN)


@require_safe
@never_cache
@counter
def index(request):
    """Every visit and contact that the filters find, newest first, fifty to a page."""
    chosen = VisitFilter(request)
    rows = list(chosen.page()[: PAGE + 1])
    more, rows = len(rows) > PAGE, rows[:PAGE]
    page = {
        "rows": rows,
        "chosen": chosen,
        "next_href": chosen.address(sesudah=f"{rows[-1].day}.{rows[-1].pk}") if more else "",
        "previous_href": chosen.address(sesudah=None) if "sesudah" in request.GET else "",
    }
    return render(request, "guestbook/visits/visits.html", page)


@require_safe
@never_cache
@counter
def as_csv(request):
    """What the filters find, as a CSV file that is sent while it is read."""
    return csv_response(_table(request), _filename(request))


@require_safe
@never_cache
@counter
def as_workbook(request, respond=xlsx_response):
    """What the filters find, as a workbook: XLSX, or another kind."""
    return respond([_table(request)], _filename(request))


@never_cache
@requires(Role.FRONT_DESK)
@once
def new(request):
    """Enter a visitor who does not use the kiosk, or somebody who called or wrote."""
    book = GuestBook.objects.of(request.user.office)
    channel = request.GET.get("lewat", "")
    initial = {"channel": channel} if channel in Visit.Channel else {}
    form = DeskVisitForm(
        request.POST if request.method == "POST" else None, book=book, initial=initial
    )
    if form.is_valid() and (visit := _entered(request, form)):
        if visit.number:
            messages.success(request, f"Nomor antrean {visit.label}.")
            return redirect("queue")
        messages.success(request, "Kontak dicatat.")
        return redirect(visit)
    return render(request, "guestbook/visits/visit_new.html", {"form": form})


@never_cache
@requires(Role.FRONT_DESK, Role.EXAMINER, Role.HEAD, Role.ADMIN)
def show(request, pk):
    """One visit: who, for what, what became of it, and the files it is about."""
    return drawn(request, find(request, pk))


@never_cache
@requires(Role.FRONT_DESK)
def end(request, pk):
    """How the visit ended, or a later outcome of one that has."""
    visit = find(request, pk)
    if request.method != "POST":
        return redirect(visit)
    was_open = visit.is_open
    form = OutcomeForm(request.POST)
    if form.is_valid() and carried_out(form, visit.end, by=request.user, **form.cleaned_data):
        messages.success(request, f"{visit.label}: {visit.get_outcome_display()}.")
        return redirect("queue" if was_open and visit.number else visit)
    visit.refresh_from_db()
    return drawn(request, visit, form)


def drawn(request, visit, form=None):
    """The page of a visit."""
    user = request.user
    serves = user.has_role(Role.FRONT_DESK)
    given = {"outcome": visit.outcome, "note": visit.note}
    words = plain_line(request.GET.get("cari", visit.institution))[:100]
    links = visit.links.filter(submission__in=Submission.objects.visible_to(user))
    links = links.select_related("submission__agency", "submission__office", "by")
    page = {
        "visit": visit,
        "serves": serves,
        "form": form or OutcomeForm(initial=given),
        "may_end": serves and (visit.is_open or visit.state == Visit.State.DONE),
        "links": links,
        "search": words,
        "events": Event.objects.about(visit),
    }
    if serves:
        page |= _found(visit, user, words)
    return render(request, "guestbook/visits/visit.html", page)


def _found(visit, user, words):
    """Files and agencies that the words find, besides those already joined."""
    if not words:
        return {"files": [], "agencies": []}
    files = Submission.objects.visible_to(user).matching(words).exclude(visits=visit)
    agencies = Agency.objects.visible_to(user).approved().filter(name__icontains=words)
    return {
        "files": files.select_related("agency", "office").order_by("-pk")[:FOUND],
        "agencies": agencies[:FOUND],
    }


def _table(request):
    return visit_export.table(VisitFilter(request).found(), request.user.office.zone)


def _filename(request):
    office = request.user.office
    return slugify(f"kunjungan {office.code} {office.today()}")


def _entered(request, form):
    facts = form.cleaned_data
    if facts["channel"] == Visit.Channel.WALK_IN:
        office, service = request.user.office, facts["service"]
        return Visit.objects.arrive(office=office, service=service, by=request.user, **form.visitor)
    chosen = {name: facts[name] for name in ("channel", "service", "outcome")}
    try:
        return Visit.objects.note_contact(by=request.user, **chosen, **form.visitor)
    except Refused as refusal:
        form.add_error("outcome", str(refusal))
        return None
