"""Confirming a year's list of days off (``/kantor/hari-libur/pengesahan/?tahun=2027``)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from accounts.access import may_decide_for_all, requires
from accounts.models import Role
from events.once import once
from events.refusals import attempted
from requests_app.forms.year_lists import YearListForm
from requests_app.views.holidays import year_of
from workdays.calendar import confirmed_list, has_joint_leave, national_holidays, year_row

FOR_ALL = "Daftar hari libur nasional dipastikan admin pusat, atau admin satu-satunya satuan kerja."


@requires(Role.ADMIN)
@never_cache
@once
def confirm(request):
    """First what moves by it is shown, then it is kept."""
    year = year_of(request.GET.get("tahun"), request.user.office.today().year)
    form = YearListForm(request.POST or None, year=year)
    page = {"form": form, "year": year, "may_confirm": may_decide_for_all(request.user)}
    if request.method == "POST" and not page["may_confirm"]:
        raise PermissionDenied(FOR_ALL)
    if form.is_valid():
        listed = form.year_list()
        arguments = {"by": request.user, **form.deed()}
        if "simpan" in request.POST and attempted(request, listed.confirm, **arguments):
            messages.success(request, f"Daftar hari libur {year} sudah dipastikan.")
            response = redirect("office_holidays")
            response["Location"] += f"?tahun={year}"
            return response
        page |= {"moves": listed.moves(), "days": listed.days().items()}
    page |= {
        "national": sorted(national_holidays(year).items()),
        "is_confirmed": confirmed_list(year) is not None,
        "row": year_row(year),
        "has_joint_leave": has_joint_leave(year),
        "for_all": FOR_ALL,
    }
    return render(request, "requests_app/deadlines/year_list.html", page)
