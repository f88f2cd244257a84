"""The client of a timestamp authority; every token it gives has been verified."""

import asyncio
import hashlib
from datetime import UTC, datetime, timedelta
from io import BytesIO
from urllib.parse import unquote, urlsplit, urlunsplit

from asn1crypto import cms, core, tsp
from django.conf import settings
from django.core.cache import cache
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import simple_cms_attribute
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko.sign.validation.status import TimestampSignatureStatus

from letters.signing.lasting.fetching import AwayError, fetch
from letters.signing.proof import Trouble, TroubleError
from letters.signing.roots import timestamp_roots
from letters.signing.verifying import context_of

LARGEST_ANSWER = 64 * 1024
REST = 5 * 60  # seconds in which an authority that was away is not asked again
AWAY = "timestamps.away"
CLOCKS_APART = timedelta(minutes=10)
ALGORITHM = "sha256"


class Authority(TimeStamper):
    """The authority of the settings, for pyHanko and for ourselves."""

    async def async_request_tsa_response(self, req):
        """Ask over HTTP; AWAY if no timestamp comes back.

        An authority that was away is left alone for some minutes, so that a sitting with a hundred
        letters does not wait a hundred times.
        """
        if cache.get(AWAY):
            raise TroubleError(Trouble.AWAY, "it was away a moment ago")
        address, login = address_and_login()
        try:
            answer = await fetch(
                address,
                body=req.dump(),
                kind="application/timestamp-query",
                kinds=["application/timestamp-reply"],
                largest=LARGEST_ANSWER,
                login=login,
            )
        except AwayError as error:
            cache.set(AWAY, True, REST)
            raise TroubleError(Trouble.AWAY, str(error)) from error
        return _granted(answer)

    async def async_timestamp(self, message_digest, md_algorithm):
        """Return a token over the digest, verified; TroubleError otherwise."""
        nonce, request = self.request_cms(message_digest, md_algorithm)
        try:
            response = await self.async_request_tsa_response(request)
            return await self._accepted(response, nonce, message_digest)
        except TroubleError:
            raise
        except Exception as error:  # what an authority sends may break a parser anywhere
            raise TroubleError(Trouble.UNSOUND, type(error).__name__) from error

    async def _accepted(self, response, nonce, digest):
        token = response["time_stamp_token"]
        said = token["content"]["encap_content_info"]["content"].parsed
        if said["nonce"].native != nonce:
            raise TroubleError(Trouble.UNSOUND, "another nonce")
        facts = await validate_tst_signed_data(
            token["content"], context_of(timestamp_roots()), lambda algorithm: digest
        )
        verified = TimestampSignatureStatus(**facts)
        if not (verified.intact and verified.valid):
            raise TroubleError(Trouble.UNSOUND, "broken, or over other bytes")
        if not verified.trusted:
            raise TroubleError(Trouble.UNTRUSTED, str(verified.trust_problem_indic))
        if abs(verified.timestamp - datetime.now(UTC)) > CLOCKS_APART:
            raise TroubleError(Trouble.UNSOUND, f"the clocks differ: {verified.timestamp}")
        return token


def stamp_signature(document):
    """Put a timestamp into the room that the one signature has left; no other byte changes."""
    signature = PdfFileReader(BytesIO(document)).embedded_signatures[0]
    digest = hashlib.sha256(signature.signer_info["signature"].native).digest()
    token = asyncio.run(Authority().async_timestamp(digest, ALGORITHM))
    first, length, second, _ = (int(number) for number in signature.byte_range)
    start, end = first + length + 1, second - 1  # between the angle brackets
    container = _with_token(bytes.fromhex(document[start:end].decode()), token).hex()
    if len(container) > end - start:
        raise TroubleError(Trouble.NO_ROOM, f"a token of {len(token.dump())} bytes")
    return document[:start] + container.encode().ljust(end - start, b"0") + document[end:]


def ask_once():
    """Ask for a timestamp over nothing, to see whether the settings are right; TroubleError."""
    timestamp_roots()  # a file that cannot be read is told as such
    cache.delete(AWAY)
    asyncio.run(Authority().async_timestamp(hashlib.sha256().digest(), ALGORITHM))


def address_and_login():
    """The address without name and password, and these two."""
    address = urlsplit(settings.TIMESTAMP_URL)
    if not address.username:
        return settings.TIMESTAMP_URL, None
    login = unquote(address.username), unquote(address.password or "")
    place = address.netloc.rpartition("@")[2]
    return urlunsplit(address._replace(netloc=place)), login


def _granted(answer):
    # A refusal has no token, which the class for both does not take.
    said = core.Sequence.load(answer, strict=True)[0].dump()
    status = tsp.PKIStatusInfo.load(said)["status"].native
    if status not in ("granted", "granted_with_mods"):
        raise TroubleError(Trouble.REFUSED, status)
    return tsp.TimeStampResp.load(answer, strict=True)


def _with_token(container, token):
    """The signature with the token among what it says without signing it."""
    content = cms.ContentInfo.load(container)
    signer = content["content"]["signer_infos"][0]
    attribute = simple_cms_attribute("signature_time_stamp_token", token)
    signer["unsigned_attrs"] = cms.CMSAttributes([attribute])
    return content.dump()
