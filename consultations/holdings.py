"""Consultations of a person, told to himself."""

from django.db.models import Q

from accounts.privacy.holdings import MOST, Holding, tells
from consultations.models import Consultation


@tells
def consultations(person):
    """Those he asked for, as a member or from this mailbox as a guest, and those he answers."""
    asked = Q(email__iexact=person.email)
    if not person.office_id:
        asked |= Q(entered_by=person)
    found = Consultation.objects.filter(asked).order_by("-pk")[:MOST]
    yield Holding("Konsultasi yang Anda minta", [_told(one) for one in found])
    if person.office_id:
        count = Consultation.objects.filter(officer=person).count()
        yield Holding("Konsultasi yang Anda jawab", [("Jumlah", count)])


def _told(one):
    facts = (one.name, one.organization, one.phone)
    said = ", ".join(filter(None, facts))
    return f"{one.code} {one.heading} ({said})", one.asked_at
