"""The short-lived process in which a key is opened and used, once.

It reads one request from its standard input and writes one answer to its standard output, both
JSON. It knows neither Django nor the database, writes no file, leaves no core dump, and ends.
Started by `pkcs12.py` as a script, isolated from the environment.
"""

import base64
import ctypes
import json
import resource
import sys

MEMORY = 1024 * 1024 * 1024
SECONDS = 20
NOT_DUMPABLE = (4, 0)  # prctl(PR_SET_DUMPABLE, 0): nobody looks into this process


class RefusalError(Exception):
    """Carries the code of a failure back to the parent."""


def main():
    lock_down()
    request = json.loads(sys.stdin.buffer.read())
    try:
        answer = {"sign": sign, "inspect": inspect}[request["task"]](request)
    except RefusalError as refusal:
        answer = {"failure": str(refusal)}
    except Exception as error:  # the name only: a message could carry what must not be told
        answer = {"failure": "unavailable", "error": type(error).__name__}
    json.dump(answer, sys.stdout)


def lock_down():
    """Bound memory, time and files; forbid core dumps."""
    limits = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_CPU: SECONDS,
        resource.RLIMIT_NOFILE: 64,
        resource.RLIMIT_FSIZE: 0,
    }
    for which, limit in limits.items():
        resource.setrlimit(which, (limit, limit))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(*NOT_DUMPABLE, 0, 0, 0)


def inspect(request):
    """Say who a container belongs to, and give it back encrypted with AES-256."""
    from cryptography.hazmat.primitives.serialization import (
        BestAvailableEncryption,
        Encoding,
        pkcs12,
    )

    secret = request["secret"].encode()
    key, certificate, others = opened(bytes_of(request["container"]), secret)
    container = pkcs12.serialize_key_and_certificates(
        b"romantik", key, certificate, others, BestAvailableEncryption(secret)
    )
    return {
        "certificate": text_of(certificate.public_bytes(Encoding.DER)),
        "others": [text_of(other.public_bytes(Encoding.DER)) for other in others],
        "container": text_of(container),
    }


def sign(request):
    """Put an invisible PAdES signature (B-B) under a document, certifying it as final."""
    from io import BytesIO

    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import PdfSignatureMetadata, fields, signers

    signer = key_signer(*opened(bytes_of(request["container"]), request["secret"].encode()))
    try:
        writer = IncrementalPdfFileWriter(BytesIO(bytes_of(request["document"])))
    except Exception as error:
        raise RefusalError("bad_document") from error
    described = PdfSignatureMetadata(
        field_name="TandaTangan",
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
        name=request["name"],
        reason=request["reason"],
        location=request["location"],
    )
    field = fields.SigFieldSpec(
        sig_field_name="TandaTangan", readable_field_name="Tanda tangan elektronik"
    )
    signed = signers.sign_pdf(writer, described, signer=signer, new_field_spec=field)
    return {"document": text_of(signed.getvalue())}


def opened(container, secret):
    """Open a PKCS#12 container: its key, its certificate, and the others it carries."""
    from asn1crypto import pkcs12 as structure
    from cryptography.hazmat.primitives.asymmetric import ec, rsa
    from cryptography.hazmat.primitives.serialization import pkcs12

    try:
        version = structure.Pfx.load(container, strict=True)["version"].native
    except (ValueError, TypeError) as error:
        raise RefusalError("bad_container") from error
    if version != "v3":
        raise RefusalError("bad_container")
    try:
        key, certificate, others = pkcs12.load_key_and_certificates(container, secret)
    except ValueError as error:
        raise RefusalError("wrong_secret") from error
    if certificate is None or not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise RefusalError("bad_container")
    return key, certificate, others


def key_signer(key, certificate, others):
    """A pyHanko signer that uses the key as it is, without parsing it again at each use."""
    from asn1crypto import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
    from cryptography.hazmat.primitives.serialization import Encoding
    from pyhanko.sign.signers import Signer
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    def parsed(one):
        return x509.Certificate.load(one.public_bytes(Encoding.DER))

    class KeySigner(Signer):
        async def async_sign_raw(self, data, digest_algorithm, dry_run=False):
            if dry_run:
                return bytes(key.key_size // 8 if isinstance(key, rsa.RSAPrivateKey) else 160)
            digest = {"sha256": hashes.SHA256}[digest_algorithm]()
            if isinstance(key, rsa.RSAPrivateKey):
                return key.sign(data, padding.PKCS1v15(), digest)
            return key.sign(data, ec.ECDSA(digest))

    store = SimpleCertificateStore()
    store.register_multiple([parsed(other) for other in others])
    return KeySigner(signing_cert=parsed(certificate), cert_registry=store)


def bytes_of(text):
    return base64.b64decode(text)


def text_of(raw):
    return base64.b64encode(raw).decode()


if __name__ == "__main__":
    main()
