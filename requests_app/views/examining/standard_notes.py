"""The office's library of standard notes (``/kantor/catatan-baku/``)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.models import Role
from events.models import Event
from events.once import once
from requests_app.examining.standard_notes import STARTERS
from requests_app.forms.standard_notes import StandardNoteForm
from requests_app.models import StandardNote


@requires(Role.ADMIN, Role.EXAMINER)
@require_safe
def index(request):
    """All of them, with how often each was used."""
    notes = StandardNote.objects.visible_to(request.user).with_uses()
    return render(request, "requests_app/notes/standard_notes.html", {"notes": notes})


@requires(Role.ADMIN, Role.EXAMINER)
@once
def new(request):
    """Write one."""
    form = StandardNoteForm(request.POST or None, office=request.user.office)
    if form.is_valid():
        facts = {"office": request.user.office, "by": request.user, **form.facts()}
        request.made = [StandardNote.objects.write(**facts)]
        messages.success(request, "Catatan baku tersimpan.")
        return redirect("office_standard_notes")
    return render(request, "requests_app/notes/standard_note.html", {"form": form})


@requires(Role.ADMIN, Role.EXAMINER)
def edit(request, pk):
    """Change one; notes written with it keep their text."""
    note = _find(request, pk)
    form = StandardNoteForm(request.POST or None, office=note.office, note=note)
    if form.is_valid():
        note.rewrite(by=request.user, **form.facts())
        messages.success(request, "Catatan baku tersimpan.")
        return redirect("office_standard_notes")
    page = {"form": form, "note": note, "events": Event.objects.about(note)}
    return render(request, "requests_app/notes/standard_note.html", page)


@requires(Role.ADMIN, Role.EXAMINER)
@require_POST
def retire(request, pk):
    """Offer it no longer, or again."""
    note = _find(request, pk)
    if note.retired_at:
        note.restore(by=request.user)
    else:
        note.retire(by=request.user)
    return redirect("office_standard_notes")


@requires(Role.ADMIN, Role.EXAMINER)
@require_POST
@once
def load(request):
    """Begin with the notes that examiners write most often (domain.md §4.1)."""
    office = request.user.office
    for facts in STARTERS:
        if not StandardNote.objects.filter(office=office, name=facts["name"]).exists():
            StandardNote.objects.write(by=request.user, office=office, **facts)
    messages.success(request, f"{len(STARTERS)} contoh catatan baku dimuat. Sesuaikan seperlunya.")
    return redirect("office_standard_notes")


def _find(request, pk):
    return get_object_or_404(StandardNote.objects.visible_to(request.user), pk=pk)
