"""Where settings.py finds services outside: each address is judged here, in one plain sentence."""

import re
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

from environs import ValidationError

LOG_LINES = ("syslog+tls", "syslog+tcp")
HOST = re.compile(r"(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*")


def backup_place(value):
    """Validate where backups go; nothing at all is fine."""
    if value.startswith(("s3://", "s3+http://")):
        address = urlsplit(value)
        named = address.hostname and address.username and address.password
        if not named or not address.path.strip("/"):
            raise ValidationError("It must look like s3://key:secret@host/bucket.")
    elif value and not value.startswith("/"):
        raise ValidationError("It must be a whole path, or look like s3://key:secret@host/bucket.")


def web_address(value):
    """Validate the address under which people reach the portal."""
    scheme, separator, rest = value.partition("://")
    if scheme not in {"http", "https"} or not separator or not rest or "/" in rest.rstrip("/"):
        raise ValidationError("It must look like https://romantik.example.go.id, without a path.")


def service_address(value):
    """Validate the address of a service that is told secrets; nothing at all is fine."""
    address = urlsplit(value)
    named = address.hostname and address.username and address.password
    if value and (address.scheme != "https" or not named):
        raise ValidationError("It must look like https://user:password@esign.example.go.id.")


def authority_address(value):
    """Validate the address of a timestamp authority; nothing at all is fine."""
    address = urlsplit(value)
    if value and (address.scheme not in {"http", "https"} or not address.hostname):
        raise ValidationError("It must look like https://user:password@tsa.example.go.id/tsr.")


def mail_address(value):
    """Validate the address of the mail server."""
    if not value.startswith(("smtp:", "submission:", "console:", "file:", "memory:", "dummy:")):
        raise ValidationError(
            "It must look like submission://user:password@mail.example.go.id:587 or smtp://…"
        )


def scanner_address(value):
    """Validate the address of the virus scanner."""
    if value and not value.startswith("clamd://"):
        raise ValidationError("It must start with clamd://, a host or the path of a socket.")


def log_address(value):
    """Validate where lines of the log are sent to; nothing at all is fine."""
    address = urlsplit(value)
    if value and (address.scheme not in LOG_LINES or not address.hostname):
        raise ValidationError("It must look like syslog+tls://logs.example.go.id:6514.")


def host_names(values):
    """Validate names or addresses of hosts, without port or path; a name may begin with `*.`."""
    for value in values:
        if not HOST.fullmatch(value) and not _is_address(value):
            raise ValidationError("It must be names like ocsp.example.go.id or *.example.go.id.")


def _is_address(value):
    try:
        ip_address(value)
    except ValueError:
        return False
    return True


def networks(value):
    """Validate from where the figures may be fetched."""
    for each in value:
        try:
            ip_network(each)
        except ValueError as problem:
            sentence = "It must be addresses or networks, as 10.0.0.5 or 10.0.0.0/24."
            raise ValidationError(sentence) from problem


def reports_address(value):
    """Validate where errors are reported; nothing at all is fine."""
    address = urlsplit(value)
    project = address.path.rpartition("/")[2]
    if value and not (address.scheme in {"http", "https"} and address.username and project):
        raise ValidationError("It must look like https://key@sentry.example.go.id/1.")


def collector_address(value):
    """Validate where traces are sent; nothing at all is fine."""
    address = urlsplit(value)
    if value and (address.scheme not in {"http", "https"} or not address.hostname):
        raise ValidationError("It must look like https://traces.example.go.id:4318/v1/traces.")
