"""Settings of the portal: the only reader of the environment.

A clone that nobody has configured is a demonstration: plain http on this machine, letters stamped
as a trial. Whoever sets SECRET_KEY runs the real thing; .env.example lists every name.
"""

import os
from pathlib import Path
from urllib.parse import quote, urlsplit

from marshmallow.validate import OneOf

from accounts.providers.listed import listed_in
from files.storing import places
from romantik.entrance import *  # noqa: F403  forms, passwords and second factors
from romantik.environment import (
    close_environment,
    existing_file,
    existing_place,
    few_seconds,
    generated_secret_key,
    long_key,
    long_keys,
    open_environment,
    own_address,
    port_number,
    public_keys,
    refuse,
    refuse_open_figures,
    refuse_unfit,
    scanner_away,
    share,
    socket_path,
    some_room,
    unguessable,
)
from romantik.hosts import addresses, services
from romantik.limits import ACCOUNT_RATE_LIMITS, MFA_RATE_LIMITS  # noqa: F401  settings of allauth
from romantik.logs import FORMATS, logging_to_stdout
from romantik.patience import LIMITS as PATIENCE  # noqa: F401  of roles behind a pool
from romantik.policy import CONTENT_SECURITY_POLICY  # noqa: F401  a setting of django-csp
from romantik.running import queue
from romantik.serving.layers import MIDDLEWARE  # noqa: F401

BASE_DIR = Path(__file__).resolve().parent.parent

# --- What the environment says ---------------------------------------------------------------

env = open_environment(Path(os.environ.get("ENV_FILE", BASE_DIR / ".env")))

SECRET_KEY = env.str("SECRET_KEY", "", validate=long_key)
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", [], validate=long_keys)
DEMONSTRATION = env.bool("DEMONSTRATION", not SECRET_KEY)
DEBUG = env.bool("DEBUG", False)
VAR_DIR = env.path("VAR_DIR", BASE_DIR / "var")
PRIVATE_ROOT = env.path("PRIVATE_ROOT", None)
STATEMENT_KEYS = env.path("STATEMENT_KEYS", None)
SEAL_KEY = env.path("SEAL_KEY", None)
SEALS_FILE = env.path("SEALS_FILE", None)
FILES = env.str("FILES", "", validate=places.bucket)
FILES_OLD = env.str("FILES_OLD", "", validate=places.bucket_or_folder)
FILES_KEY = env.str("FILES_KEY", "")
FILES_SECRET = env.str("FILES_SECRET", "")
SEAL_KEEPERS = env.list("SEAL_KEEPERS", [])
CHAIN_PER_OFFICE = env.bool("CHAIN_PER_OFFICE", False)
BACKUP_TARGET = env.str("BACKUP_TARGET", "", validate=services.backup_place)
BACKUP_KEYS = env.list("BACKUP_KEY", [], validate=public_keys)
HOST = env.str("HOST", "127.0.0.1")
PORT = env.int("PORT", 8000, validate=port_number)
PORTAL_URL = env.str("PORTAL_URL", own_address(HOST, PORT), validate=services.web_address)
EXTRA_HOSTS = env.list("ALLOWED_HOSTS", [])
DRAIN_SECONDS = env.int("DRAIN_SECONDS", 0, validate=few_seconds)
PROXIES = env.int("PROXIES", 0 if DEMONSTRATION else 1)
INNER_TLS = env.path("INNER_TLS", None)
DATABASE_URL = env.str("DATABASE_URL", "", validate=addresses.database_address)
DATABASE_POOLED = env.bool("DATABASE_POOLED", False)
DATABASE_DIRECT_URL = env.str("DATABASE_DIRECT_URL", "", validate=addresses.database_address)
REPLICA_URL = env.str("REPLICA_URL", "", validate=addresses.replica_address)
REPLICA_LAG = env.float("REPLICA_LAG", 10, validate=addresses.some_seconds)
WEB_DATABASE_PASSWORD = env.str("WEB_DATABASE_PASSWORD", "")
REDIS_URL = env.str("REDIS_URL", "redis+socket:///", validate=queue.broker_address)
SENTINEL_PASSWORD = env.str("SENTINEL_PASSWORD", "")
EMAIL_URL = env.str("EMAIL_URL", "dummy:", validate=services.mail_address)
EMAIL = env.dj_email_url("EMAIL_URL", "dummy:")
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", "Romantik <romantik@bps.example.go.id>")
STAFF_NEEDS_SECOND_FACTOR = env.bool("STAFF_NEEDS_SECOND_FACTOR", not DEMONSTRATION)
AGENCIES_NEED_SECOND_FACTOR = env.bool("AGENCIES_NEED_SECOND_FACTOR", False)
SIGN_IN_PROVIDERS = env.str("SIGN_IN_PROVIDERS", "", validate=listed_in)
SIGNER_RSA_BITS = env.int("SIGNER_RSA_BITS", 2048, validate=OneOf((2048, 3072, 4096)))
SIGNING_ROOTS = env.str("SIGNING_ROOTS", "", validate=existing_file)
SIGNING_INTERMEDIATES = env.str("SIGNING_INTERMEDIATES", "", validate=existing_place)
TOKEN_MODULE = env.str("TOKEN_MODULE", "", validate=existing_file)
TOKEN_LABEL = env.str("TOKEN_LABEL", "")
TOKEN_ENVIRONMENT = env.dict("TOKEN_ENVIRONMENT", {})
BSRE_URL = env.str("BSRE_URL", "", validate=services.service_address)
BSRE_ROOTS = env.str("BSRE_ROOTS", "", validate=existing_file)
TIMESTAMP_URL = env.str("TIMESTAMP_URL", "", validate=services.authority_address)
TIMESTAMP_ROOTS = env.str("TIMESTAMP_ROOTS", "", validate=existing_file)
OUTBOUND_HOSTS = env.list("OUTBOUND_HOSTS", ["*.go.id"], validate=services.host_names)
REVOCATION_ANSWERS = env.bool("REVOCATION_ANSWERS", bool(TIMESTAMP_URL))
SCANNER = env.str("SCANNER", "", validate=services.scanner_address)
SCANNER_AWAY = env.str("SCANNER_AWAY", "refuse", validate=scanner_away)
AGENCY_MB = env.int("AGENCY_MB", 2000, validate=some_room)
AGENCY_FILES = env.int("AGENCY_FILES", 3000, validate=some_room)
AGENCY_DAILY_MB = env.int("AGENCY_DAILY_MB", 300, validate=some_room)
AGENCY_DAILY_FILES = env.int("AGENCY_DAILY_FILES", 300, validate=some_room)
LOG_LEVEL = env.log_level("LOG_LEVEL", "INFO")
LOG_FORMAT = env.str("LOG_FORMAT", "line", validate=OneOf(FORMATS))
LOG_SERVER = env.str("LOG_SERVER", "", validate=services.log_address)
METRICS_FOR = env.list("METRICS_FOR", [], validate=services.networks)
METRICS_TOKEN = env.str("METRICS_TOKEN", "", validate=unguessable)
METRICS_DIR = env.path("METRICS_DIR", None)
SENTRY_DSN = env.str("SENTRY_DSN", "", validate=services.reports_address)
TRACES_TO = env.str("TRACES_TO", "", validate=services.collector_address)
TRACES_SHARE = env.float("TRACES_SHARE", 1.0, validate=share)

