"""What waits for an admin at his desk, as far as accounts go."""

from django.db.models import Exists
from django.urls import reverse

from accounts.access import CENTRE
from accounts.models import DataRequest, Office, Role
from accounts.waiting import Waiting, waits
from norms.models import Norm
from norms.reading import norm


@waits
def about_data(user):
    """People who ask for a correction or an erasure of their data."""
    if user.has_role(Role.ADMIN):
        yield Waiting(
            "permintaan atas data pribadi",
            DataRequest.objects.visible_to(user).open(),
            reverse("office_data_requests"),
            icon="person-lock",
            urgent=True,
            hint=f"Dijawab paling lambat {norm('privacy.correction').words}.",
        )


@waits
def about_norms(user):
    """Limits that have run out, or whose deed nobody has read: for whoever speaks for all."""
    if user.has_role(Role.ADMIN):
        alone = ~Exists(Office.objects.exclude(pk=user.office_id))
        due = Norm.objects.due()
        yield Waiting(
            "ketentuan yang perlu dibaca atau diganti",
            due if user.office_id == CENTRE else due.filter(alone),
            reverse("office_norms"),
            icon="book",
            hint="Peraturan yang belum dibaca atau sudah tidak berlaku.",
        )
