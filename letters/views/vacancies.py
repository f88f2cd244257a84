"""Offices beneath that have nobody who signs today (``/kantor/tanpa-penanda-tangan/``)."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import in_a_country, requires
from accounts.models import Office, Role
from letters.models import Vacancy


@requires(Role.HEAD, Role.ADMIN)
@in_a_country
@require_safe
def index(request):
    """Those that report to this office; since when, where that was noted."""
    office = request.user.office
    if not (office.is_centre or office.is_province):
        raise Http404
    vacant = list(Vacancy.objects.offices(Office.objects.reporting_to(office)).order_by("code"))
    lasting = Vacancy.objects.lasting().filter(office__in=vacant)
    since = dict(lasting.values_list("office", "since")) if vacant else {}
    page = {"rows": [(one, since.get(one.pk)) for one in vacant]}
    return render(request, "letters/mandates/vacancies.html", page)
