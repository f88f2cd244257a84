"""A server that behaves like BSrE's e-sign service, well and badly.

What it does next is named in `behaviour`; what it was asked stands in `asked`, and how many
signatures were made in `made`.
"""

import base64
import json
import ssl
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO

import pikepdf
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, fields, signers

ACCOUNT = "6302010101700001"
USER, PASSWORD = "romantik", "sandi-gerbang"
BASE = "/esign"


class Gateway(ThreadingHTTPServer):
    """The agency's gateway: one account, one key."""

    daemon_threads = True

    def __init__(self, identity, passphrase, tls):
        super().__init__(("127.0.0.1", 0), Answer)
        self.socket = tls.wrap_socket(self.socket, server_side=True)
        self.identity, self.passphrase = identity, passphrase
        self.behaviour, self.status = "ok", "ISSUE"
        self.asked, self.made, self.pause = [], 0, 3

    @property
    def url(self):
        return self.url_with(PASSWORD)

    def url_with(self, password):
        """The gateway's address with a password for the portal."""
        return f"https://{USER}:{password}@127.0.0.1:{self.server_port}{BASE}"

    def handle_error(self, request, client_address):
        """Clients that leave early are part of the play."""


@contextmanager
def running(identity, passphrase, server, folder):
    """A gateway whose own certificate is `server`'s."""
    file = folder / "gateway.pem"
    pem = server.certificate.public_bytes(_pem())
    file.write_bytes(server.key_pem + pem)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(file)
    gateway = Gateway(identity, passphrase, tls)
    thread = threading.Thread(target=gateway.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield gateway
    finally:
        gateway.shutdown()
        thread.join()
        gateway.server_close()


def _pem():
    from cryptography.hazmat.primitives.serialization import Encoding

    return Encoding.PEM


class Answer(BaseHTTPRequestHandler):
    """One call."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        """Say nothing: what is asked here carries passphrases."""

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        call = self.path.removeprefix(f"{BASE}/api/v2/")
        self.server.asked.append(call)
        credentials = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if self.headers["Authorization"] != f"Basic {credentials}":
            return self.say(401, {"status_code": 401, "error": "Unauthorized"})
        calls = {
            "user/check/status": self.check_status,
            "sign/pdf": self.sign,
            "verify/pdf": self.verify,
        }
        return calls[call](body)

    def check_status(self, body):
        if self.server.behaviour == "5xx before":
            return self.page(503)
        if body.get("nik") != ACCOUNT:
            return self.say(400, {"status_code": 2011, "error": "User belum terdaftar"})
        return self.say(200, {"status": self.server.status, "message": "Status pengguna"})

    def verify(self, body):
        return self.say(200, {"conclusion": "VALID", "description": "Dokumen asli"})

    def sign(self, body):
        document = base64.b64decode(body["file"][0])
        refusals = {
            "expired": "Sertifikat pengguna telah kedaluwarsa",
            "itext": "Proses signing gagal: com.itextpdf.text.exceptions.InvalidPdfException",
            "no": "Permintaan tidak dapat diproses",
        }
        if body["passphrase"] != self.server.passphrase:
            said = {"status_code": 2031, "error": f"Passphrase {body['passphrase']} salah"}
            return self.say(400, said)
        if self.server.behaviour in refusals:
            return self.say(400, {"error": refusals[self.server.behaviour]})
        if not document.startswith(b"%PDF"):
            return self.say(400, {"error": refusals["itext"]})
        changes = {
            "rewritten": rewritten,
            "redrawn": redrawn,
            "stamped": stamped,
            "more pages": longer,
        }
        prepared = changes.get(self.server.behaviour, bytes)(document)
        signed = signed_pdf(prepared, self.server.identity)
        self.server.made += 1
        return self.give(document if self.server.behaviour == "echo" else signed)

    def give(self, file):
        behaviour = self.server.behaviour
        if behaviour == "slow":
            time.sleep(self.server.pause)
        if behaviour == "5xx":
            return self.page(500)
        if behaviour == "html":
            return self.page(200)
        said = json.dumps({"time": 120, "file": [base64.b64encode(file).decode()]}).encode()
        if behaviour == "too large":
            said = said.replace(b"{", b"{" + b" " * (21 * 1024 * 1024), 1)
        self.begin(200, "application/json", len(said))
        self.wfile.write(said[: len(said) // 2] if behaviour == "cut" else said)
        self.close_connection = True
        return None

    def say(self, code, answer):
        said = json.dumps(answer).encode()
        self.begin(code, "application/json", len(said))
        self.wfile.write(said)

    def page(self, code):
        said = b"<html><body><h1>nginx</h1></body></html>"
        self.begin(code, "text/html", len(said))
        self.wfile.write(said)

    def begin(self, code, kind, length):
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length))
        self.end_headers()


def signed_pdf(document, identity):
    """An invisible signature as another program makes it: appended, not certifying."""
    from asn1crypto import keys, x509
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
    )
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    store = SimpleCertificateStore()
    store.register(x509.Certificate.load(identity.root.public_bytes(Encoding.DER)))
    key = identity.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    signer = signers.SimpleSigner(
        signing_cert=x509.Certificate.load(identity.certificate.public_bytes(Encoding.DER)),
        signing_key=keys.PrivateKeyInfo.load(key),
        cert_registry=store,
    )
    meta = PdfSignatureMetadata(
        field_name="Signature1", md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES
    )
    return signers.sign_pdf(
        IncrementalPdfFileWriter(BytesIO(document)), meta, signer=signer
    ).getvalue()


def rewritten(document):
    """The same letter in other bytes."""
    with pikepdf.open(BytesIO(document)) as pdf:
        out = BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    return out.getvalue()


def redrawn(document):
    """The letter with something painted over its first page."""
    with pikepdf.open(BytesIO(document)) as pdf:
        pdf.pages[0].contents_add(b"q 1 0 0 rg 100 100 200 200 re f Q")
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


def longer(document):
    """The letter with one more page."""
    with pikepdf.open(BytesIO(document)) as pdf:
        pdf.add_blank_page()
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


def stamped(document):
    """The letter's own bytes, and appended to them a note that covers its first page."""
    from pyhanko.pdf_utils import generic

    writer = IncrementalPdfFileWriter(BytesIO(document))
    page = writer.root["/Pages"]["/Kids"][0]
    sides = generic.ArrayObject(map(generic.NumberObject, (50, 50, 500, 700)))
    note = generic.DictionaryObject(
        {
            generic.NameObject("/Type"): generic.NameObject("/Annot"),
            generic.NameObject("/Subtype"): generic.NameObject("/Square"),
            generic.NameObject("/Rect"): sides,
        }
    )
    page[generic.NameObject("/Annots")] = generic.ArrayObject([writer.add_object(note)])
    writer.update_container(page)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
