from allauth.account.auth_backends import AuthenticationBackend

from .models import User


class PortalBackend(AuthenticationBackend):
    """Log-in by allauth; the person comes with his office or agency in one query."""

    def get_user(self, user_id):
        people = User.objects.select_related("office", "agency__office").with_second_factor()
        user = people.with_neighbours().filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
