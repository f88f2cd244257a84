"""What a PDF from anywhere says about itself: read in a process of its own that can be killed.

As a script it reads one line of JSON and then the file from its standard input, and writes lines of
JSON: first what the bare bytes tell, then what the signatures tell. So a file that exhausts the
limits has still told what it begins with. It knows neither Django nor the database, writes no
file, opens no connection, and ends. `inspection.py` starts it.
"""

import hashlib
import json
import re
import sys
from datetime import datetime
from io import BytesIO
from pathlib import Path
from types import ModuleType

MEMORY = 512 * 1024 * 1024
SECONDS = 10
MOST_PREFIXES = 200  # a file with more revisions than that is nobody's letter
MOST_SIGNATURES = 5
CODE = re.compile(rb"(?<![0-9A-Z-])[2-9A-HJKMNP-TV-Z]{6}(?:-[2-9A-HJKMNP-TV-Z]{6}){2}(?![0-9A-Z-])")
END_OF_REVISION = re.compile(rb"%%EOF(?:\r\n|\n|\r)?")
BYTE_RANGE = re.compile(
    rb"/ByteRange\s{0,9}\[\s{0,9}0\s{1,9}\d{1,9}\s{1,9}(\d{1,9})\s{1,9}(\d{1,9})"
)
DRAFT = "KONSEP"
ONLINE = {  # what pyHanko would fetch with, by aiohttp: a third of the time that it takes to start
    "pyhanko.sign.timestamps.aiohttp_client": "HTTPTimeStamper",
    "pyhanko_certvalidator.fetchers.aiohttp_fetchers": "AIOHttpFetcherBackend",
}


def main():
    sys.path.append(str(Path(__file__).parents[3]))
    from files.reading.limits import lock_down

    lock_down(MEMORY, SECONDS)
    leave_out(ONLINE)
    task = json.loads(sys.stdin.buffer.readline())
    document = sys.stdin.buffer.read()
    say(what_bytes_tell(document))
    try:
        say(what_signatures_tell(document, **task))
    except MemoryError:
        say({"problem": "heavy"})
    except Exception:  # a reader fed with anything may raise anything
        say({"problem": "unreadable"})


def leave_out(modules):
    """Let these be imported without being there: no connection is opened from here."""
    for module, name in modules.items():
        sys.modules[module] = ModuleType(module)
        setattr(sys.modules[module], name, None)


def say(facts):
    print(json.dumps(facts), flush=True)  # noqa: T201  (the answer to the parent)


def what_bytes_tell(document):
    """The digests of everything the file may be a continuation of, and the codes it shows."""
    prefixes = list(_prefixes(document))
    return {
        "is_pdf": b"%PDF-" in document[:1024],
        "prefixes": [digest for digest, _ in prefixes],
        "places": [place for _, place in prefixes],
        "codes": sorted({code.decode() for code in CODE.findall(document)})[:20],
    }


def _prefixes(document):
    """The digest of the file up to each end, and where its line end was written otherwise."""
    running, before, view = hashlib.sha256(), 0, memoryview(document)
    for place in _ends_within(document):
        running.update(view[before:place])
        before = place
        yield running.hexdigest(), place
        if document.endswith(b"%%EOF", 0, place):
            as_issued = running.copy()
            as_issued.update(b"\n")
            yield as_issued.hexdigest(), place


