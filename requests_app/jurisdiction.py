"""Which office examines an activity: it follows the area of the activity (booklet of 2021).

One regency → that office; several regencies of one province → the province's; more → the
centre (service.md decision 3).
"""

from accounts.models import Office
from requests_app.editions.regions import ALL_REGENCIES

CENTRE = "0000"


def office_code(form, answers):
    """The four-digit code of the office that has jurisdiction, or "" while no area is answered."""
    if form.answer(answers, "area_scope") == "all":
        return CENTRE
    rows = form.answer(answers, "areas") or []
    provinces = {row["province"] for row in rows if row.get("province")}
    regencies = {row["regency"] for row in rows if row.get("regency")}
    if not regencies:
        return ""
    if len(regencies) == 1 and ALL_REGENCIES not in regencies:
        return regencies.pop()
    return f"{provinces.pop()}00" if len(provinces) == 1 else CENTRE


def office_for(form, answers, *, default):
    """The office with jurisdiction if it is on this installation, else the one that approved the
    agency. Always a proposal: staff may transfer the file."""
    return Office.objects.filter(code=office_code(form, answers)).first() or default
