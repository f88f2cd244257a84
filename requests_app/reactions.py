"""Files follow their people and offices: a draft goes where its applicant or its office goes."""

from django.db.models import Q

from accounts.models.office_life import MOST_TOLD, Kept, keeps_open
from events.recording import on
from requests_app.models import StandIn, Submission
from requests_app.models.submissions.submission import ACT_OPEN
from requests_app.workflow import CLOSED, State


@on("agency.merge_into")
def drafts_follow(event):
    """The applicant belongs to an agency that was here already: so do his drafts."""
    agency, drafts = event.subject, Submission.objects.filter(state=State.DRAFT)
    mine = drafts.filter(created_by=event.particulars["member"]).exclude(agency=agency)
    mine.update(agency=agency, office=agency.office)


@on("agency.move_to")
def drafts_follow_the_office(event):
    """Another office looks after the agency: what it has not sent yet would be sent there."""
    agency, origin = event.subject, event.particulars["origin_code"]
    agency.submissions.filter(state=State.DRAFT, office=origin).update(office=agency.office)


@keeps_open
def files(office):
    """Under way, and decided ones with an objection or a withdrawal that waits."""
    waits = Q(objected_at__isnull=False) | Q(revocation__in=ACT_OPEN)
    decided = Q(state__in=CLOSED) & ~waits
    found = office.submissions.exclude(decided | Q(state=State.DRAFT))
    advice = "Kepala atau admin kantor itu melimpahkannya ke kantor lain, atau menyelesaikannya."
    return Kept.of("pengajuan yang belum selesai", found, advice=advice)


@keeps_open
def stand_ins(office):
    """Help with examining that is asked for, agreed or going on, on either side."""
    found = StandIn.objects.live().filter(Q(office=office) | Q(helper=office))
    rows = found.select_related("office", "helper")[:MOST_TOLD]
    codes = [f"{one.helper.name} untuk {one.office.name}" for one in rows]
    advice = "Akhiri atau tolak dahulu bantuan itu."
    return Kept("bantuan pemeriksaan", found.count(), codes, advice)
