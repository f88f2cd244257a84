"""What was found when a signature was checked, as JSON that is kept beside the letter."""

import dataclasses
from datetime import UTC, date, datetime
from functools import cache
from importlib.metadata import version

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

TOOLS = ("pyhanko", "pyhanko-certvalidator", "cryptography")


def report_of(seal, digest):
    """The report on the file of that digest: who signed, what was found, with which tools."""
    findings = {
        field.name: _plain(getattr(seal, field.name))
        for field in dataclasses.fields(seal)
        if field.name != "certificate"
    }
    return {
        "sha256": digest,
        "checked_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "signer": _described(seal.certificate),
        "findings": findings | {"sound": seal.is_sound},
        "tools": _tools(),
    }


@cache
def _tools():
    return {name: version(name) for name in TOOLS}


def _described(certificate):
    return {
        "subject": certificate.subject.rfc4514_string(),
        "issuer": certificate.issuer.rfc4514_string(),
        "serial": f"{certificate.serial_number:x}",
        "not_before": certificate.not_valid_before_utc.isoformat(),
        "not_after": certificate.not_valid_after_utc.isoformat(),
        "pem": certificate.public_bytes(Encoding.PEM).decode(),
    }


def _plain(value):
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, x509.Certificate):
        return _described(value)
    if dataclasses.is_dataclass(value):
        return {name: _plain(one) for name, one in vars(value).items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value if isinstance(value, (bool, int, str, type(None))) else str(value)
