"""Making a signed letter provable for the long term, by appending to it (PAdES B-B to B-LTA).

Files only become longer and begin with the bytes they had: revocation answers go into a document
security store, timestamps under everything that stands before them.
"""

import asyncio
from dataclasses import dataclass
from io import BytesIO

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore

from letters.signing.lasting.authority import ALGORITHM, Authority
from letters.signing.lasting.chains import signatures_of, unanswered_chains
from letters.signing.lasting.revocation import Kind, may_be_asked_about
from letters.signing.lasting.stamping import ROOM
from letters.signing.proof import Level, Stamp, Trouble, TroubleError


@dataclass(frozen=True)
class Longer:
    """A file made longer: what it proves now, its newest timestamp, and what went wrong at last."""

    content: bytes
    level: Level
    stamp: Stamp | None
    trouble: TroubleError | None


def prolonged(document, level, find_answers):
    """Raise the file as far as it goes today: timestamp, revocation answers, timestamp over all.

    `find_answers(document)` returns the revocation answers of today; without it a timestamp is all.
    A file that is B-LTA already gets the answers about its last timestamp and a new one over it, or
    stays as it is.
    """
    content, reached, trouble = document, level, None
    try:
        if reached == Level.B:
            content, reached = with_timestamp(content), Level.T
        if reached != Level.LT and find_answers:
            content = with_answers(content, find_answers(content))
            reached = Level.LT if reached == Level.T else reached
        if reached != Level.T:
            content, reached = with_timestamp(content), Level.LTA
    except TroubleError as error:
        trouble = error
        if level == Level.LTA:
            content = document
    return Longer(content, reached, newest_stamp(content), trouble)


def with_timestamp(document):
    """The file with a timestamp over all of it."""
    writer = IncrementalPdfFileWriter(BytesIO(document))
    count = len(writer.prev.embedded_timestamp_signatures)
    stamper = PdfTimeStamper(
        Authority(), field_name=f"CapWaktu{count + 1}", readable_field_name="Cap waktu"
    )
    stamping = stamper.async_timestamp_pdf(writer, ALGORITHM, bytes_reserved=2 * ROOM)
    return asyncio.run(stamping).getvalue()


def with_answers(document, answers):
    """The file with certificates and revocation answers for what has none in it yet.

    TroubleError if a certificate is revoked or names nobody to ask about it, or if an answer is
    missing or older than the signature.
    """
    writer = IncrementalPdfFileWriter(BytesIO(document))
    parsed = {kind: [one.parsed() for one in answers if one.kind == kind] for kind in Kind}
    for signature, chains in unanswered_chains(document):
        for chain in chains:
            _require_newer(chain, answers)
        DocumentSecurityStore.supply_dss_in_writer(
            writer,
            signature.pkcs7_content.hex().encode(),
            paths=[_answered_path(chain, parsed) for chain in chains],
            crls=parsed[Kind.CRL],
            ocsps=parsed[Kind.OCSP],
        )
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def newest_stamp(document):
    """The last timestamp in the file, or None."""
    stamps = [
        chain.stamp
        for _, chains in signatures_of(PdfFileReader(BytesIO(document)))
        for chain in chains
        if chain.stamp
    ]
    return stamps[-1] if stamps else None


def _answered_path(chain, parsed):
    """The path of which every certificate has been answered for; the algorithm wants no less."""
    path = chain.path(parsed[Kind.CRL], parsed[Kind.OCSP])
    for certificate in list(path)[1:]:
        if not may_be_asked_about(certificate):
            raise TroubleError(Trouble.NOBODY, certificate.subject.human_friendly)
    return path


def _require_newer(chain, answers):
    """An answer from before a signature says nothing about the moment of the signature."""
    if chain.moment is None or not may_be_asked_about(chain.certificate):
        return
    made = [at for answer in answers if (at := answer.speaks_of(chain.certificate))]
    if not made:
        raise TroubleError(Trouble.NO_ANSWER, "about the signer")
    if max(made) < chain.moment.replace(microsecond=0):
        raise TroubleError(Trouble.TOO_OLD, f"{max(made)} < {chain.moment}")
