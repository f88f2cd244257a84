"""The guest book on a tablet: no account, one page, one number; nobody reads another's words."""

from allauth.core.ratelimit import consume
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from accounts.fronts.choosing import place
from accounts.sessions.lasting import unattended
from accounts.views.mailed import mailed
from guestbook.devices import guest_book_of, has_printer, may_fill_in, settle
from guestbook.forms import KioskForm
from guestbook.models import GuestBook, Visit
from guestbook.services import Service

BUSY = (
    "Terlalu banyak isian dari tempat ini dalam waktu singkat. Tunggu beberapa menit, atau "
    "langsung ke meja petugas."
)


@unattended
@login_not_required
@never_cache
def new(request):
    """Fill in the guest book; a POST gives the queue number."""
    book = guest_book_of(request)
    if not may_fill_in(request, book):
        return render(request, "guestbook/kiosk_closed.html", {"office": book.office}, status=403)
    form = KioskForm(request.POST if request.method == "POST" else None, book=book)
    if form.is_valid():
        if consume(request, action="guestbook"):
            visit = Visit.objects.arrive(
                office=book.office,
                service=form.cleaned_data["service"],
                once=form.cleaned_data["once"],
                **form.visitor,
            )
            return redirect(place(request, "guestbook_ticket", once=visit.once))
        form.add_error(None, BUSY)
    page = {"form": form, "office": book.office}
    return render(request, "guestbook/kiosk.html", page)


@unattended
@login_not_required
@never_cache
def ticket(request, once):
    """The queue number, very large, for a moment; of another day it leads to the guest book."""
    visits = Visit.objects.filter(number__isnull=False).select_related("office")
    if here := getattr(request, "page_office", None):
        visits = visits.filter(office=here)
    visit = get_object_or_404(visits, once=once)
    if visit.day != visit.office.today():
        return redirect(place(request, "guestbook"))
    service = Service(visit.service).label
    page = {"visit": visit, "office": visit.office, "service": service, "ahead": visit.ahead}
    page["prints"] = has_printer(request)
    return render(request, "guestbook/queue/ticket.html", page)


@unattended
@login_not_required
@never_cache
@mailed(GuestBook.objects.with_key)
def device(request, key):
    """Set this tablet or screen up for the office whose admin has given out the address."""
    book = GuestBook.objects.with_key(key)
    if book is None:
        raise Http404
    if request.method == "POST":
        page = "queue_display" if "display" in request.POST else "guestbook"
        return settle(redirect(page), book, prints="pencetak" in request.POST)
    return render(request, "guestbook/device.html", {"office": book.office})
