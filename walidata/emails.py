"""Mails about a Walidata's opinion: to its members, and to who examines."""

from accounts.links import absolute
from accounts.models import Role, User
from events.outbox import enqueue_all
from events.recording import on
from walidata.models import Custody, Point


@on("submission.submit")
def file_came(event):
    """A new file of its region: its members may read it. Not each version, and not its own."""
    file = event.subject
    if file.returned_at:
        return
    marks = Custody.objects.current().covering(file.agency).exclude(agency=file.agency_id)
    for custody in marks.select_related("agency", "region"):
        _write("walidata_file", event, custody.agency.members.active(), file, about=custody)


@on("walidata.give")
def opinion_came(event):
    """Who examines it, else all of the office, find it beside the questions."""
    file = event.subject
    examiner = file.examiner
    if examiner is None or not examiner.has_role(Role.EXAMINER):
        people = User.objects.staff_of(file.office).with_role(Role.EXAMINER)
    else:
        people = [examiner]
    _write("walidata_opinion", event, people, file, about=file)


@on("walidata.answer")
def opinion_answered(event):
    """Whoever gave the opinion reads what is made of it, while his agency keeps the data."""
    point = Point.objects.in_full().get(pk=event.particulars["point"])
    custody, person = point.statement.custody, point.statement.given_by
    may_read = person.is_active and Custody.objects.of(person).filter(pk=custody.pk).exists()
    if may_read:
        _write("walidata_answered", event, [person], event.subject, about=custody, point=point)


def _write(kind, event, people, file, *, about, **context):
    """A notice is listed for who may still see what it is about: for members that is the mark."""
    named = {"walidata_opinion": "examination"}.get(kind, "walidata_file")
    link = absolute(named, file.code)
    context |= {"submission": file.as_submitted(), "link": link, "particulars": event.particulars}
    context["agency"] = event.on_behalf_of or file.agency
    enqueue_all(kind, to=people, context=context, about=about, event=event)
