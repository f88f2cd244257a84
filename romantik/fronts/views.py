"""The directory of offices, the front of one, the choice of a region, and the name of a host."""

from functools import wraps
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html_join
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access import may_decide_for_all, requires, speak_for
from accounts.fronts import hosts
from accounts.fronts.choosing import choose, chosen_code
from accounts.middleware import office_of
from accounts.models import Office, Region, Role
from accounts.text import plain_line
from complaints.published.satisfaction import current_index
from events.once import once
from guestbook.models import Visit
from requests_app.board.usual_time import usual_time
from romantik.fronts.forms import HostForm, WhereForm
from workdays.promises import promised_by

A_PAGE, FEW = 50, 8
TAKEN = "Nama itu baru saja dipakai kantor lain. Pilih nama lain."


def in_a_country(view):
    """Open the page only where there are several offices: one alone sees nothing of it."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not Office.objects.are_several():
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@login_not_required
@never_cache
@in_a_country
def index(request):
    """Ask where the activity is; below, every office by name, region, code and province."""
    form = WhereForm(request.POST or None)
    if form.is_valid():
        return _chosen(request, form.cleaned_data["office"])
    asked = plain_line(request.GET.get("cari", ""))[:100]
    province = request.GET.get("provinsi", "")
    province = province if len(province) == 2 and province.isascii() and province.isdigit() else ""
    page = {"form": form, "asked": asked, "province": province, "onward": _onward(request)}
    page["provinces"] = Region.objects.provinces().order_by("code")
    page |= _found(asked, province, request.GET.get("sesudah", "")[:4])
    return render(request, "romantik/fronts/index.html", page)


@login_not_required
@require_safe
@in_a_country
def suggestions(request):
    """At most eight offices by name or code, as options of a data list."""
    typed = request.GET.get(request.htmx.trigger_name or "", "") or request.GET.get("q", "")
    words = plain_line(typed)[:100].partition(" (")[0]
    found = Office.objects.open().search(words)[:FEW] if words else ()
    return HttpResponse(
        format_html_join("", '<option value="{}">', ((office.suggestion,) for office in found))
    )


@login_not_required
@never_cache
@require_POST
@in_a_country
def choice(request):
    """Remember this office in the browser."""
    code = plain_line(request.POST.get("office", ""))[:4]
    return _chosen(request, get_object_or_404(Office.objects.open(), pk=code))


@login_not_required
@require_safe
def front(request):
    """What one office is for, where it is, what it promises, and the ways to it."""
    office, user = request.page_office, request.user
    known = {getattr(request, "host_office", ""), user.is_authenticated and user.office_id}
    page = {
        "office": office,
        "may_name_host": user.is_authenticated and _may_name_host(user, office),
    }
    if office.is_closed:
        return render(request, "romantik/fronts/closed.html", page)
    page |= {
        "promised": promised_by(office),
        "usual": usual_time(office),
        "satisfaction": current_index(office),
        "waiting": Visit.objects.today_at(office).waiting().count(),
        "is_remembered": office.pk in known | {chosen_code(request)},
    }
    return render(request, "romantik/fronts/front.html", page)


@never_cache
@requires(Role.ADMIN)
@in_a_country
@once(alike=False)
def host(request, office):
    """The host name that stands for an office: for its admin and the centre's."""
    office = speak_for(request, get_object_or_404(Office, pk=office))
    if not _may_name_host(request.user, office):
        raise PermissionDenied("Nama host diatur admin kantor itu sendiri atau admin pusat.")
    form = HostForm(request.POST or None, office=office)
    if form.is_valid() and _named(form, by=request.user):
        messages.success(request, "Nama host disimpan.")
        return redirect("front_host", office=office.code)
    return render(request, "romantik/fronts/host.html", {"form": form, "office": office})


def _may_name_host(user, office):
    is_own = user.office_id == office.pk or may_decide_for_all(user)
    return user.has_role(Role.ADMIN) and is_own


def _named(form, *, by):
    """Keep the name; False, and the form says so, where another office was quicker."""
    try:
        with transaction.atomic():
            form.office.keep_facts(form.cleaned_data, by=by, about="nama-host")
            transaction.on_commit(hosts.forget)
    except IntegrityError:
        form.add_error("host_name", TAKEN)
        return False
    return True


def _onward(request):
    """The page that asked, of this portal only."""
    address = request.POST.get("lanjut") or request.GET.get("lanjut", "")
    is_own = address.startswith("/") and url_has_allowed_host_and_scheme(
        address, allowed_hosts=None
    )
    return address if is_own else ""


def _chosen(request, office):
    """Back to the page that asked, or to the office's front; remembered in this browser.

    Who belongs to an office keeps it as his own, and is only led to the front of the other.
    """
    messages.success(request, f"Halaman ini sekarang tentang {office.name}.")
    onward = "" if office_of(request.user) else _onward(request)
    address = redirect(onward) if onward else redirect("office_front", office=office.code)
    return choose(address, office)


def _found(asked, province, after):
    """A page of the offices that serve and fit, with the way to the next."""
    offices = Office.objects.open()
    offices = offices.in_region(asked) if asked else offices
    if province:
        offices = offices.filter(code__startswith=province)
    rows = offices.filter(code__gt=after).order_by("code").select_related("region__province")
    rows = list(rows[: A_PAGE + 1])
    more = ""
    if len(rows) > A_PAGE:
        last = rows[A_PAGE - 1].code
        more = "?" + urlencode({"cari": asked, "provinsi": province, "sesudah": last})
    return {"offices": rows[:A_PAGE], "next_href": more}