def _ends_within(document):
    """Where a revision may end before the file does; of very many, the first and the last."""
    ends = set()
    for match in END_OF_REVISION.finditer(document):
        ends |= {match.start() + len(b"%%EOF"), match.end()}
    ends |= {int(match[1]) + int(match[2]) for match in BYTE_RANGE.finditer(document)}
    places = sorted(end for end in ends if end < len(document))
    if len(places) > MOST_PREFIXES:
        places = places[: MOST_PREFIXES // 2] + places[-MOST_PREFIXES // 2 :]
    return places


def what_signatures_tell(document, roots, moment=None, stamp_roots=None, others=()):
    """Check every signature against the roots, as of now or as of a moment (ISO).

    Timestamps are held to `stamp_roots`, if these are given. `others` may lead to the roots.
    """
    from pyhanko.pdf_utils.reader import PdfFileReader

    reader = PdfFileReader(BytesIO(document), strict=False)
    if reader.encrypted:
        return {"problem": "encrypted"}
    signatures = reader.embedded_signatures
    stamp_roots = roots if stamp_roots is None else stamp_roots
    return {
        **_marks(reader),
        "count": len(signatures),
        "signatures": [
            _seal(one, _context(roots, others, moment), _context(stamp_roots, (), moment), moment)
            for one in signatures[:MOST_SIGNATURES]
        ],
    }


def _marks(reader):
    """Codes and the mark of a draft in the metadata, for files that others have saved anew."""
    try:
        metadata = bytes(reader.root["/Metadata"].data)[:100_000]
    except Exception:
        return {"codes": [], "is_draft": False}
    keywords = re.search(rb"<pdf:Keywords>([^<]{1,100})</pdf:Keywords>", metadata)
    return {
        "codes": sorted({code.decode() for code in CODE.findall(metadata)})[:20],
        "is_draft": bool(keywords) and keywords[1] == DRAFT.encode(),
    }


def _seal(signature, context, stamp_context, moment):
    """What one signature says: whose, of when, and how far it can be believed."""
    certificate = signature.signer_cert
    seal = {
        "name": _name(certificate.subject),
        "issuer": _name(certificate.issuer),
        "organisations": _organisations(certificate),
        "fingerprint": certificate.sha256.hex(),
        "expired": _is_expired(certificate, moment),
        "reason": str(signature.sig_object.get("/Reason", ""))[:300],
        "is_pades": signature.sig_object.get("/SubFilter") == "/ETSI.CAdES.detached",
        "signed_at": None,
        "stamped_at": None,
        "stamp_issuer": "",
    }
    try:
        status = _validated(signature, context, stamp_context)
    except Exception:
        return seal | {"whole_file": False, "intact": False, "trusted": False}
    return seal | _stamp(status.timestamp_validity) | _worth(status)


def _validated(signature, context, stamp_context):
    from pyhanko.sign.validation import KeyUsageConstraints, validate_pdf_signature

    usages = {"digital_signature", "non_repudiation"}
    return validate_pdf_signature(
        signature,
        context,
        ts_validation_context=stamp_context,
        key_usage_settings=KeyUsageConstraints(key_usage=usages, match_all_key_usages=False),
    )


def _stamp(stamp):
    """Who vouches for which moment; nothing of a timestamp that cannot be believed."""
    if stamp is None or not (stamp.intact and stamp.valid and stamp.trusted):
        return {}
    issuer = _name(stamp.signing_cert.subject)
    return {"stamped_at": stamp.timestamp.isoformat(), "stamp_issuer": issuer}


def _worth(status):
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    reported = status.signer_reported_dt
    return {
        "signed_at": reported.isoformat() if reported else None,
        "whole_file": status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        "intact": bool(status.intact and status.valid),
        "trusted": bool(status.trusted),
    }


def _context(roots, others, moment):
    from pyhanko_certvalidator import ValidationContext

    return ValidationContext(
        trust_roots=[_certificate(root) for root in roots],
        other_certs=[_certificate(other) for other in others],
        allow_fetching=False,
        moment=datetime.fromisoformat(moment) if moment else None,
    )


def _certificate(text):
    from asn1crypto import pem, x509

    return x509.Certificate.load(pem.unarmor(text.encode())[2])


def _name(name):
    native = name.native
    found = native.get("common_name") or native.get("organization_name") or name.human_friendly
    return str(found[0] if isinstance(found, list) else found)[:255]


def _organisations(certificate):
    names = (certificate.subject.native, certificate.issuer.native)
    return [str(name.get("organization_name", ""))[:255] for name in names]


def _is_expired(certificate, moment):
    end = certificate.not_valid_after
    return end < (datetime.fromisoformat(moment) if moment else datetime.now(end.tzinfo))


if __name__ == "__main__":
    main()
