"""Settings for tests: the real ones, quick passwords, tasks at once, nothing of the developer's."""

import atexit
import os
import shutil
import tempfile

# Playwright keeps an event loop running beside the tests, which never share a connection with it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
os.environ["ENV_FILE"] = os.devnull
os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="romantik-tests-")
atexit.register(shutil.rmtree, os.environ["VAR_DIR"], ignore_errors=True)
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", "sqlite://")
for name in (
    "SECRET_KEY",
    "SECRET_KEY_FALLBACKS",
    "DEMONSTRATION",
    "PORTAL_URL",
    "DATABASE_POOLED",
    "DATABASE_DIRECT_URL",
    "REPLICA_URL",
    "REPLICA_LAG",
    "HOST",
    "PORT",
    "REDIS_URL",
    "SIGNING_ROOTS",
    "SIGNING_INTERMEDIATES",
    "TOKEN_MODULE",
    "TOKEN_LABEL",
    "TOKEN_ENVIRONMENT",
    "BSRE_URL",
    "BSRE_ROOTS",
    "TIMESTAMP_URL",
    "TIMESTAMP_ROOTS",
    "REVOCATION_ANSWERS",
    "SCANNER",
    "OUTBOUND_HOSTS",
    "LOG_SERVER",
    "METRICS_FOR",
    "METRICS_TOKEN",
    "METRICS_DIR",
    "SENTRY_DSN",
    "TRACES_TO",
    "FILES",
    "FILES_OLD",
    "FILES_KEY",
    "FILES_SECRET",
    "SENTINEL_PASSWORD",
    "DRAIN_SECONDS",
    "SIGN_IN_PROVIDERS",
):
    os.environ.pop(name, None)

from romantik.settings import *  # noqa: E402, F403
from romantik.settings import STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
CELERY_BROKER_URL = "memory://"
WHITENOISE_AUTOREFRESH = True
# Certificates of the tests name servers of the tests, on this machine.
OUTBOUND_HOSTS = ["127.0.0.1"]
