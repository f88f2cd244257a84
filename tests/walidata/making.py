"""An agency that keeps a region's data, and what it says, through the verbs."""

from datetime import date

from accounts.models import Agency, Office
from tests.cast import make_agency, make_member
from walidata.models import Custody

DEED = "Keputusan Bupati Nomor 188/2026"
FRAME = "sampling.sampling_frame"
SAID = "Samakan istilahnya dengan standar data daerah."


def make_kominfo(office, name="Dinas Kominfo Kotabaru", **facts):
    """A member of the agency that is to be Walidata."""
    return make_member("Andi Saputra", agency=make_agency(name, office=office), **facts)


def mark(member, by, **facts):
    """His agency keeps the data of its region from the first of the month on."""
    agency = Agency.objects.get(pk=member.agency_id)
    given = {"region": agency.region, "deed": DEED, "starts_on": date(2026, 3, 1)}
    custody = Custody.objects.mark(by=by, agency=agency, **given | facts)
    member.refresh_from_db()
    return custody


def switch_on(office, by):
    """The office hears what a Walidata says."""
    Office.objects.get(pk=office.pk).keep_facts({"hears_walidata": True}, by=by, about="walidata")
    office.refresh_from_db()


def make_statement(file, by, *, question=FRAME, text=SAID, general=""):
    """An opinion with one note, given."""
    file.refresh_from_db()
    file.statements.write(by=by, question=question, text=text)
    return file.statements.give(by=by, text=general)


def marked(office, by):
    """A mark in force, with the step switched on."""
    switch_on(office, by)
    return mark(make_kominfo(office), by, starts_on=office.today())


def spoken(file, custody):
    """A note that the Walidata gave."""
    return make_statement(file, custody.agency.members.get()).points.get()
