"""Parts of the country as addresses name them: "00" the whole, "63" a province, "6302" an office.

A person has the area that his office looks after, and whatever lies in it; a province's own office
is a part of its province for the centre, not for itself.
"""

from typing import NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Substr
from django.http import Http404

from accounts.models import Region
from supervision.sight import offices_of

COUNTRY = "00"


class Area(NamedTuple):
    """A part of what somebody looks after, and the offices in it that he may see."""

    code: str
    name: str
    offices: QuerySet

    @property
    def is_country(self):
        return self.code == COUNTRY

    @property
    def is_office(self):
        return len(self.code) == len("6302")


def own_code(user):
    """Of all that this person looks after."""
    return COUNTRY if user.office.is_centre else user.office_id[:2]


def area_of(user, code=""):
    """That area as far as it is his, else 404; without a code all of his."""
    code = code or own_code(user)
    offices = offices_of(user)
    if len(code) == len("6302"):
        office = offices.filter(pk=code).first()
        if office is None:
            raise Http404
        return Area(code, named(office.name, office.closed_at), offices.filter(pk=code))
    if code not in (own_code(user), COUNTRY) and own_code(user) == COUNTRY:
        return _province(code, offices)
    if code != own_code(user):
        raise Http404
    return Area(code, "Seluruh Indonesia", offices) if code == COUNTRY else _province(code, offices)


def named(name, closed_at):
    """An office, with the word that nobody is there any more where that is so."""
    return f"{name} (ditutup)" if closed_at else name


def _province(code, offices):
    """A province in which there is an office that he may see."""
    inside = offices.filter(pk__startswith=code)
    names = dict(provinces_in(inside))
    if code not in names:
        raise Http404
    return Area(code, names[code], inside)


def provinces_in(offices):
    """``[(code, name)]`` of the provinces in which these offices are; one query."""
    region = Region.objects.filter(code=OuterRef("province")).values("name")[:1]
    found = offices.order_by().annotate(province=Substr("code", 1, 2)).values("province").distinct()
    found = found.annotate(called=Subquery(region)).order_by("province")
    return [
        (code, f"Provinsi {name or code}") for code, name in found.values_list("province", "called")
    ]
