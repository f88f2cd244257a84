from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef

from .models import User


class PortalBackend(AuthenticationBackend):
    """Log-in by allauth; the person comes with his office or agency in one query."""

    def get_user(self, user_id):
        factors = Authenticator.objects.filter(user=OuterRef("pk")).exclude(type="recovery_codes")
        people = User.objects.select_related("office", "agency__office")
        user = people.annotate(has_second_factor=Exists(factors)).filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
