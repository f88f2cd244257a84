"""Whom we trust to vouch for a signer: the roots of the settings, or the demonstration's own."""

from pathlib import Path

from cryptography import x509
from cryptography.x509.oid import NameOID
from django.conf import settings

TRIAL_MARK = "UJI - TIDAK BERLAKU"


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


def is_trial(certificate):
    """Was this certificate made for a demonstration? Its issuer's name says so."""
    organisations = [
        *certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME),
        *certificate.issuer.get_attributes_for_oid(NameOID.ORGANIZATION_NAME),
    ]
    return any(TRIAL_MARK in organisation.value for organisation in organisations)


def common_name(name):
    """The part of a distinguished name that people read."""
    named = name.get_attributes_for_oid(NameOID.COMMON_NAME)
    return named[0].value if named else name.rfc4514_string()[:255]
