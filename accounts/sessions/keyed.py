"""Digests that only the portal can make, while its key is being changed."""

from django.conf import settings
from django.utils.crypto import salted_hmac


def keyed(salt, text, *, algorithm="sha256"):
    """Digests of the text: under today's key, then under those that still hold beside it."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [salted_hmac(salt, text, secret=key, algorithm=algorithm).hexdigest() for key in keys]
