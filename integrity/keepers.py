"""Who is told when something is not as it was kept: always more than one person."""

from django.conf import settings

from accounts.models import Role, User


def keepers(office=None):
    """Mailboxes: admins and heads of the office; of the whole portal those SEAL_KEEPERS names."""
    if office is None and settings.SEAL_KEEPERS:
        return sorted(set(settings.SEAL_KEEPERS))
    people = User.objects.all() if office is None else User.objects.staff_of(office)
    return sorted(people.with_role(Role.ADMIN, Role.HEAD).values_list("email", flat=True))
