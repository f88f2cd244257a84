"""The list of complaints at the desk: filters in the address, numbered pages of 50 rows."""

from django.core.paginator import Paginator
from django.db.models import Count, Q

from accounts.models import Role
from complaints.models import Complaint
from complaints.words import CLOSED, OPEN, State

CLERKS = (Role.COMPLAINT_HANDLER, Role.FRONT_DESK)  # who enter complaints for others
A_PAGE = 50
FILTERS = {
    "saya": "Menunggu saya",
    "terbuka": "Belum selesai",
    "lewat": "Terlambat",
    "selesai": "Selesai",
}


def listed(request):
    """The context of the list; four queries however many rows there are."""
    user, chosen = request.user, request.GET
    chosen = chosen.get("status", chosen.get("keadaan", ""))  # its name until this version
    visible, conditions = Complaint.objects.visible_to(user), _conditions(user)
    counts = visible.order_by().aggregate(
        **{name: Count("pk", filter=found) for name, found in conditions.items()}
    )
    chosen = chosen if chosen in conditions else "saya" if counts["saya"] else "terbuka"
    found = visible.filter(conditions[chosen]).most_urgent_first()
    rows = found.select_related("handler", "office")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("halaman"))
    for row in page:
        row.reporter = row.reporter_for(user)
    filters = _filters(request.path, counts, chosen)
    return {"page": page, "filters": filters, "may_enter": user.has_role(*CLERKS)}


def _conditions(user):
    today = user.office.today()
    return {
        "saya": Q(state=State.RECEIVED)
        | Q(state=State.HANDLED) & (Q(handler=user) | Q(handler=None)),
        "terbuka": Q(state__in=OPEN),
        "lewat": Q(state=State.RECEIVED, verify_by__lt=today) | Q(state__in=OPEN, due_on__lt=today),
        "selesai": Q(state__in=CLOSED),
    }


def _filters(path, counts, chosen):
    return [
        {
            "label": label,
            "href": f"{path}?status={name}",
            "count": counts[name],
            "is_current": name == chosen,
        }
        for name, label in FILTERS.items()
    ]
