"""How many recommendations an office has given each year, before the portal and with it."""

from django.db.models import Count, Q
from django.db.models.functions import ExtractYear
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.models import Role
from requests_app.models import Activity


@require_safe
@never_cache
@requires(Role.HEAD, Role.ADMIN)
def show(request):
    """A line for each year of letters; what was imported is told apart as archive."""
    office = request.user.office
    mine = Activity.objects.filter(Q(earlier__office=office) | Q(submission__office=office))
    rows = (
        mine.order_by()
        .values(of=ExtractYear("letter_dated_on"))
        .annotate(
            surveys=Count("pk", filter=Q(edition__startswith="fs3")),
            compilations=Count("pk", filter=Q(edition__startswith="fpkpa")),
            archive=Count("earlier"),
            portal=Count("submission"),
            all=Count("pk"),
        )
    )
    years = sorted(rows, key=lambda row: -row["of"])
    names = ("surveys", "compilations", "archive", "portal", "all")
    total = {name: sum(row[name] for row in years) for name in names}
    return render(request, "earlier/years.html", {"years": years, "total": total})
