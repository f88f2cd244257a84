"""What the QR code says without any network: a short statement signed by the installation.

The address in the QR code ends in `#` and a statement: fields divided by `*`, the last of them an
Ed25519 signature as 155 decimal digits. Everything stays within the letters that a QR code packs
tightly, which is why it is neither a JWS nor CBOR (docs/decisions.md). The signature covers the
line PURPOSE, the letter's code, and the other fields. docs/check-api.md shows how to check one.

The keys are files of the folder STATEMENT_KEYS: `<id>.key.pem` signs, `<id>.pem` is published. Ids
begin with the day a key was made, so the newest is the last; an old private file may be deleted,
its public one stays for as long as its letters are to be checked.
"""

import base64
import hashlib
import os
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, unquote

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from django.conf import settings
from django.utils import timezone

PURPOSE = "romantik-surat"
EDITION = "1"
TRIAL = "UJI"  # the id of a demonstration's key begins so
DIGITS = 155  # of the largest number of 64 bytes
SUBJECT_DIGEST = 16  # letters of Base32: 80 bits
NAMES = ("edition", "key", "number", "identity", "dated_on", "office", "subject_digest")


class NotGenuine(Exception):
    """A statement that was not made with one of our keys, or was changed."""


@dataclass(frozen=True)
class Statement:
    """What a statement says, once its signature has been checked."""

    key: str
    code: str
    number: str
    identity: str
    dated_on: date
    office: str
    subject_digest: str

    @property
    def is_trial(self):
        return self.key.startswith(TRIAL)


def make(*, code, number, identity, dated_on, office, subject):
    """The statement for a letter's QR code; empty while the installation has no key."""
    key = newest_key()
    if key is None:
        return ""
    fields = (
        *(EDITION, key, number, identity, dated_on.strftime("%Y%m%d"), office),
        digest_of_subject(subject),
    )
    said = "*".join(quote(field, safe="/.-:$") for field in fields)
    private = load_pem_private_key(_private_file(key).read_bytes(), password=None)
    signature = int.from_bytes(private.sign(_signed(code, said)), "big")
    return f"{said}*{signature:0{DIGITS}}"


def read(code, statement):
    """Check a statement against our own public keys, as anybody could; NotGenuine otherwise."""
    said, _, signature = statement.rpartition("*")
    fields = dict(zip(NAMES, map(unquote, said.split("*")), strict=False))
    if len(fields) != len(NAMES) or fields.pop("edition") != EDITION:
        raise NotGenuine
    try:
        key = public_keys()[fields["key"]]
        key.verify(int(signature).to_bytes(64, "big"), _signed(code, said))
        dated_on = date.fromisoformat(fields.pop("dated_on"))
    except (KeyError, ValueError, OverflowError, InvalidSignature) as error:
        raise NotGenuine from error
    return Statement(code=code, dated_on=dated_on, **fields)


def digest_of_subject(subject):
    """Sixteen letters for the line after "Hal"; spaces and capitals do not count."""
    plain = re.sub(r"\W+", "", unicodedata.normalize("NFC", subject)).lower()
    return base64.b32encode(hashlib.sha256(plain.encode()).digest()).decode()[:SUBJECT_DIGEST]


def _signed(code, said):
    return f"{PURPOSE}\n{code}*{said}".encode()


# Keys


def newest_key():
    """The id of the key that signs now; a demonstration makes its own."""
    keys = sorted(file.name.removesuffix(".key.pem") for file in _folder().glob("*.key.pem"))
    if keys:
        return keys[-1]
    return new_key() if settings.DEMONSTRATION else None


def new_key():
    """Make a key pair; from now on it signs. Returns its id."""
    _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    private = Ed25519PrivateKey.generate()
    day = (TRIAL if settings.DEMONSTRATION else "") + timezone.localdate().strftime("%y%m%d")
    for more in ("", *"BCDEFGHJKMNPQRSTVWXYZ"):
        try:
            _keep(day + more, private)
        except FileExistsError:
            continue
        return day + more
    raise RuntimeError("There are enough keys of today.")


def public_keys():
    """All keys under which statements may stand, by their ids."""
    return {
        file.name.removesuffix(".pem"): load_pem_public_key(file.read_bytes())
        for file in sorted(_folder().glob("*.pem"))
        if not file.name.endswith(".key.pem")
    }


def key_set():
    """The public keys as a JSON Web Key Set (RFC 7517, RFC 8037)."""
    return {
        "keys": [
            {
                "kty": "OKP",
                "crv": "Ed25519",
                "alg": "EdDSA",
                "use": "sig",
                "kid": name,
                "x": _x(key),
            }
            for name, key in public_keys().items()
        ]
    }


def _x(key: Ed25519PublicKey):
    raw = key.public_bytes(Encoding.Raw, PublicFormat.Raw)
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _keep(name, private):
    """The private half appears last and whole: what signs is already published."""
    waiting = _folder() / f".{name}.{os.getpid()}"
    public = private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        _write(waiting, public)
        os.link(waiting, _folder() / f"{name}.pem")
        waiting.unlink()
        _write(waiting, pem)
        os.link(waiting, _private_file(name))
    finally:
        waiting.unlink(missing_ok=True)


def _write(path, content):
    path.touch(mode=0o600)
    path.write_bytes(content)


def _private_file(name):
    return _folder() / f"{name}.key.pem"


def _folder():
    return settings.STATEMENT_KEYS
