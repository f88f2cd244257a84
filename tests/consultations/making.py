"""Consultations in any state, through the verbs."""

from consultations.models import Consultation

FACTS = {
    "topic": "sample",
    "activity": "Survei Kepuasan Masyarakat 2027",
    "text": "Berapa responden yang cukup?",
    "channel": "web",
}
TYPED = {name: FACTS[name] for name in ("topic", "activity", "text")}


def make_consultation(member, **facts):
    """One that a member of an agency has just asked for."""
    of_member = {"agency": member.agency, "office": member.agency.office}
    of_member |= {"name": member.name, "email": member.email}
    return Consultation.objects.ask(by=member, **of_member, **{**FACTS, **facts})[0]


def make_guests(office, **facts):
    """One of a guest, and its secret."""
    of_guest = {"office": office, "name": "Wulan Contoh", "email": "wulan@example.com"}
    return Consultation.objects.ask(**{**of_guest, **FACTS, **facts})
