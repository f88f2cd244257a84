"""The certificates between a signer's and a root we trust, and what is wrong with them.

They come from the file, from the office's own (`SIGNING_INTERMEDIATES`), or, where asking is
allowed (`REVOCATION_ANSWERS`), from the address that the certificate below names.
"""

import asyncio
from datetime import UTC, datetime
from itertools import islice

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import AuthorityInformationAccessOID
from django.conf import settings
from django.utils.formats import date_format

from letters.signing import Failure, SigningError
from letters.signing.lasting.fetching import AwayError, fetch
from letters.signing.roots import common_name, configured_intermediates, trusted_roots

LONGEST = 4  # certificates between a signer and a root
MOST_OTHERS = 10  # certificates of a file that are tried as links
MOST_WAYS = 20
LARGEST = 64 * 1024


def issuers_of(certificate, others, *, may_ask=False, led_to_a_root=False):
    """The certificates that lead from this one to a trusted root, all of them valid today.

    Raises SigningError with what is missing, out of its time or not trusted. Of certificates that
    once `led_to_a_root` nothing can be missing but our trust in it.
    """
    known, roots = [*others[:MOST_OTHERS], *configured_intermediates()], trusted_roots()
    for _ in range(LONGEST):
        ways = list(islice(_ways_up(certificate, known, roots), MOST_WAYS))
        if valid := [way for way in ways if all(map(_is_current, way))]:
            return valid[0]
        last = _before_the_gap(certificate, known, ways)
        found = _asked_for(last) if may_ask and settings.REVOCATION_ANSWERS else []
        if not (found := [one for one in found if one not in known]):
            break
        known += found
    raise _trouble(last, ways, roots, led_to_a_root)


def _ways_up(certificate, known, roots, above=()):
    """Every way from the certificate to a root, whether or not it is valid today."""
    if any(_is_issued(certificate, root) for root in roots):
        yield above
    for one in known if len(above) < LONGEST else []:
        if one not in (certificate, *above) and _is_issued(certificate, one):
            yield from _ways_up(one, known, roots, (*above, one))


def _before_the_gap(certificate, known, ways):
    """The certificate whose issuer is missing or out of its time."""
    if ways:
        path = (certificate, *ways[0])
        return next(
            one for one, above in zip(path, ways[0], strict=False) if not _is_current(above)
        )
    for _ in range(LONGEST):
        above = [one for one in known if one != certificate and _is_issued(certificate, one)]
        if not above:
            break
        certificate = above[0]
    return certificate


def _trouble(last, ways, roots, led_to_a_root):
    if ways:
        expired = next(one for one in ways[0] if not _is_current(one))
        until = date_format(expired.not_valid_after_utc, "j F Y")
        named = f"“{common_name(expired.subject)}” berlaku sampai {until}."
        return SigningError(Failure.EXPIRED_LINK, named)
    named = common_name(last.issuer)
    is_a_root = last.issuer in (last.subject, *(root.subject for root in roots))
    if led_to_a_root or is_a_root:  # or bears the name of one of ours
        return SigningError(Failure.UNTRUSTED, f"Penerbitnya “{named}”.")
    return SigningError(Failure.MISSING_LINK, f"Yang kurang: sertifikat “{named}”.")


def _is_issued(certificate, issuer):
    if certificate.issuer != issuer.subject:
        return False
    try:
        certificate.verify_directly_issued_by(issuer)
    except (InvalidSignature, UnsupportedAlgorithm, TypeError, ValueError):
        return False
    return True


def _is_current(certificate):
    now = datetime.now(UTC)
    return certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc


def _asked_for(certificate):
    """What the address that the certificate names says of its issuer; nothing of it is believed."""
    try:
        access = certificate.extensions.get_extension_for_class(x509.AuthorityInformationAccess)
    except (x509.ExtensionNotFound, x509.DuplicateExtension, ValueError):
        return []
    for described in access.value:
        url = getattr(described.access_location, "value", "")
        is_issuer = described.access_method == AuthorityInformationAccessOID.CA_ISSUERS
        if is_issuer and str(url).startswith(("http://", "https://")):
            try:
                return _read(asyncio.run(fetch(url, kinds=[], largest=LARGEST)))
            except AwayError:
                return []
    return []


def _read(content):
    """One certificate or several, in any of the forms that issuers hand them out."""
    for read in (
        lambda: [x509.load_der_x509_certificate(content)],
        lambda: x509.load_pem_x509_certificates(content),
        lambda: pkcs7.load_der_pkcs7_certificates(content),
    ):
        try:
            return read()
        except (ValueError, UnsupportedAlgorithm):
            continue
    return []
