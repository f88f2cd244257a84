"""What waits for the members of a Walidata."""

from django.urls import reverse

from accounts.waiting import Waiting, waits
from walidata.files import files_of
from walidata.models import Statement
from walidata.models.statement import HEARD_IN

UNHEARD = "pendapat"  # as the address of the list calls it


@waits
def opinions_to_give(user):
    """Files of its region on which it may give an opinion and has not."""
    if user.agency_id and user.is_agency_member and user.agency.is_walidata:
        yield Waiting(
            "pengajuan dapat diberi pendapat",
            unheard(files_of(user), user),
            f"{reverse('walidata')}?perlu={UNHEARD}",
            icon="chat-left-text",
            hint="Pemeriksaan tidak menunggu pendapat Anda.",
        )


def unheard(files, user):
    """Those of the files of which his agency may say something and has not."""
    given = Statement.objects.filter(custody__agency=user.agency_id, given_at__isnull=False)
    open_ones = files.filter(state__in=HEARD_IN, office__hears_walidata=True)
    return open_ones.exclude(agency=user.agency_id).exclude(pk__in=given.values("submission"))