names = ("SECRET_KEY", "PORTAL_URL", "DATABASE_URL", "REDIS_URL", "EMAIL_URL", "MAIL_FROM")
missing = [name for name in names if not env.str(name, "")]
close_environment(env)
if half_set := places.problem_of(FILES, FILES_OLD, FILES_KEY, FILES_SECRET):
    refuse(half_set)
if not DEMONSTRATION:
    refuse_unfit(missing, PORTAL_URL, DEBUG)
refuse_open_figures(METRICS_FOR, METRICS_TOKEN, PROXIES)

SIGN_IN_PROVIDERS = listed_in(SIGN_IN_PROVIDERS)
if not DEMONSTRATION and not all(provider.is_sealed for provider in SIGN_IN_PROVIDERS):
    refuse("SIGN_IN_PROVIDERS is wrong: outside the demonstration each issuer is https://…")

VAR_DIR = VAR_DIR.resolve()
PRIVATE_ROOT = (PRIVATE_ROOT or VAR_DIR / "private").resolve()
STATEMENT_KEYS = (STATEMENT_KEYS or PRIVATE_ROOT / "statement-keys").resolve()
SEAL_KEY = (SEAL_KEY or PRIVATE_ROOT / "seal-key.pem").resolve()
SEALS_FILE = (SEALS_FILE or VAR_DIR / "seals.txt").resolve()
METRICS_DIR = (METRICS_DIR or VAR_DIR / "metrics").resolve()
PORTAL_URL = PORTAL_URL.rstrip("/")
SECRET_KEY = SECRET_KEY or generated_secret_key(VAR_DIR)
BEHIND_TLS = PORTAL_URL.startswith("https://")

