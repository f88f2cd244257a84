"""Keys for the demonstration, under a root of its own that says what it is.

Everything here refuses to run unless DEMONSTRATION is on, and production settings refuse the root
at start (`letters/checks.py`).
"""

import os
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    pkcs12,
)
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from letters.signing.trial_mark import TRIAL_MARK

PASSPHRASE = "contoh-frasa-tanda-tangan"  # noqa: S105  (printed for whoever tries the portal)
ROOT_NAME = "Akar Peragaan Romantik"
ALREADY = timedelta(days=400)  # a demonstration acts out the months before today
LIFETIME = timedelta(days=730)


def root_certificate():
    """The demonstration's root, made when it is first asked for."""
    return x509.load_pem_x509_certificate(_root_files()[1].read_bytes())


def container_for(person, passphrase=PASSPHRASE):
    """A PKCS#12 container for a person of the demonstration."""
    key_file, root_file = _root_files()
    root_key = load_pem_private_key(key_file.read_bytes(), password=None)
    root = x509.load_pem_x509_certificate(root_file.read_bytes())
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = _certificate(person.name, key, root.subject, root_key, authority=False)
    return pkcs12.serialize_key_and_certificates(
        b"peragaan", key, certificate, [root], BestAvailableEncryption(passphrase.encode())
    )


def _root_files():
    if not settings.DEMONSTRATION:
        raise ImproperlyConfigured("Keys of the demonstration exist only in a demonstration.")
    folder = settings.VAR_DIR / "demonstration"
    files = folder / "root.key.pem", folder / "root.pem"
    if not files[1].exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make_root(*files)
    return files


def _make_root(key_file, root_file):
    key = ec.generate_private_key(ec.SECP256R1())
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        _write_once(key_file, pem)
    except FileExistsError:  # another process was quicker, or died half way: its key counts
        key = load_pem_private_key(key_file.read_bytes(), password=None)
    root = _certificate(ROOT_NAME, key, None, key, authority=True)
    waiting = root_file.with_suffix(f".{os.getpid()}")
    waiting.write_bytes(root.public_bytes(Encoding.PEM))
    waiting.replace(root_file)


def _write_once(path, content):
    waiting = path.with_suffix(f".{os.getpid()}")
    waiting.touch(mode=0o600)
    waiting.write_bytes(content)
    try:
        os.link(waiting, path)
    finally:
        waiting.unlink()


def _certificate(name, key, issuer, issuer_key, *, authority):
    now, subject = datetime.now(UTC), _named(name)
    basics = x509.BasicConstraints(ca=authority, path_length=None)
    own = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    issuing = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key())
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer or subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - ALREADY)
        .not_valid_after(now + (5 if authority else 1) * LIFETIME)
        .add_extension(basics, critical=True)
        .add_extension(_usage(authority), critical=True)
        .add_extension(own, critical=False)
        .add_extension(issuing, critical=False)
        .sign(issuer_key, hashes.SHA256())
    )


def _named(name):
    said = {
        NameOID.COUNTRY_NAME: "ID",
        NameOID.ORGANIZATION_NAME: TRIAL_MARK,
        NameOID.COMMON_NAME: name[:64],
    }
    return x509.Name([x509.NameAttribute(part, value) for part, value in said.items()])


def _usage(authority):
    """An authority signs certificates and lists, everybody else documents."""
    neither = ("key_encipherment", "data_encipherment", "key_agreement")
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_cert_sign=authority,
        crl_sign=authority,
        **dict.fromkeys((*neither, "encipher_only", "decipher_only"), False),
    )
