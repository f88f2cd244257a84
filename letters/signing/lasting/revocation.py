"""Revocation answers: what the issuers of certificates say of them today, kept for later.

Asked are the addresses that the certificates themselves name, and these are certificates under
our roots: the OCSP responder first, because its answer is small, else the list (CRL).
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

from asn1crypto import crl, ocsp
from django.db import models
from pyhanko_certvalidator.authority import AuthorityWithCert
from pyhanko_certvalidator.fetchers.common_utils import format_ocsp_request

from letters.signing.lasting.fetching import AwayError, fetch

LARGEST_LIST = 5 * 1024 * 1024
LARGEST_ANSWER = 64 * 1024


class Kind(models.TextChoices):
    """What an answer is."""

    CRL = "crl", "Daftar pencabutan (CRL)"
    OCSP = "ocsp", "Jawaban OCSP"


@dataclass(frozen=True)
class Answer:
    """One answer, as it came, where it came from, and which certificate was asked about.

    A list answers for every certificate of its issuer: it is about none alone.
    """

    kind: str
    content: bytes
    source: str
    about: str = ""

    def parsed(self):
        """The answer as asn1crypto reads it."""
        return (crl.CertificateList if self.kind == Kind.CRL else ocsp.OCSPResponse).load(
            self.content
        )

    def speaks_of(self, certificate):
        """When it was made, if it says something of this certificate; else None."""
        said = self.parsed()
        if self.kind == Kind.CRL:
            mine = said.issuer == certificate.issuer
            return said["tbs_cert_list"]["this_update"].native.astimezone(UTC) if mine else None
        for one in said.response_data["responses"]:
            if one["cert_id"]["serial_number"].native == certificate.serial_number:
                return one["this_update"].native.astimezone(UTC)
        return None


def may_be_asked_about(certificate):
    """Does the certificate name somebody who can be asked about it?"""
    return bool(certificate.ocsp_urls or certificate.crl_distribution_points)


async def answers_about(paths):
    """Ask about every certificate of these paths below the roots; what does not answer is left out.

    Returns the answers, each once.
    """
    answers, asked = {}, set()
    for path in paths:
        for issuer, certificate in pairwise(path):
            if certificate.sha256 in asked:
                continue
            asked.add(certificate.sha256)
            for answer in await _ask(certificate, issuer, answers):
                answers[answer.source, answer.content] = answer
    return list(answers.values())


def is_silent(paths, answers):
    """Is there a certificate below the roots that names somebody to ask, and has no answer?"""
    return any(
        may_be_asked_about(certificate)
        and not any(answer.speaks_of(certificate) for answer in answers)
        for path in paths
        for certificate in list(path)[1:]
    )


async def _ask(certificate, issuer, answers):
    for url in certificate.ocsp_urls:
        if answer := await _ask_responder(url, certificate, issuer):
            return [answer]
    for point in certificate.crl_distribution_points:
        known = [answer for (source, _), answer in answers.items() if source == point.url]
        if known or (known := await _fetch_list(point.url)):
            return known
    return []


async def _ask_responder(url, certificate, issuer):
    request = format_ocsp_request(
        certificate, AuthorityWithCert(issuer), certid_hash_algo="sha1", request_nonces=False
    )
    try:
        content = await fetch(
            url,
            body=request.dump(),
            kind="application/ocsp-request",
            kinds=["application/ocsp-response"],
            largest=LARGEST_ANSWER,
        )
        answer = Answer(Kind.OCSP, content, url, certificate.sha256.hex())
        made_at = answer.speaks_of(certificate)
    except Exception:  # whatever came is no answer
        return None
    return answer if made_at and made_at <= datetime.now(UTC) else None


async def _fetch_list(url):
    if not (url or "").startswith(("http://", "https://")):
        return []
    try:
        content = await fetch(url, kinds=[], largest=LARGEST_LIST)
        answer = Answer(Kind.CRL, content, url)
        answer.parsed().issuer.native  # noqa: B018  (parses it)
    except (AwayError, ValueError, TypeError):
        return []
    return [answer]
