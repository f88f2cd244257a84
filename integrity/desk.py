"""What waits at the desk because something is not as it was kept."""

from django.urls import reverse

from accounts.models import Role
from accounts.waiting import Waiting, waits
from integrity.models import Damage


@waits
def to_look_at(user):
    if user.has_role(Role.ADMIN, Role.HEAD):
        yield Waiting(
            "temuan pada keutuhan data",
            Damage.objects.visible_to(user).open(),
            reverse("office_integrity"),
            icon="shield-exclamation",
            urgent=True,
        )
