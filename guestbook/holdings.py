"""Visits of a person, told to himself: those that carry his mailbox, which he has confirmed.

A telephone number proves nothing: whoever types another's into his account would read his visits.
"""

from django.db.models import Q

from accounts.privacy.holdings import MOST, Holding, tells
from guestbook.models import Visit


@tells
def visits(person):
    found = Visit.objects.filter(contact__iexact=person.email).order_by("-pk")[:MOST]
    yield Holding("Kunjungan Anda pada buku tamu", [_told(visit) for visit in found])
    if person.office_id:
        served = Visit.objects.filter(Q(served_by=person) | Q(entered_by=person)).count()
        yield Holding("Tamu yang Anda layani atau catat", [("Jumlah", served)])


def _told(visit):
    facts = (visit.get_service_display(), visit.name, visit.organization, visit.purpose)
    return ", ".join(filter(None, facts)), visit.arrived_at
