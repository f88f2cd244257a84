"""The consultations that somebody may see: filters and search in the address, pages of 50 rows."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, Q
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.text import plain_line
from consultations.models import Appointment, Consultation
from consultations.models.consultation_queryset import ADVISERS
from consultations.words import CLOSED, State

A_PAGE = 50
FILTERS = {
    "saya": "Menunggu saya",
    "menunggu": "Menunggu jawaban",
    "lewat": "Terlambat",
    "janji": "Janji temu",
    "selesai": "Selesai",
}


@never_cache
@require_safe
def index(request):
    """The desk of the office, or what an agency has asked."""
    user = request.user
    if user.office_id and not user.has_role(*ADVISERS):
        raise PermissionDenied("Konsultasi dibaca dan dijawab petugas PST, pemeriksa, dan Kepala.")
    search = plain_line(request.GET.get("cari", ""))[:100]
    visible = Consultation.objects.visible_to(user).matching(search)
    conditions = _conditions(user)
    counts = visible.order_by().aggregate(
        semua=Count("pk"),
        **{name: Count("pk", filter=found) for name, found in conditions.items()},
    )
    chosen = request.GET.get("status", "")
    found = visible.filter(conditions[chosen]) if chosen in conditions else visible
    coming = Appointment.objects.coming(timezone.now())
    rows = found.most_urgent_first().select_related("agency", "office", "officer")
    rows = rows.prefetch_related(Prefetch("appointments", coming, to_attr="coming"))
    page = {
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("halaman")),
        "filters": _filters(request.path, counts, conditions, chosen, search),
        "search": search,
        "chosen": chosen if chosen in conditions else "",
        "is_office": bool(user.office_id),
    }
    return render(request, "consultations/consultations.html", page)


def _conditions(user):
    """What each filter finds."""
    waiting = Q(state=State.WAITING)
    coming = Appointment.objects.coming(timezone.now()).values("consultation")
    found = {
        "menunggu": waiting,
        "janji": Q(pk__in=coming),
        "selesai": Q(state__in=CLOSED),
    }
    if user.office_id:
        mine = Q(officer=user) | Q(officer=None)
        found |= {"saya": waiting & mine, "lewat": waiting & Q(due_on__lt=user.office.today())}
    return found


def _filters(path, counts, conditions, chosen, search):
    offered = [("", "Semua", "semua")]
    offered += [(name, label, name) for name, label in FILTERS.items() if name in conditions]
    given = {"cari": search} if search else {}
    return [
        {
            "label": label,
            "href": f"{path}?{urlencode(given | ({'status': name} if name else {}))}",
            "count": counts[count],
            "is_current": name == (chosen if chosen in conditions else ""),
        }
        for name, label, count in offered
    ]
