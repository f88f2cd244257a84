"""How often a wrong password may be tried, and how long one then waits.

Attempts at a mailbox and those of a network address are counted apart, and both apart from those
on a device from which that mailbox has logged in before: strangers cannot shut anybody out who has
one. Whether the mailbox exists is not asked, so nothing here tells it. `romantik/limits.py` says
how many.
"""

import math
import time

from allauth.core.internal.ratelimit import clear, consume, get_cache_key, get_ip, get_rates
from django.core.cache import cache

from .devices import device_of, one_spelling

APP = "allauth.account"  # whose settings keep all limits of the portal in one place


class LoginAttempt:
    """One attempt at a mailbox: begun before the password is looked at, taken back if right."""

    def __init__(self, request, email):
        self.request, self.mailbox = request, one_spelling(email)
        self.taken = []
        if device := device_of(request, self.mailbox):
            self.shares = {"password_on_device": f"{self.mailbox} {device}"}
        else:
            self.shares = {
                "password_from_here": f"{self.mailbox} {get_ip(request)}",
                "password_of_mailbox": self.mailbox,
                "password_from_address": None,
            }

    def begin(self):
        """Count it; false if it is one too many, which is not counted: the wait gets no longer."""
        for action, key in self.shares.items():
            share = consume(self.request, app=APP, action=action, key=key, limit_get=True)
            if not share:
                self.take_back()
                return False
            self.taken.append(share)
        return True

    def take_back(self):
        for share in self.taken:
            share.rollback()
        self.taken = []

    def forget_all(self):
        for action, key in self.shares.items():
            if key:  # the address has more mailboxes than this one
                clear(self.request, app=APP, action=action, key=key)

    @property
    def refusal(self):
        wait = max(waiting(self.request, action, key) for action, key in self.shares.items())
        return (
            f"Terlalu banyak percobaan masuk yang gagal. Tunggu {in_minutes(wait)}, lalu coba "
            "lagi. Tanpa menunggu, Anda dapat masuk dari perangkat yang pernah Anda pakai untuk "
            "masuk, atau dengan kunci keamanan."
        )


def waiting(request, action, key=None):
    """Seconds until the next attempt will be looked at."""
    until = [0.0]
    for rate in get_rates(app=APP, action=action):
        counted = cache.get(get_cache_key(request, app=APP, action=action, rate=rate, key=key), [])
        if len(counted) >= rate.amount:
            until.append(counted[rate.amount - 1] + rate.duration)
    return max(until) - time.time()


def in_minutes(seconds):
    return f"{max(math.ceil(seconds / 60), 1)} menit"
