"""What became of complaints in a year, for everybody (``/pengaduan/ringkasan/``)."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.fronts.choosing import office_for
from complaints.published.summary import FEWEST, years_of


@login_not_required
@require_safe
def show(request):
    """Counts by class and the share answered in time; small numbers stay untold."""
    office = office_for(request)
    page = {"office": office, "fewest": FEWEST, "years": years_of(office)}
    return render(request, "complaints/published/summary.html", page)
