"""How a complaint comes in, and who must not get to see it."""

import re

from django.db import models, transaction

from accounts.models import Office, Role, User
from accounts.models.offices import CENTRE
from complaints import keys, words
from complaints.models.complaint_queryset import able
from complaints.models.concerned import Concerned
from events.refusals import NotNow

NOBODY = (
    "Di kantor ini tidak ada petugas yang boleh menangani pengaduan tersebut, karena semuanya "
    "berkepentingan. Sampaikan melalui SP4N-LAPOR! (lapor.go.id) atau saluran pengaduan BPS pusat "
    "(webapps.bps.go.id/pengaduan)."
)
NOBODY_YET = (
    "Kantor ini belum menunjuk petugas pengaduan. Sampaikan melalui telepon atau surel kantor, "
    "atau melalui SP4N-LAPOR! (lapor.go.id)."
)
SHORTEST_NAME = 4  # letters; shorter parts of a name say nothing


class Filed(models.Model):
    """The first verb of a complaint."""

    class Meta:
        abstract = True

    @classmethod
    @transaction.atomic
    def file(cls, *, office, by=None, secret=None, uploads=(), **facts):
        """A new complaint and its secret: (complaint, secret). `by` is the officer who enters it.

        With a `secret_digest` it goes on with the secret of another ticket. Raises `NotNow` where
        everybody who could handle it is concerned.
        """
        secret = secret or keys.new_secret()
        shut_out = shut_out_of(office, facts)
        desk = desk_for(office, shut_out)
        if desk is None:
            raise NotNow(NOBODY if desk_for(office, ()) else NOBODY_YET)
        complaint = cls(office=office, desk=desk, entered_by=by, **facts)
        complaint.secret_digest = complaint.secret_digest or keys.digest_of(complaint.code, secret)
        complaint.count_anew()
        complaint.save(force_insert=True)
        Concerned.objects.bulk_create(
            Concerned(complaint=complaint, person_id=pk, why=why) for pk, why in shut_out.items()
        )
        complaint.files.model.keep(uploads, complaint=complaint)
        complaint._record(
            "file", by, kind=complaint.get_kind_display(), channel=complaint.get_channel_display()
        )
        return complaint, secret


def shut_out_of(office, facts):
    """Who may neither see nor handle it: {person's key: why}."""
    shut_out = {}
    submission = facts.get("submission")
    if submission:
        shut_out |= dict.fromkeys(examiners_of(submission), Concerned.Why.EXAMINER)
    if facts.get("target") == words.Target.HEAD:
        heads = User.objects.staff_of(office).with_role(Role.HEAD)
        shut_out |= dict.fromkeys(heads.values_list("pk", flat=True), Concerned.Why.HEAD)
    if facts.get("target") == words.Target.OFFICER or facts.get("kind") == words.Kind.COMPLAINT:
        told = f"{facts.get('accused', '')} {facts.get('text', '')}"
        shut_out |= dict.fromkeys(named_in(told, office), Concerned.Why.NAMED)
    return shut_out


def examiners_of(submission):
    """The keys of all who have examined the file: now, or for one of its proposals."""
    people = set(submission.proposals.values_list("by_id", flat=True))
    return sorted(filter(None, {*people, submission.examiner_id}))


def named_in(text, office):
    """The keys of the staff of whom any part of the name stands in the text."""
    said = set(re.findall(r"\w+", text.lower()))
    return [
        person.pk
        for person in User.objects.active().staff_of(office).only("pk", "name")
        if any(
            part in said
            for part in re.findall(r"\w+", person.name.lower())
            if len(part) >= SHORTEST_NAME
        )
    ]


def desk_for(office, shut_out):
    """The office whose handler or head may handle it: its own, else the province's, else Jakarta's.

    None when there is none on this installation.
    """
    codes = dict.fromkeys([office.code, f"{office.code[:2]}00", CENTRE])
    offices = Office.objects.in_bulk(codes)
    for code in codes:
        desk = offices.get(code)
        if desk and any(
            able(desk, role=role, excluding=shut_out).exists()
            for role in (Role.COMPLAINT_HANDLER, Role.HEAD)
        ):
            return desk
    return None
