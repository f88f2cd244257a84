"""What waits for an admin at his desk, as far as accounts go."""

from django.urls import reverse

from accounts.models import DataRequest, Role
from accounts.waiting import Waiting, waits


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
            hint="Dijawab paling lambat 3 × 24 jam.",
        )
