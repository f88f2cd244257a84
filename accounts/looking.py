"""Looking at the portal as another role: he sees less than himself, and can do nothing.

The person stays who he is. `User.has_role` then asks for both roles, his own and the one he looks
as; menus, desks and buttons are drawn for that role alone (`User.drawn`). Whatever a page writes
on the way is undone, and everything that would be sent is refused.

Who looks at a file as its agency does reads the pages of that file alone, by somebody made for it
(`readers`) who sees nothing that he does not see himself; no session of the agency is opened.
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

from accounts.models.roles import Role
from events.recording import record

KEY = "looking"
LASTS = timedelta(minutes=15)
SAFE = {"GET", "HEAD", "OPTIONS"}
LOOKERS = (Role.HEAD, Role.ADMIN)
readers = []  # functions of a person and a code: who reads that file as its agency does, or None
FILE_PAGES = {"submission", "resume", "notes", "clock", "receipt", "revision", "changes"}
FILE_PAGES |= {"letter", "letter_pdf"}
REFUSED = (
    "Anda sedang melihat sebagai {label}: tidak ada yang dapat diubah atau dikirim. "
    "Tekan Selesai melihat, lalu kerjakan dengan peran Anda sendiri."
)
ONE_FILE = (
    "Anda sedang melihat sebagai {label}: hanya halaman pengajuan itu yang ditampilkan, tanpa yang "
    "sedang ditulis instansi. Tekan Selesai melihat untuk membuka halaman lain."
)
TIME_IS_UP = "Waktu melihat sebagai {label} sudah habis."
GONE = "Anda tidak lagi dapat melihat sebagai {label}: pengajuan itu tidak lagi terbuka bagi Anda."


class Looking(NamedTuple):
    """As which role somebody looks, or at which file as its agency, and until when."""

    role: str
    code: str
    until: datetime

    @property
    def label(self):
        return f"instansi pada pengajuan {self.code}" if self.code else Role(self.role).label

    @property
    def is_over(self):
        return timezone.now() >= self.until


def roles_for(user):
    """The roles as which this person may look: those of his office that he does not hold."""
    if not user.has_role(*LOOKERS):
        return []
    return [role for role in Role if role not in (*user.roles, Role.SIGNER, Role.SUPERVISOR)]


def looking(request):
    """As whom the person of this request looks, or None."""
    kept = request.session.get(KEY)
    if not kept or not request.user.is_authenticated:
        return None
    seen = Looking(kept["role"], kept["code"], datetime.fromisoformat(kept["until"]))
    return seen if seen.code or request.user.has_role(*LOOKERS) else None


@transaction.atomic
def begin(request, role="", *, code=""):
    """Look as that role from now on, or at that file; a quarter of an hour at most."""
    until = timezone.now() + LASTS
    request.session[KEY] = {"role": str(role), "code": code, "until": until.isoformat()}
    facts = {"label": str(looking(request).label), "until": until}
    record(request.user, "user.look_as", by=request.user, **facts)


@transaction.atomic
def end(request):
    """Look with one's own eyes again; returns what he looked as, if he did."""
    seen = looking(request)
    request.session.pop(KEY, None)
    if seen:
        facts = {"label": str(seen.label), "ended_at": min(timezone.now(), seen.until)}
        record(request.user, "user.stop_looking", by=request.user, **facts)
    return seen


@receiver(user_logged_out)
def end_with_the_session(request, user, **kwargs):
    if request is not None and user is not None and KEY in request.session:
        end(request)


def seen_by_both(visible_to):
    """Decorator of a sight that differs by role: who looks as another role sees what both do."""

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
        request.looking = seen
        if not seen.code:
            request.user.shown_as = Role(seen.role)
        elif not self.reads(request, seen.code):
            return self.over(request, seen, GONE)
        with transaction.atomic():
            response = self.get_response(request)
            transaction.set_rollback(True)
        return response

    def process_view(self, request, view, args, kwargs):
        seen, page = getattr(request, "looking", None), request.resolver_match.url_name
        if seen and seen.code and (kwargs.get("code") != seen.code or page not in FILE_PAGES):
            raise PermissionDenied(ONE_FILE.format(label=seen.label))

    def reads(self, request, code):
        """Put in his place who reads the file as its agency does; not while it is hidden to him."""
        found = (reader(request.user, code) for reader in readers)
        request.user = next(filter(None, found), request.user)
        return request.user.reads_file is not None

    def over(self, request, seen, why=TIME_IS_UP):
        """What was sent from a page of the other role is not taken."""
        end(request)
        messages.info(request, why.format(label=seen.label))
        return redirect(request.get_full_path() if request.method in SAFE else "desk")
