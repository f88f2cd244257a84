"""A small country: two offices of one province with files, one of another; who looks at them."""

from datetime import date, timedelta

from django.utils import timezone

from accounts.models import Role
from requests_app.board import keeping
from requests_app.models import Monthly, OpenFiles, Submission
from supervision.models import Coaching
from tests.answers import fs3_answers
from tests.cast import make_agency, make_member, make_office, make_staff

OWN, NEAR, FAR, PROVINCE, CENTRE = "6302", "6301", "7101", "6300", "0000"
WEEK = timedelta(days=7)


class Country:
    """Its offices by their codes, an examiner and a member of an agency at each, and its files."""

    def __init__(self):
        self.offices = {code: make_office(code) for code in (OWN, NEAR, FAR, PROVINCE, CENTRE)}
        self.members = {code: self._member(code) for code in (OWN, NEAR, FAR)}
        self.examiners = {code: self._staff(code, Role.EXAMINER) for code in (OWN, NEAR, FAR)}
        self.wati = self._staff(PROVINCE, Role.SUPERVISOR, "Wati Pengawas")
        self.adi = self._staff(CENTRE, Role.SUPERVISOR, "Adi Pusat")
        self.head = self._staff(NEAR, Role.HEAD, "Kepala Tanah Laut")

    def _member(self, code):
        office = self.offices[code]
        return make_member(f"Anggota {code}", agency=make_agency(f"Dinas {code}", office=office))

    def _staff(self, code, role, name=None):
        return make_staff(name or f"Petugas {code}", role, office=self.offices[code])

    def file(self, code, state="under_examination", answers=None, **facts):
        """A file of that office, as the verbs would leave it; one that went back is written on."""
        office, member, now = self.offices[code], self.members[code], timezone.now()
        is_away, title = state == "returned", f"Survei {code}"
        file = Submission.objects.create(
            edition="fs3_2021",
            title="Judul konsep" if is_away else title,
            state=state,
            agency=member.agency,
            office=office,
            created_by=member,
            examiner=None if state == "submitted" else self.examiners[code],
            submitted_at=now,
            returned_at=now if is_away else None,
            due_on=None if is_away or "decided_at" in facts else office.today() + WEEK,
            **facts,
        )
        told = {"submitted_at": now, "submitted_by": member, "returned_at": file.returned_at}
        file.revisions.create(number=1, answers=answers or fs3_answers(survey_title=title), **told)
        if is_away:
            file.revisions.create(number=2, answers=fs3_answers(survey_title=file.title))
        keeping.count_anew([file])
        return file

    def permit(self, by, *, superior=PROVINCE, days=7, submission=None, reason="Pembinaan mutu."):
        today = by.office.today()
        return Coaching.objects.permit(
            by=by,
            superior=self.offices[superior],
            submission=submission,
            reason=reason,
            starts_on=today,
            ends_on=today + timedelta(days=days),
        )


def overdue(file):
    """Let its time have been over since long ago, in the figures as well."""
    OpenFiles.objects.filter(office=file.office).update(day=date(2020, 1, 1))
    Submission.objects.filter(pk=file.pk).update(due_on=date(2020, 1, 1))


def decided(office, days, month, count=1, *, late=False):
    """As many files decided in so many working days, as the sums have them."""
    facts = {"office": office, "kind": "survey", "month": month, "count": count}
    for measure, value in (("office_days", days), ("rounds", 2), ("recommended", 0)):
        Monthly.objects.create(measure=measure, value=value, **facts)
    if late:
        Monthly.objects.create(measure="late", value=0, **facts)