# --- The parts -------------------------------------------------------------------------------

INSTALLED_APPS = [
    "romantik",
    "backups",
    *("batches", "supervision"),
    *("catalogue", "earlier"),
    "consultations",
    *("opinions", "walidata"),
    "appeals",
    "complaints",
    "guestbook",
    "letters",
    "requests_app",
    "integrity",
    "accounts",
    "workdays",
    "norms",
    "events",
    "files",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "csp",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

ROOT_URLCONF = "romantik.urls"
WSGI_APPLICATION = "romantik.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

FORM_RENDERER = "romantik.templates.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["romantik.templates.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "romantik.context.portal",
            ],
            "libraries": {"interface": "romantik.interface"},
            "builtins": ["romantik.interface", "norms.templatetags.norms"],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- Where things are kept -------------------------------------------------------------------

DATABASES = addresses.databases(
    DATABASE_URL, VAR_DIR / "romantik.sqlite3", DATABASE_POOLED, REPLICA_URL
)
DIRECT_DATABASE = addresses.direct(DATABASE_DIRECT_URL)  # past the pool
DATABASE_ROUTERS = ["romantik.hosts.routing.Replicas"] if REPLICA_URL else []

VALKEY_SOCKET = socket_path(VAR_DIR) if REDIS_URL == "redis+socket:///" else None
if VALKEY_SOCKET:
    REDIS_URL = f"redis+socket://{quote(str(VALKEY_SOCKET))}"
CELERY_BROKER_URL, CACHE_URL = queue.addresses(REDIS_URL)
CELERY_BROKER_TRANSPORT_OPTIONS = queue.options(REDIS_URL, SENTINEL_PASSWORD)
CACHES = {"default": {"BACKEND": "romantik.cache.Cache", "LOCATION": [CACHE_URL]}}

STORAGES = {
    "default": places.stored_in(PRIVATE_ROOT, FILES, FILES_OLD, FILES_KEY, FILES_SECRET),
    "staticfiles": {"BACKEND": "romantik.serving.staticfiles.Storage"},
}
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "romantik.serving.staticfiles.MadeSheets",
    "romantik.serving.staticfiles.OwnFiles",
    "romantik.serving.staticfiles.PackageFiles",
]
WHITENOISE_MAX_AGE = 3600

DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # long tables in one block of a form
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "files.spooling.Nameless",
]

# --- Tasks and mail --------------------------------------------------------------------------

CELERY_TIMEZONE = "Asia/Makassar"
if "sqlite" not in DATABASES["default"]["ENGINE"]:  # with SQLite there is one host
    CELERY_BEAT_SCHEDULER = "romantik.running.clock:OneClock"

EMAIL_BACKEND = EMAIL["EMAIL_BACKEND"]
EMAIL_HOST, EMAIL_PORT = EMAIL["EMAIL_HOST"], EMAIL["EMAIL_PORT"]
EMAIL_HOST_USER = EMAIL["EMAIL_HOST_USER"] or ""
EMAIL_HOST_PASSWORD = EMAIL["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL["EMAIL_USE_TLS"], EMAIL["EMAIL_USE_SSL"]
EMAIL_FILE_PATH = EMAIL["EMAIL_FILE_PATH"]
EMAIL_TIMEOUT = 20
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Language and time -----------------------------------------------------------------------

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia")]
TIME_ZONE = "Asia/Makassar"
USE_TZ = True

# --- People ----------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.PortalBackend"]
PASSWORD_HASHERS = ["romantik.hashers.Argon2"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "home"

ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if BEHIND_TLS else "http"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not BEHIND_TLS
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES

# --- Safety ----------------------------------------------------------------------------------

ALLOWED_HOSTS = [urlsplit(PORTAL_URL).hostname, "127.0.0.1", "localhost", "[::1]", *EXTRA_HOSTS]
if DEMONSTRATION and HOST in {"0.0.0.0", "::"}:  # noqa: S104  shown on all of this machine's names
    ALLOWED_HOSTS.append("*")
CSRF_TRUSTED_ORIGINS = [PORTAL_URL]
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_REDIRECT_EXEMPT = [r"^(sehat|siap)/$"]  # asked from within the machine, before any proxy
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # preloading is for the owner of the whole domain
X_FRAME_OPTIONS = "DENY"

# --- What is written down while it runs ------------------------------------------------------

LOGGING = logging_to_stdout(LOG_LEVEL, LOG_FORMAT, LOG_SERVER)
