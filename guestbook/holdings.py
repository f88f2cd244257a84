"""Visits of a person, told to himself: those with a way to reach him that is his account's."""

from django.db.models import Q

from accounts.privacy.holdings import MOST, Holding, tells
from guestbook.models import Visit


@tells
def visits(person):
    contacts = Q(contact__iexact=person.email)
    if person.phone:
        contacts |= Q(contact=person.phone)
    found = Visit.objects.filter(contacts).order_by("-pk")[:MOST]
    yield Holding("Kunjungan Anda pada buku tamu", [_told(visit) for visit in found])
    if person.office_id:
        served = Visit.objects.filter(Q(served_by=person) | Q(entered_by=person)).count()
        yield Holding("Tamu yang Anda layani atau catat", [("Jumlah", served)])


def _told(visit):
    facts = (visit.get_service_display(), visit.name, visit.organization, visit.purpose)
    return ", ".join(filter(None, facts)), visit.arrived_at
