"""Looking at the portal as another role: he sees less than himself, and can do nothing.

The person stays who he is. `User.has_role` then asks for both roles, his own and the one he looks
as; menus, desks and buttons are drawn for that role alone (`User.drawn`). Whatever a page writes
on the way is undone, and everything that would be sent is refused.
"""

from datetime import datetime, timedelta
from functools import wraps
from typing import NamedTuple

from django.contrib import messages
from django.contrib.auth.signals import user_logged_out
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.dispatch import receiver
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from accounts.models.roles import SIGNERS, Role
from events.recording import record

KEY = "looking"
LASTS = timedelta(minutes=15)
SAFE = {"GET", "HEAD", "OPTIONS"}
LOOKERS = (Role.HEAD, Role.ADMIN)
REFUSED = (
    "Anda sedang melihat sebagai {label}: tidak ada yang dapat diubah atau dikirim. "
    "Tekan Selesai melihat, lalu kerjakan dengan peran Anda sendiri."
)


class Looking(NamedTuple):
    """As which role somebody looks, and until when."""

    role: Role
    until: datetime

    @property
    def label(self):
        return self.role.label

    @property
    def is_over(self):
        return timezone.now() >= self.until


def roles_for(user):
    """The roles as which this person may look: those of his office that he does not hold."""
    if not user.has_role(*LOOKERS):
        return []
    return [role for role in Role if role not in user.roles and role != Role.SIGNER]


def looking(request):
    """As whom the person of this request looks, or None."""
    kept = request.session.get(KEY)
    if not kept or not request.user.is_authenticated or not request.user.has_role(*LOOKERS):
        return None
    return Looking(Role(kept["role"]), datetime.fromisoformat(kept["until"]))


@transaction.atomic
def begin(request, role):
    """Look as that role from now on, a quarter of an hour at most."""
    until = timezone.now() + LASTS
    request.session[KEY] = {"role": str(role), "until": until.isoformat()}
    facts = {"label": str(Role(role).label), "until": until}
    record(request.user, "user.look_as", by=request.user, **facts)


@transaction.atomic
def end(request):
    """Look with one's own eyes again."""
    seen = looking(request)
    request.session.pop(KEY, None)
    if seen:
        ended_at = min(timezone.now(), seen.until)
        facts = {"label": str(seen.label), "ended_at": ended_at}
        record(request.user, "user.stop_looking", by=request.user, **facts)


@receiver(user_logged_out)
def end_with_the_session(request, user, **kwargs):
    if request is not None and user is not None and KEY in request.session:
        end(request)


def seen_by_both(visible_to):
    """Decorator of a sight that differs by role: somebody who looks as another sees what both do."""

    @wraps(visible_to)
    def seen(self, user):
        if getattr(user, "shown_as", None) is None:
            return visible_to(self, user)
        others = visible_to(self.model._default_manager.all(), user.drawn).values("pk")
        return visible_to(self, user.himself).filter(pk__in=others)

    return seen


class LookOnly:
    """While a person looks as another role, let him read, refuse the rest, and keep nothing."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        seen = looking(request) if KEY in request.session else None
        if seen is None or request.path in (reverse("looking_end"), reverse("account_logout")):
            return self.get_response(request)
        if seen.is_over:
            return self.over(request, seen)
        if request.method not in SAFE:
            raise PermissionDenied(REFUSED.format(label=seen.label))
        request.looking, request.user.shown_as = seen, seen.role
        with transaction.atomic():
            response = self.get_response(request)
            transaction.set_rollback(True)
        return response

    def over(self, request, seen):
        """The time is up: what was sent from a page of the other role is not taken."""
        end(request)
        messages.info(request, f"Waktu melihat sebagai {seen.label} sudah habis.")
        return redirect(request.get_full_path() if request.method in SAFE else "desk")
