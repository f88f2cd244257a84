"""What the columns of people's tables are called (``/kantor/judul-kolom/``)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.access import requires
from accounts.models import Role
from editions.pasting.headings import SYNONYMS
from events.once import once
from events.refusals import attempted, carried_out
from requests_app.forms.column_headings import ColumnHeadingForm
from requests_app.models import ColumnHeading
from requests_app.models.kept_for_all import in_hands_of


@requires(Role.ADMIN)
@once
def index(request):
    """The whole list, and a line to add to it."""
    form = ColumnHeadingForm(request.POST or None)
    if form.is_valid() and carried_out(
        form, ColumnHeading.objects.keep, by=request.user, **form.cleaned_data
    ):
        messages.success(request, "Judul kolom tersimpan; tabel berikutnya langsung dikenali.")
        return redirect("office_column_headings")
    known = [(column.label, SYNONYMS[column]) for column in ColumnHeading.Column]
    context = {
        "form": form,
        "headings": in_hands_of(ColumnHeading.objects.all(), request.user),
        "known": known,
    }
    return render(request, "requests_app/column_headings.html", context)


@requires(Role.ADMIN)
@require_POST
def drop(request, pk):
    """Take one off the list."""
    heading = get_object_or_404(ColumnHeading, pk=pk)
    if attempted(request, ColumnHeading.objects.drop, heading=heading, by=request.user):
        messages.success(request, f"Judul kolom “{heading.words}” dihapus.")
    return redirect("office_column_headings")
