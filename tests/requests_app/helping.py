"""Another office that examines, or is asked to."""

from datetime import timedelta

from requests_app.models import StandIn, Submission
from tests.cast import anew, make_office

DEED = {"deed_number": "B-7/63000/KP.000/2026", "reason": "Kedua pemeriksa cuti bersalin."}


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


def days(office, first=0, last=9):
    today = office.today()
    facts = {"starts_on": today + timedelta(days=first), "ends_on": today + timedelta(days=last)}
    return facts | {"deed_on": today}


def help_out(by, office, helper, **facts):
    return StandIn.objects.ask(by=by, office=office, helper=helper, **DEED | days(helper) | facts)


def later(monkeypatch, helper, ahead):
    """The clock of every office is so many days on."""
    today = helper.today() + timedelta(days=ahead)
    monkeypatch.setattr("accounts.models.offices.Office.today", lambda self: today)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args, **kwargs: today)


def seen(person):
    return set(Submission.objects.visible_to(anew(person)))
