"""Which office examines an activity: it follows the area of the activity (booklet of 2021).

One regency → that office; several regencies of one province → the province's; more → the
centre (service.md decision 3).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial

from accounts.models import Office, Region
from accounts.models.offices import CENTRE
from editions.regions import ALL_REGENCIES


@dataclass(frozen=True)
class Placement:
    """The office that should examine the activity, and why: shown to the agency and the office."""

    code: str  # of the office with jurisdiction, "" while no area is answered
    office: Office
    why: Callable

    @cached_property
    def reason(self):
        """In sentences; the region is asked for its name only where somebody reads them."""
        return self.why()

    @property
    def is_here(self):
        """Is the office with jurisdiction on this installation?"""
        return self.code == self.office.code


def office_code(form, answers):
    """The four-digit code of the office that has jurisdiction, or "" while no area is answered."""
    if form.answer(answers, "area_scope") == "all":
        return CENTRE
    rows = form.answer(answers, "areas") or []
    provinces = {row["province"] for row in rows if row.get("province")}
    regencies = {row["regency"] for row in rows if row.get("regency")}
    if not regencies:
        return ""
    if len(provinces) > 1:
        return CENTRE
    if len(regencies) == 1 and ALL_REGENCIES not in regencies:
        return regencies.pop()
    return f"{provinces.pop()}00" if provinces else CENTRE


def propose_office(form, answers, *, default, current=None):
    """The office with jurisdiction if it is on this installation (whoever took over, if it has
    closed), else the one that approved the agency (``default``). Always a proposal: staff may
    transfer the file. At most one query for it, none where it is the ``current`` office."""
    code = office_code(form, answers)
    known = {office.code: office for office in (current, default) if office}
    office = known.get(code) or (Office.objects.serving(code) if code else None)
    office = office and office.serving
    instead = office if office and office.code != code else None if office else default
    why = partial(_why, form, answers, code, instead=instead, is_closed=office is not None)
    return Placement(code=code, office=office or default, why=why)


def _why(form, answers, code, instead, *, is_closed):
    """What the areas say, and which office examines ``instead`` of one that is not here."""
    reason = _areas(form, answers, code)
    if not code or instead is None:
        return reason
    if is_closed:
        return (
            f"{reason} Satuan kerja BPS yang berwenang ({code}) sudah ditutup dan diteruskan "
            f"{instead.name}."
        )
    return (
        f"{reason} Satuan kerja BPS yang berwenang ({code}) belum memakai portal ini, jadi "
        f"diperiksa {instead.name}, yang menyetujui akun instansi."
    )


def _areas(form, answers, code):
    """What the areas say, in one sentence."""
    if not code:
        return "Wilayah kegiatan belum diisi; sementara ini satuan kerja yang menyetujui instansi."
    if code == CENTRE:
        whole = form.answer(answers, "area_scope") == "all"
        return f"Wilayah kegiatan {'seluruh Indonesia' if whole else 'lebih dari satu provinsi'}."
    region = Region.objects.filter(code=code.removesuffix("00")).first()
    if code.endswith("00"):
        name = region.name if region else f"provinsi {code[:2]}"
        return f"Wilayah kegiatan meliputi beberapa kabupaten/kota di {name}."
    return f"Wilayah kegiatan hanya {region.full_name if region else code}."
