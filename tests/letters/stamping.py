"""A timestamp authority and the issuers of certificates, on a server of the tests.

Timestamps at /tsr, the list of revoked signers at /signers.crl, OCSP for the authority's own
certificate at /ocsp. `behaviour` says how the authority answers, `silent` which paths are away.
"""

import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from asn1crypto import cms, keys, tsp
from asn1crypto import x509 as structure
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID
from pyhanko.sign.timestamps import DummyTimeStamper

from tests.letters.authority import Authority

USER, PASSWORD = "romantik", "sandi-otoritas"
DAY = timedelta(days=1)
REFUSAL = bytes.fromhex("30053003020102")  # a status alone: rejection


class Stamping(ThreadingHTTPServer):
    """The authority, the issuers behind it, and who signs under them."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answering)
        self.issuer, self.stamp_issuer = Authority(), Authority("Akar Cap Waktu")
        self.hasan = self.issuer.person("HASAN BASRI", extensions=[(self._listed(), False)])
        self.responder = self.stamp_issuer.person(
            "Penjawab OCSP",
            years=8,
            extensions=[
                (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.OCSP_SIGNING]), False),
                (x509.OCSPNoCheck(), False),
            ],
        )
        key = rsa.generate_private_key(65537, 2048)
        self.stampers = {
            "": self._stamper(self.stamp_issuer, key),
            "expired": self._stamper(self.stamp_issuer, key, ended=True),
            "short": self._stamper(self.stamp_issuer, key, years=1),
            "newer": self._stamper(self.stamp_issuer, key, years=6),
            "stranger": self._stamper(Authority("Akar Asing"), key),
        }
        self.reset()

    def reset(self):
        """Everything is well, and nothing has been asked yet."""
        self.behaviour, self.silent, self.asked = "", set(), []
        self.revoked, self.list_age = {}, timedelta(0)

    @property
    def base(self):
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def url(self):
        return f"http://{USER}:{PASSWORD}@127.0.0.1:{self.server_port}/tsr"

    def handle_error(self, request, client_address):
        """Clients that leave early are part of the play."""

    def _listed(self):
        name = x509.UniformResourceIdentifier(f"{self.base}/signers.crl")
        return x509.CRLDistributionPoints([x509.DistributionPoint([name], None, None, None)])

    def _stamper(self, issuer, key, *, ended=False, years=4):
        place = x509.UniformResourceIdentifier(f"{self.base}/ocsp")
        access = x509.AccessDescription(AuthorityInformationAccessOID.OCSP, place)
        identity = issuer.person(
            "Otoritas Cap Waktu Uji",
            key=key,
            ended=ended,
            years=years,
            extensions=[
                (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True),
                (x509.AuthorityInformationAccess([access]), False),
            ],
        )
        der = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        return DummyTimeStamper(
            structure.Certificate.load(identity.certificate.public_bytes(Encoding.DER)),
            keys.PrivateKeyInfo.load(der),
        )


class Answering(BaseHTTPRequestHandler):
    """One question."""

    def log_message(self, *args):
        """Say nothing."""

    def do_GET(self):
        self.begin()
        if self.path not in self.server.silent:
            return self.say("application/pkix-crl", self.revocation_list())
        return self.say("text/html", b"<h1>503</h1>", 503)

    def do_POST(self):
        question = self.rfile.read(int(self.headers["Content-Length"]))
        self.begin()
        if self.path in self.server.silent:
            return self.say("text/html", b"<h1>503</h1>", 503)
        if self.path == "/ocsp":
            return self.say("application/ocsp-response", self.revocation_answer(question))
        if self.headers["Authorization"] is None:
            return self.say("text/html", b"<h1>401</h1>", 401)
        return self.stamp(tsp.TimeStampReq.load(question))

    def begin(self):
        self.server.asked.append(self.path)

    def stamp(self, request):
        behaviour, kind = self.server.behaviour, "application/timestamp-reply"
        if behaviour == "slow":
            time.sleep(1)
        if behaviour == "drip":
            return self.drip(kind)
        if behaviour == "html":
            return self.say("text/html", b"<h1>nginx</h1>")
        if behaviour == "junk":
            return self.say(kind, b"\x30\x03\x02\x01\x00")
        if behaviour == "large":
            return self.say(kind, bytes(70_000))
        if behaviour == "refuses":
            return self.say(kind, REFUSAL)
        if behaviour == "nonce":
            request["nonce"] = cms.Integer(1)
        if behaviour == "hash":
            request["message_imprint"]["hashed_message"] = bytes(32)
        stamper = self.server.stampers.get(behaviour, self.server.stampers[""])
        stamper.fixed_dt = datetime.now(UTC) - (DAY if behaviour == "clock" else timedelta(0))
        return self.say(kind, stamper.request_tsa_response(request).dump())

    def drip(self, kind):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", "50")
        self.end_headers()
        for _ in range(50):
            self.wfile.write(b"0")
            time.sleep(0.1)

    def revocation_list(self):
        made = datetime.now(UTC) - self.server.list_age
        issuer = self.server.issuer
        builder = x509.CertificateRevocationListBuilder().issuer_name(issuer.name)
        builder = builder.last_update(made).next_update(made + 7 * DAY)
        for serial, moment in self.server.revoked.items():
            one = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(moment)
            builder = builder.add_revoked_certificate(one.build())
        signed = builder.sign(issuer.key, hashes.SHA256())
        return signed.public_bytes(Encoding.DER)

    def revocation_answer(self, question):
        asked, responder = ocsp.load_der_ocsp_request(question), self.server.responder
        now = datetime.now(UTC)
        builder = ocsp.OCSPResponseBuilder().add_response_by_hash(
            issuer_name_hash=asked.issuer_name_hash,
            issuer_key_hash=asked.issuer_key_hash,
            serial_number=asked.serial_number,
            algorithm=asked.hash_algorithm,
            cert_status=ocsp.OCSPCertStatus.GOOD,
            this_update=now,
            next_update=now + DAY,
            revocation_time=None,
            revocation_reason=None,
        )
        builder = builder.certificates([responder.certificate])
        builder = builder.responder_id(ocsp.OCSPResponderEncoding.NAME, responder.certificate)
        return builder.sign(responder.key, hashes.SHA256()).public_bytes(Encoding.DER)

    def say(self, kind, said, code=200):
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)


@contextmanager
def running():
    """The server, until the block ends."""
    server = Stamping()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
