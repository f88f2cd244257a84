"""Of the portal that is scanned: the demonstration with brakes that hold no tool back."""

from romantik.settings import *  # noqa: F403
from romantik.settings import ACCOUNT_RATE_LIMITS, MFA_RATE_LIMITS, VAR_DIR

ACCOUNT_RATE_LIMITS = dict.fromkeys(ACCOUNT_RATE_LIMITS, "1000000/m/ip")
MFA_RATE_LIMITS = dict.fromkeys(MFA_RATE_LIMITS, "1000000/m/ip")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
CELERY_BROKER_URL = "memory://"  # what is queued is done by nobody
PRIVATE_ROOT = VAR_DIR / "private"
