"""Whom we trust to vouch for a signer or a timestamp: the settings, or the demonstration's root."""

from pathlib import Path

from cryptography import x509
from cryptography.x509.oid import NameOID
from django.conf import settings


def trusted_roots():
    """The certificates every signature has to lead back to."""
    roots = configured_roots()
    if settings.DEMONSTRATION:
        from letters.signing import demonstration

        roots.append(demonstration.root_certificate())
    return roots


def configured_roots():
    """What the PEM file named by SIGNING_ROOTS holds."""
    if not settings.SIGNING_ROOTS:
        return []
    return x509.load_pem_x509_certificates(Path(settings.SIGNING_ROOTS).read_bytes())


def configured_intermediates():
    """What the PEM file named by SIGNING_INTERMEDIATES holds, or all of them in that folder.

    Nobody is trusted because of them: they only fill the gap between a certificate and a root.
    """
    if not settings.SIGNING_INTERMEDIATES:
        return []
    place = Path(settings.SIGNING_INTERMEDIATES)
    files = sorted(place.glob("*.pem")) if place.is_dir() else [place]
    return [one for file in files for one in x509.load_pem_x509_certificates(file.read_bytes())]


def timestamp_roots():
    """Whom we trust to vouch for an authority: TIMESTAMP_ROOTS, and who vouches for signers."""
    return [*trusted_roots(), *configured_timestamp_roots()]


def configured_timestamp_roots():
    """What the PEM file named by TIMESTAMP_ROOTS holds."""
    if not settings.TIMESTAMP_ROOTS:
        return []
    return x509.load_pem_x509_certificates(Path(settings.TIMESTAMP_ROOTS).read_bytes())


def common_name(name):
    """The part of a distinguished name that people read."""
    named = name.get_attributes_for_oid(NameOID.COMMON_NAME)
    return named[0].value if named else name.rfc4514_string()[:255]
