"""Complaints of a person, told to himself: those that carry his mailbox.

An anonymous one belongs to nobody here. What is about a person, or what he handles, is not told:
who complained could be guessed from it.
"""

from accounts.privacy.holdings import MOST, Holding, tells
from complaints.models import Complaint


@tells
def complaints(person):
    found = Complaint.objects.filter(email__iexact=person.email).order_by("-pk")[:MOST]
    yield Holding("Pengaduan dengan surel Anda", [_told(one) for one in found])


def _told(one):
    facts = (one.name, one.phone, one.privacy_in_short, one.get_state_display())
    said = ", ".join(filter(None, facts))
    return f"{one.code} {one.get_kind_display()} ({said})", one.received_at
