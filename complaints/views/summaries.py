"""What became of complaints in a year, for everybody (``/pengaduan/ringkasan/``)."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import speak_for
from accounts.models import Office
from complaints.published.summary import FEWEST, years_of


@login_not_required
@require_safe
def show(request):
    """Counts by class and the share answered in time; small numbers stay untold."""
    code = request.GET.get("kantor", "")
    offices = Office.objects.order_by("code")
    chosen = offices.filter(code=code) if code.isalnum() else offices
    office = chosen.first() or offices.first()
    speak_for(request, office)
    page = {"office": office, "fewest": FEWEST, "years": years_of(office) if office else []}
    return render(request, "complaints/published/summary.html", page)
