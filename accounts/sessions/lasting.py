"""How long a session lasts: a while without activity, and twelve hours at most.

Opening a page, sending a form and typing are activity; what a page asks for by itself is not.
Activity is written down once a minute, so that a session costs no row at every request.
"""

import time

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.utils.cache import patch_cache_control

MINUTE = 60
STAFF, AGENCY = 30 * MINUTE, 60 * MINUTE  # without activity
WARNED = 5 * MINUTE  # before the end
LONGEST = 12 * 60 * MINUTE
BEGAN, SEEN = "began", "seen"


def unattended(view):
    """Decorator of a view that devices open, or that pages ask for: no activity of the person."""
    view.is_unattended = True
    return view


class Lasting:
    """The time that is left to the session of a request."""

    def __init__(self, request):
        self.session, now = request.session, int(time.time())
        self.now, self.idle = now, STAFF if request.user.office_id else AGENCY
        self.began, self.seen = self.session.get(BEGAN), self.session.get(SEEN)
        if self.began is None or self.seen is None:  # begun before there was an end
            self.began = self.seen = self.session[BEGAN] = self.session[SEEN] = now

    @property
    def is_longest(self):
        """Does it end because it has lasted long enough, whatever is done?"""
        return self.began + LONGEST <= self.seen + self.idle

    @property
    def left(self):
        """Seconds until it ends."""
        return min(self.began + LONGEST, self.seen + self.idle) - self.now

    @property
    def why(self):
        """In words, once it has ended."""
        if self.is_longest:
            return "Sesi Anda berakhir karena sudah berlangsung 12 jam. Silakan masuk lagi."
        minutes = self.idle // MINUTE
        return f"Sesi Anda berakhir karena {minutes} menit tanpa kegiatan. Silakan masuk lagi."

    def touch(self):
        """Somebody works here."""
        if self.now - self.seen >= MINUTE or self.seen > self.now:
            self.seen = self.session[SEEN] = self.now


class EndOfSession:
    """End what has lasted too long; let no browser keep a page of somebody who is logged in."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            lasting = Lasting(request)
            if lasting.left <= 0:
                logout(request)
                messages.info(request, lasting.why)
        response = self.get_response(request)
        if request.user.is_authenticated:
            keep_nowhere(response)
        return response

    def process_view(self, request, view, args, kwargs):
        if not request.user.is_authenticated:
            return
        lasting = Lasting(request)
        if is_activity(request, view):
            lasting.touch()
        request.session_left = lasting.left


def is_activity(request, view):
    """Whether a person did this: pages ask for parts of themselves, too, and devices for pages."""
    asks_by_itself = request.method == "GET" and request.headers.get("HX-Request")
    return not (request.method == "HEAD" or asks_by_itself or getattr(view, "is_unattended", False))


def keep_nowhere(response):
    """Pages carry a name in their head; other answers say themselves if they may be kept."""
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    if is_page or not response.has_header("Cache-Control"):
        patch_cache_control(response, private=True, no_store=True)


@receiver(user_logged_in)
def begin(request, **kwargs):
    request.session[BEGAN] = request.session[SEEN] = int(time.time())
