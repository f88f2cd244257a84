"""The working days of an office (``/kantor/hari-libur/``): what its admin changes, previewed."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.access import may_decide_for_all, requires
from accounts.models import Role
from events.once import once
from events.refusals import attempted
from requests_app.deadlines.changes import CalendarChange, newest_events
from requests_app.forms.holidays import HolidayForm
from workdays.calendar import (
    JOINT_DECREE,
    calendar_for,
    estimated_days,
    has_joint_leave,
    national_holidays,
    year_row,
)
from workdays.models import Holiday

FIRST_YEAR, LAST_YEAR = 2021, 2099


@requires(Role.ADMIN)
@require_safe
def index(request):
    """One year: the national days, and what the office changed in them."""
    office = request.user.office
    year = year_of(request.GET.get("tahun"), office.today().year)
    rows = Holiday.objects.for_office(office).select_related("office")
    changed = [row for row in rows if row.day.year == year]
    for row in changed:
        row.may_be_taken_back = _may_take_back(row, request.user)
    page = {
        "year": year,
        "changed": sorted(changed, key=lambda row: row.day),
        "national": sorted(national_holidays(year).items()),
        "workdays": calendar_for(office).workdays_in(year),
        "decree": f"{JOINT_DECREE} {year}",
        "has_joint_leave": has_joint_leave(year),
        "estimated": len(estimated_days(year)),
        "row": year_row(year),
        "events": newest_events(office),
    }
    return render(request, "requests_app/deadlines/holidays.html", page)


@requires(Role.ADMIN)
@once
def new(request):
    """Close or open a day: first what moves by it is shown, then it is stored."""
    form = HolidayForm(request.POST or None, user=request.user)
    page = {"form": form}
    if form.is_valid():
        change = form.change()
        if "simpan" in request.POST and attempted(request, change.carry_out, by=request.user):
            return _done(request, change, "Kalender diubah.")
        page |= {"change": change, "moves": change.moves()}
    return render(request, "requests_app/deadlines/holiday_new.html", page)


@requires(Role.ADMIN)
def withdrawal(request, pk):
    """Take a change back: what moves by it is shown, then it is done."""
    rows = Holiday.objects.for_office(request.user.office).select_related("office")
    holiday = get_object_or_404(rows, pk=pk)
    if not _may_take_back(holiday, request.user):
        raise Http404
    change = CalendarChange.taking_back(holiday)
    if request.method == "POST":
        if attempted(request, change.carry_out, by=request.user):
            return _done(request, change, "Perubahan ditarik.")
        return redirect("office_holidays")
    page = {"holiday": holiday, "change": change, "moves": change.moves()}
    return render(request, "requests_app/deadlines/holiday_withdrawal.html", page)


def _done(request, change, told):
    messages.success(
        request, f"{told} Batas waktu pengajuan yang bergeser dihitung ulang dan diberitahukan."
    )
    response = redirect("office_holidays")
    response["Location"] += f"?tahun={change.day.year}"
    return response


def _may_take_back(holiday, user):
    return holiday.office_id == user.office_id or (
        holiday.office_id is None and may_decide_for_all(user)
    )


def year_of(typed, this_year):
    """The year that an address names, within those of which days off are known."""
    year = int(typed) if typed and typed.isdecimal() and len(typed) == 4 else this_year
    return min(max(year, FIRST_YEAR), LAST_YEAR)
