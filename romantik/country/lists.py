"""Many offices from a file: read, looked at, made in the background, all or none."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts import tasks
from accounts.models import OfficeList
from events.once import once
from events.refusals import attempted
from files.cells import Table
from files.tables import csv_response
from romantik.country.reading import ListForm, found_bad, sample
from romantik.country.views import by_the_centre

FIRST = 20  # rows of each kind that the preview shows unfolded


@by_the_centre
@once(alike=False)
def new(request):
    """Read a file; with any error in it nothing is kept, and all errors are told at their lines."""
    form = ListForm(request.POST or None, request.FILES or None)
    bad = []
    if form.is_valid():
        checked = form.checked()
        if not (bad := found_bad(checked)):
            return redirect("country_list", form.keep(checked, by=request.user).pk)
    page = {"form": form, "bad": bad}
    return render(request, "romantik/country/list_new.html", page)


@by_the_centre
@require_safe
def sample_csv(request):
    """A file to begin with: the headings and one line."""
    columns, *lines = sample()
    return csv_response(Table("Kantor", columns, lines), "contoh-daftar-kantor")


@by_the_centre
@never_cache
@once(alike=False)
def show(request, pk):
    """What the list leads to; a button has it made, and the page tells how far it is."""
    found = get_object_or_404(OfficeList.objects.visible_to(request.user), pk=pk)
    if request.method == "POST":
        if attempted(request, found.ask):
            tasks.make_offices.delay_on_commit(found.pk)
            messages.success(request, "Pembuatan kantor berjalan di latar belakang.")
        return redirect("country_list", pk)
    page = {
        "list": found,
        "first": found.to_make[:FIRST],
        "others": found.to_make[FIRST:],
        "total": len(found.to_make) + len(found.to_invite),
    }
    return render(request, "romantik/country/list.html", page)
