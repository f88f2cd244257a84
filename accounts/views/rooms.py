"""How much room the files of agencies take (``/kantor/ruang-berkas/``), and giving more."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.forms.rooms import RoomForm
from accounts.models import Agency, Role, Room

A_PAGE = 50


@never_cache
@requires(Role.ADMIN)
@require_safe
def index(request):
    """Agencies of the office that have files, the fullest first."""
    rooms = Room.objects.at_office(request.user.office).fullest_first()
    page = Paginator(rooms, A_PAGE).get_page(request.GET.get("halaman"))
    return render(request, "accounts/rooms/rooms.html", {"page": page})


@never_cache
@requires(Role.ADMIN)
def show(request, pk):
    """One agency's; a POST gives it so many times the usual room."""
    agency = get_object_or_404(Agency.objects.visible_to(request.user), pk=pk)
    room = Room.objects.filter(agency=agency).first() or Room(agency=agency)
    form = RoomForm(request.POST or None, initial={"times": room.times})
    if form.is_valid():
        with transaction.atomic():
            room = Room.objects.locked(agency)
            room.give(form.cleaned_data["times"], by=request.user)
        messages.success(request, f"Ruang berkas {agency.name} diubah.")
        return redirect("office_rooms")
    room.turn_day()
    page = {"agency": agency, "room": room, "form": form}
    return render(request, "accounts/rooms/room.html", page)
