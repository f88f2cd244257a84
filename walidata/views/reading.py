"""One file as a Walidata reads it, writes notes on it, gives its opinion, hands results over."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from events.models import Notice
from events.once import once
from events.refusals import attempted, carried_out
from requests_app.forms.results import ResultForm
from requests_app.models.submissions.telling import to_agency
from requests_app.workflow import State
from walidata.access import find
from walidata.files import blocks_of
from walidata.forms.opinions import OpinionForm, PointForm, WordsForm
from walidata.handing import hand_over, may_hand_over
from walidata.models.statement import NOT_HEARD


@never_cache
@require_safe
def show(request, code):
    """Where it stands, what was submitted, and what was said of it."""
    file, user = find(request, code), request.user
    Notice.objects.of(user).filter(path=request.path).mark_read()
    own, given = _own(file, user), list(file.statements.given())
    points = [point for statement in given for point in statement.points.all()]
    page = {
        "submission": file,
        "told": to_agency(file),
        "may_speak": file.statements.custody_of(user) is not None,
        "may_hand_over": may_hand_over(file, user),
        "own": own,
        "general": [point for point in points + own if not point.question],
        "blocks": blocks_of(file, points + own),
    }
    return render(request, "walidata/file.html", page)


@never_cache
@once
def write(request, code):
    """A note of the opinion that is being written: ``?rincian=design.areas``."""
    file = _heard(request, code)
    initial = {"question": request.GET.get("rincian", "")}
    typed = request.POST if request.method == "POST" else None
    form = PointForm(typed, file=file, initial=initial)
    given = form.cleaned_data if form.is_valid() else None
    if given and (point := carried_out(form, file.statements.write, by=request.user, **given)):
        request.made = [point]
        messages.success(request, "Catatan tersimpan, belum disampaikan.")
        return redirect(_where(point, code))
    return render(request, "walidata/note.html", {"submission": file, "form": form})


@never_cache
def reword(request, code, pk):
    """The same note in other words, until the opinion is given."""
    file = find(request, code)
    point = _unsent(file, request.user, pk)
    typed = request.POST if request.method == "POST" else None
    form = WordsForm(typed, initial={"text": point.text})
    if form.is_valid() and carried_out(form, point.reword, by=request.user, **form.cleaned_data):
        messages.success(request, "Catatan diubah.")
        return redirect(_where(point, code))
    page = {"submission": file, "form": form, "point": point}
    return render(request, "walidata/note.html", page)


@require_POST
def drop(request, code, pk):
    """Not this one."""
    point = _unsent(find(request, code), request.user, pk)
    if attempted(request, point.drop, by=request.user):
        messages.success(request, "Catatan dihapus.")
    return redirect("walidata_file", code=code)


@never_cache
@once
def give(request, code):
    """All that was written goes to who examines, and to the agency."""
    file = _heard(request, code)
    form = OpinionForm(request.POST if request.method == "POST" else None)
    give = file.statements.give
    if form.is_valid() and carried_out(form, give, by=request.user, **form.cleaned_data):
        messages.success(request, "Pendapat disampaikan kepada pemeriksa dan instansi.")
        return redirect("walidata_file", code=code)
    page = {"submission": file, "form": form, "own": _own(file, request.user)}
    return render(request, "walidata/giving.html", page)


@never_cache
@once
def results(request, code):
    """What was handed over of this activity; something more, for the agency."""
    file = find(request, code)
    if file.state != State.RECOMMENDED:
        raise Http404("Hasil kegiatan diserahkan setelah rancangannya dinyatakan layak.")
    may = may_hand_over(file, request.user)
    if request.method == "POST" and not may:
        raise PermissionDenied("Hasil kegiatan instansi sendiri diserahkan di pengajuannya.")
    form = ResultForm(request.POST or None, request.FILES or None) if may else None
    facts = form.facts if form and form.is_valid() else None
    if facts and carried_out(form, hand_over, file=file, by=request.user, **facts):
        messages.success(request, f"Diserahkan atas nama {file.agency.name}.")
        return redirect("walidata_results", code=code)
    given = file.results.filter(taken_back_at=None).select_related("by__agency")
    page = {"submission": file, "form": form, "results": given}
    return render(request, "walidata/results.html", page)


def _heard(request, code):
    """The file, if this person may say something of it now."""
    file = find(request, code)
    if file.statements.custody_of(request.user) is None:
        raise PermissionDenied(NOT_HEARD)
    return file


def _own(file, user):
    """The notes that his agency has written and not given yet."""
    statement = file.statements.begun_by(user)
    points = list(statement.points.in_full()) if statement else []
    for point in points:
        point.is_unsent, point.statement.submission = True, file
    return points


def _unsent(file, user, pk):
    statement = file.statements.begun_by(user)
    if statement is None:
        raise Http404
    point = get_object_or_404(statement.points, pk=pk)
    point.statement = statement
    return point


def _where(point, code):
    return f"{reverse('walidata_file', args=[code])}#walidata-{point.pk}"
