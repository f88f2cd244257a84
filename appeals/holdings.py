"""Objections of a person, told to himself."""

from accounts.privacy.holdings import MOST, Holding, tells
from appeals.models import Appeal


@tells
def appeals(person):
    found = Appeal.objects.filter(by=person).order_by("-pk")[:MOST]
    facts = [(f"{one.code}: {one.get_state_display()}", one.made_at) for one in found]
    yield Holding("Keberatan yang Anda ajukan", facts)
