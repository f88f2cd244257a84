"""Consultations in any state, through the verbs."""

from datetime import time

from consultations.emails import link_for
from consultations.models import Consultation, Hours

FACTS = {
    "topic": "sample",
    "activity": "Survei Kepuasan Masyarakat 2027",
    "text": "Berapa responden yang cukup?",
    "channel": "web",
}
TYPED = {name: FACTS[name] for name in ("topic", "activity", "text")}


def open_hours(office, by, **facts):
    """Mondays from nine to ten, half an hour each, one at a time."""
    hours = {"weekday": 0, "begins": time(9), "ends": time(10), "minutes": 30, "places": 1}
    return Hours.objects.add(by=by, office=office, **{**hours, **facts})


def make_consultation(member, **facts):
    """One that a member of an agency has just asked for."""
    of_member = {"agency": member.agency, "office": member.agency.office}
    of_member |= {"name": member.name, "email": member.email}
    return Consultation.objects.ask(by=member, **of_member, **{**FACTS, **facts})[0]


def make_guests(office, **facts):
    """One of a guest, and its secret."""
    of_guest = {"office": office, "name": "Wulan Contoh", "email": "wulan@example.com"}
    return Consultation.objects.ask(**{**of_guest, **FACTS, **facts})


def link_path(consultation):
    """The address that a guest's mail leads to."""
    return "/" + link_for(consultation).split("/", 3)[3]
