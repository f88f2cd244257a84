"""Bringing earlier recommendations in, step by step (``/kantor/rekomendasi-terdahulu/``)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access import may_decide_for_all, requires
from accounts.models import Role
from earlier.columns import COLUMNS
from earlier.forms import MappingForm, StartForm, UploadForm
from earlier.models import Import, Line
from earlier.tasks import work
from earlier.views.preview import previewed
from events.once import once
from events.refusals import attempted, carried_out

PAGE = 50
SHOWN = 50  # rows of which something is said


@never_cache
@requires(Role.ADMIN)
@once
def index(request):
    """What was brought so far, and the file to bring next."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        brought = carried_out(
            form, Import.objects.bring, upload=form.cleaned_data["file"], by=request.user
        )
        if brought:
            work.delay_on_commit(brought.pk)
            messages.success(request, "Berkas diterima dan sedang dibaca.")
            return redirect(brought)
    imports = Import.objects.visible_to(request.user).select_related("office", "by")
    context = {
        "form": form,
        "imports": imports.defer("document", "headings", "mapping")[:PAGE],
        "for_all": may_decide_for_all(request.user),
    }
    return render(request, "earlier/imports.html", context)


@require_safe
@never_cache
@requires(Role.ADMIN)
def show(request, pk):
    """How far it is, and what is to be done next."""
    return _drawn(request, _find(request, pk))


@never_cache
@require_POST
@requires(Role.ADMIN)
def map_columns(request, pk):
    """These columns tell these things: check the rows by that."""
    brought = _find(request, pk)
    form = MappingForm(request.POST, brought=brought)
    if form.is_valid() and carried_out(form, brought.map, by=request.user, mapping=form.mapping()):
        return _going_on(brought)
    return _drawn(request, brought, mapping=form)


@require_POST
@requires(Role.ADMIN)
def start(request, pk):
    """Import the rows that were found good."""
    brought, form = _find(request, pk), StartForm(request.POST)
    if form.is_valid() and attempted(request, brought.start, by=request.user, **form.cleaned_data):
        return _going_on(brought)
    return redirect(brought)


@require_POST
@requires(Role.ADMIN)
def undo(request, pk):
    """Take the whole import back."""
    brought = _find(request, pk)
    if attempted(request, brought.undo, by=request.user):
        return _going_on(brought)
    return redirect(brought)


@require_POST
@requires(Role.ADMIN)
def discard(request, pk):
    """Forget a file of which nothing was imported."""
    brought = _find(request, pk)
    if attempted(request, brought.discard, by=request.user):
        messages.success(request, f"Berkas {brought.file_name} dihapus; tidak ada yang diimpor.")
        return redirect("earlier_imports")
    return redirect(brought)


def _find(request, pk):
    mine = Import.objects.visible_to(request.user).select_related("office", "by")
    return get_object_or_404(mine.defer("document"), pk=pk)


def _going_on(brought):
    work.delay_on_commit(brought.pk)
    return redirect(brought)


def _drawn(request, brought, mapping=None):
    page = {"brought": brought, "own_office": brought.office_id == request.user.office_id}
    if brought.state in (Import.State.MAPPING, Import.State.CHECKED):
        page["mapping"] = mapping or MappingForm(brought=brought)
        page["previewed"] = previewed(brought)
        page["needed"] = [one.label for one in COLUMNS.values() if one.is_needed]
    if not brought.is_under_way:
        counts = brought.lines.counted()
        page["counts"] = [(Line.State(state).label, counts[state]) for state in counts]
        page["wanted"] = counts.get(Line.State.READY, 0) + counts.get(Line.State.WARNED, 0)
        page["alike"] = counts.get(Line.State.WARNED, 0)
        page["told"] = _told(brought)
    return render(request, "earlier/import.html", page)


def _told(brought):
    """The first rows of which something is said, each sentence with the column that it is about."""
    return [
        (line, [(COLUMNS[column].label, sentence) for column, sentence in line.words])
        for line in brought.lines.told()[:SHOWN]
    ]
