"""Who got in or did not, and what changed about it: a line of the log each, for whoever watches.

No line holds a mailbox or what was typed: of a mailbox that was tried only its mark, under which
attempts at the same one are found. Logs are read by whoever runs the portal, events by the office.
"""

import logging

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.signals import (
    email_changed,
    password_changed,
    password_reset,
    password_set,
)
from allauth.core.internal.ratelimit import get_ip
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from accounts.devices import mark_of

logger = logging.getLogger("romantik.safety")
CHANGES = {
    password_changed: "password changed",
    password_reset: "password made anew from the mailbox",
    password_set: "password set",
    email_changed: "mailbox changed",
    authenticator_added: "second factor added",
    authenticator_removed: "second factor removed",
    authenticator_reset: "second factor made anew",
}


@receiver(user_logged_in)
def told_of_log_in(request, user, **kwargs):
    records = get_authentication_records(request, user) if hasattr(request, "session") else []
    means = "+".join(map(means_of, records)) or "a link"
    tell(request, "log-in of person %s by %s", user.pk, means, level=logging.INFO)


@receiver(user_login_failed)
def told_of_failure(request=None, credentials=None, **kwargs):
    tell(request, "log-in failed at mailbox %s", mark_of((credentials or {}).get("email") or ""))


@receiver(user_logged_out)
def told_of_log_out(request, user, **kwargs):
    if user:
        tell(request, "log-out of person %s", user.pk, level=logging.INFO)


def means_of(record):
    """Which one it was; of a provider also which."""
    kind = record.get("type") or record["method"]
    return f"provider {record['provider']}" if kind == "socialaccount" else kind


def told_of_refusal(request, provider, what, why):
    """Somebody came back from a provider and did not get in."""
    because = f" ({why})" if why else ""
    tell(request, "log-in by provider %s refused: %s%s", provider, what, because)


def told_of_provider(request, what, provider, user):
    tell(request, "account of provider %s %s, person %s", provider, what, user.pk)


def told_of_brake(request, mailbox):
    """Called where an attempt is not even looked at."""
    tell(request, "log-in held up by the brake at mailbox %s", mark_of(mailbox))


@receiver(authentication_failed)
def told_of_code(request, user, **kwargs):
    tell(request, "wrong code of the second factor of person %s", user.pk)


@receiver(list(CHANGES))
def told_of_change(signal, request, user, **kwargs):
    tell(request, "%s, person %s", CHANGES[signal], user.pk)


def tell(request, words, *facts, level=logging.WARNING):
    """With the network address, as far as somebody from outside is behind it."""
    is_from_outside = request and request.META.get("REMOTE_ADDR")
    place = get_ip(request) if is_from_outside else "within"
    logger.log(level, f"{words}, from %s", *facts, place)
