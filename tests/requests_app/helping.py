"""Another office that is asked to examine."""

from datetime import timedelta

from requests_app.models import StandIn
from tests.cast import make_office


def make_stand_in(head, code="6304"):
    """This head asks another office to examine for his; nobody has agreed yet."""
    today = head.office.today()
    return StandIn.objects.ask(
        by=head,
        office=head.office,
        helper=make_office(code),
        starts_on=today,
        ends_on=today + timedelta(days=9),
        deed_number="B-7/63020/KP.000/2026",
        deed_on=today,
        reason="Kedua pemeriksa cuti.",
    )
