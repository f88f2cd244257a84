"""Letters are looked at again and again: files, signatures, and what is recorded of them."""

from cryptography.hazmat.primitives.serialization import Encoding

from integrity.inspections import inspect
from letters.archive import name_of
from letters.checking.stored import faults_of
from letters.models import Letter
from letters.signing.roots import trusted_roots


def issued():
    return Letter.objects.exclude(signed_sha256="").select_related("submission", "office")


def faults(letter):
    roots = [root.public_bytes(Encoding.PEM).decode() for root in trusted_roots()]
    return [f"Surat tidak utuh: {fault}." for fault in faults_of(letter, roots)]


def files(letter):
    """What was read, what was signed, and each revision that keeps it provable."""
    digests = [letter.unsigned_sha256, letter.signed_sha256]
    digests += [revision.sha256 for revision in letter.revisions.all()]
    return [(name_of(digest), digest) for digest in digests]


inspect(
    "letters",
    "Surat",
    issued,
    named=lambda letter: f"Surat {letter.number}",
    office_of=lambda letter: letter.office,
    files=files,
    faults=faults,
)
