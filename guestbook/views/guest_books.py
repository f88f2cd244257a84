"""What an admin arranges: the services offered, and the devices at the counter."""

from django.conf import settings
from django.contrib import messages
from django.db.models import Max
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.access import requires
from accounts.models import Role
from guestbook.forms import GuestBookForm
from guestbook.models import GuestBook, Visit
from guestbook.models.visit_queryset import kept_since


@never_cache
@requires(Role.ADMIN)
def show(request):
    """The guest book of the office, and what it has forgotten."""
    office = request.user.office
    book = GuestBook.objects.of(office)
    initial = {"services": book.services, "devices_only": "yes" if book.devices_only else "no"}
    form = GuestBookForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        book.arrange(by=request.user, **form.cleaned_data)
        messages.success(request, "Pengaturan buku tamu disimpan.")
        return redirect("office_guestbook")
    page = {"book": book, "form": form, "device_link": _device_link(book), **_memory(office)}
    return render(request, "guestbook/guest_book.html", page)


@require_POST
@requires(Role.ADMIN)
def renew_key(request):
    """A new address for the devices; the one before is worth nothing then."""
    book = GuestBook.objects.of(request.user.office)
    book.renew_key(by=request.user)
    messages.success(request, "Tautan perangkat dibuat. Buka tautan itu sekali di tiap perangkat.")
    return redirect("office_guestbook")


def _memory(office):
    """How long visitors are remembered, and how many were forgotten."""
    erased = Visit.objects.filter(office=office, erased_at__isnull=False)
    return {
        "kept_since": kept_since(office.today()),
        "erased": erased.count(),
        "erased_last": erased.aggregate(last=Max("erased_at"))["last"],
        "overdue": Visit.objects.to_erase(office).count(),
    }


def _device_link(book):
    path = reverse("guestbook_device", args=[book.key]) if book.key else ""
    return f"{settings.PORTAL_URL}{path}" if path else ""
