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
    """It examines for another, or another for it; asked for, agreed or going on."""
    found = StandIn.objects.live().filter(Q(office=office) | Q(helper=office))
    told = [f"{one.helper_id} untuk {one.office_id}" for one in found[:MOST_TOLD]]
    advice = "Salah satu kantor itu, provinsinya, atau pusat menolak atau mengakhirinya."
    return Kept("bantuan pemeriksaan yang belum berakhir", found.count(), told, advice)
