"""The offices of the country (``/satuan-kerja/``): found, made, looked after."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import may_decide_for_all, requires
from accounts.models import Office, Region, Role
from accounts.text import plain_line
from events.models import Event
from events.once import once
from events.refusals import carried_out
from romantik.country.facts import AdminForm, CentreForm, OfficeForm
from romantik.offices.groups import ZONES

A_PAGE = 50
STATES = {  # as the address calls them
    "siap": ("Siap", Q(closed_at=None, ready_at__isnull=False)),
    "belum-siap": ("Belum siap", Q(closed_at=None, ready_at=None)),
    "tanpa-petugas": ("Tanpa petugas", Q(closed_at=None, people=0)),
    "ditutup": ("Ditutup", Q(closed_at__isnull=False)),
}
NOT_FOR_ALL = "Halaman ini untuk admin BPS pusat, yang mengatur semua kantor pada portal ini."


def deciding_for_all(view):
    """Open the view to the admin who decides for every office."""

    @wraps(view)
    @requires(Role.ADMIN)
    def guarded(request, *args, **kwargs):
        if not may_decide_for_all(request.user):
            raise PermissionDenied(NOT_FOR_ALL)
        return view(request, *args, **kwargs)

    return guarded


def by_the_centre(view):
    """The same, once there is a centre: before, the only office can do nothing but make it."""

    @wraps(view)
    @deciding_for_all
    def guarded(request, *args, **kwargs):
        if not request.user.office.is_centre:
            return redirect("country")
        return view(request, *args, **kwargs)

    return guarded


@deciding_for_all
@require_safe
def index(request):
    """Found by words, province and state; the portal of one office tells what else it could be."""
    if not request.user.office.is_centre:
        return render(request, "romantik/country/alone.html")
    words = plain_line(request.GET.get("cari", ""))[:100]
    province, state = request.GET.get("provinsi", ""), request.GET.get("keadaan", "")
    active = Count("staff", filter=Q(staff__is_active=True))
    found = Office.objects.annotate(people=active).order_by("code")
    if words:
        found = found.search(words)
    if province.isascii() and province.isdigit():
        found = found.filter(code__startswith=province[:2])
    if state in STATES:
        found = found.filter(STATES[state][1])
    page = {
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("halaman")),
        "provinces": Region.objects.provinces(),
        "states": [(key, label) for key, (label, _) in STATES.items()],
        "asked": {"words": words, "province": province, "state": state},
    }
    return render(request, "romantik/country/offices.html", page)


@once  # outside: with the centre its maker no longer decides for all, and may press twice
@deciding_for_all
def new(request):
    """One office with its first admin; of the only office's admin it is the centre."""
    is_first = not request.user.office.is_centre
    form = (CentreForm if is_first else OfficeForm)(request.POST or None)
    if form.is_valid():
        office = Office.objects.establish(by=request.user, admin=form.admin(), **form.facts())
        messages.success(
            request, f"{office.name} dibuat. Tautan pertama dikirim ke {form.admin()['email']}."
        )
        return redirect("office") if is_first else redirect("country_office", office.code)
    return render(request, "romantik/country/new.html", {"form": form, "is_first": is_first})


@by_the_centre
@require_safe
def show(request, office):
    """One office: its facts, who looks after it, what holds it open, what happened to it."""
    found = get_object_or_404(Office.objects.select_related("successor", "region"), code=office)
    return _page(request, found, AdminForm())


@by_the_centre
@require_POST
@once(alike=False)
def admin(request, office):
    """Somebody looks after the office from now on; who has not come yet gets his link anew."""
    found = get_object_or_404(Office.objects.open(), code=office)
    form = AdminForm(request.POST)
    if not form.is_valid() or not carried_out(
        form, found.invite_admin, by=request.user, **form.cleaned_data
    ):
        return _page(request, found, form)
    messages.success(
        request,
        f"{form.cleaned_data['email']} menjadi admin {found.name}. Tautan kata sandi dikirim bila "
        "ia belum membuatnya.",
    )
    return redirect("country_office", found.code)


def _page(request, office, form):
    staff = office.staff.active().order_by("name", "pk")
    page = {
        "office": office,
        "form": form,
        "zone": dict(ZONES).get(office.time_zone, office.time_zone),
        "people": staff.count(),
        "admins": staff.filter(staff_roles__role=Role.ADMIN),
        "kept": office.hindrances(),
        "events": Event.objects.about(office).filter(action__startswith="office.").order_by("-pk"),
    }
    return render(request, "romantik/country/office.html", page)
