from django.core.paginator import Paginator
from django.shortcuts import render

from accounts.access import requires
from accounts.models import Role
from events.models import Event

A_PAGE = 50
DAILY = ("office.paper_rating", "office.tell_overdue", "office.hear_of_heads")  # work, not settings


@requires(Role.ADMIN)
def show(request):
    """What an admin manages for his office."""
    return render(request, "accounts/office.html", {"office": request.user.office})


@requires(Role.ADMIN)
def history(request):
    """Who changed what in the office's settings, the newest first."""
    events = Event.objects.about(request.user.office).exclude(action__in=DAILY).order_by("-pk")
    page = Paginator(events, A_PAGE).get_page(request.GET.get("halaman"))
    return render(request, "accounts/office_history.html", {"page": page})
