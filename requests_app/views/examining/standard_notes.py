"""The office's library of standard notes (``/kantor/catatan-baku/``)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import in_a_country, requires
from accounts.models import Role
from events.models import Event
from events.once import once
from events.refusals import attempted
from requests_app.examining.standard_notes import STARTERS
from requests_app.forms.standard_notes import StandardNoteForm
from requests_app.models import StandardNote
from requests_app.models.examining.handed_down import hands_down


@requires(Role.ADMIN, Role.EXAMINER)
@require_safe
def index(request):
    """All of them, with how often each was used; in a country also what comes from above."""
    user, notes = request.user, StandardNote.objects.visible_to(request.user).with_uses()
    page = {"notes": notes}
    if user.among_several:
        handed = StandardNote.objects.from_above(user.office)
        page |= {
            "notes": notes.select_related("source__office"),
            "handed": handed.select_related("office").order_by("-office", "name"),
            "hands_down": hands_down(user),
        }
    return render(request, "requests_app/notes/standard_notes.html", page)


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


@requires(Role.ADMIN)
@in_a_country
@require_POST
def hand_down(request, pk):
    """Let every office beneath find it, or no more."""
    note = _find(request, pk)
    verb = note.take_back if note.handed_down_at else note.hand_down
    if attempted(request, verb, by=request.user):
        words = "diturunkan" if note.handed_down_at else "tidak lagi diturunkan"
        messages.success(request, f"“{note.name}” {words} kepada satuan kerja di bawah.")
    return redirect("office_standard_notes")


@requires(Role.ADMIN, Role.EXAMINER)
@in_a_country
@require_POST
@once(alike=False)
def copy(request, pk):
    """Have an own copy of what comes from above, to change it or to do without."""
    handed = StandardNote.objects.from_above(request.user.office)
    note = get_object_or_404(handed.select_related("office"), pk=pk)
    in_use = "tanpa" not in request.POST
    mine = note.copy_to(request.user.office, by=request.user, in_use=in_use)
    if in_use:
        messages.success(request, "Salinan kantor Anda siap diubah.")
        return redirect("office_standard_note", pk=mine.pk)
    messages.success(request, f"“{note.name}” tidak dipakai di kantor Anda.")
    return redirect("office_standard_notes")


@requires(Role.ADMIN, Role.EXAMINER)
@in_a_country
def compare(request, pk):
    """What changed above, and how the own copy differs; then follow it or keep one's own."""
    own = StandardNote.objects.visible_to(request.user).filter(source__isnull=False)
    note = get_object_or_404(own.select_related("source__office"), pk=pk)
    if request.method == "POST":
        follows = "ikuti" in request.POST
        if attempted(request, note.follow if follows else note.keep_own, by=request.user):
            words = "Yang dari atas diikuti." if follows else "Milik kantor tetap dipakai."
            messages.success(request, words)
        return redirect("office_standard_notes")
    page = {"note": note, "above": note.changed_above(), "own": note.differs_from_above()}
    return render(request, "requests_app/notes/standard_note_above.html", page)


def _find(request, pk):
    return get_object_or_404(StandardNote.objects.visible_to(request.user), pk=pk)
