"""A new password, second factor or role ends every session but the one in which it was changed."""

from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth import HASH_SESSION_KEY
from django.dispatch import receiver


@receiver([authenticator_added, authenticator_removed, authenticator_reset])
def end_after_factor(request, user, **kwargs):
    """Whoever got in with less is shown out; Django does the same after a new password."""
    user.end_sessions()
    stay_logged_in(request, user)


def stay_logged_in(request, person):
    """Go on in this session if it is the person's own."""
    if request.user.pk == person.pk:
        request.session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        request.session.save()  # allauth tells of it when the transaction stands, maybe too late
