"""Files that a person has to do with, told to himself."""

from django.db.models import Q

from accounts.privacy.holdings import MOST, Holding, tells
from requests_app.models import Guest, Submission


@tells
def files(person):
    """Those he began, runs or examines; the answers themselves are the agency's."""
    mine = Q(created_by=person) | Q(runner=person) | Q(examiner=person)
    found = Submission.objects.filter(mine).order_by("-pk")[:MOST]
    yield Holding(
        "Pengajuan yang Anda buat, jalankan, atau periksa",
        [(f"{file.code} {file.spoken_title}", file.created_at) for file in found],
    )
    guests = Guest.objects.filter(email=person.email).select_related("submission")
    yield Holding(
        "Undangan mengisi pengajuan",
        [(guest.submission.spoken_title, guest.invited_at) for guest in guests[:MOST]],
    )
