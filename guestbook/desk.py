"""What waits at the desk because people have come to the counter."""

from django.urls import reverse

from accounts.models import Role
from accounts.waiting import Waiting, waits
from guestbook.models import Visit


@waits
def visitors(user):
    """Those who have drawn a number today, and whom this officer has called."""
    if user.drawn.has_role(Role.FRONT_DESK):
        today = Visit.objects.visible_to(user).today_at(user.office)
        queue = reverse("queue")
        yield Waiting("tamu menunggu dipanggil", today.waiting(), queue, "people", urgent=True)
        yield Waiting("tamu sedang saya layani", today.open().filter(served_by=user), queue, "chat")
