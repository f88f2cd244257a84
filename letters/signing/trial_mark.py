"""What a certificate that was made for a demonstration says of itself."""

from cryptography.x509.oid import NameOID

TRIAL_MARK = "UJI - TIDAK BERLAKU"


def is_trial(certificate):
    """Was this certificate made for a demonstration? Its issuer's name says so."""
    organisations = [
        *certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME),
        *certificate.issuer.get_attributes_for_oid(NameOID.ORGANIZATION_NAME),
    ]
    return any(TRIAL_MARK in organisation.value for organisation in organisations)
