"""The portal asks hosts that are listed, and goes where nobody but the settings led it."""

import asyncio
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from letters.signing.lasting.fetching import AwayError, fetch, may_be_asked
from tests.test_docs import ROOT


class Leading(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        self.send_response(302 if self.path == "/lama.crl" else 200)
        self.send_header("Location", "/baru.crl")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def server():
    with ThreadingHTTPServer(("127.0.0.1", 0), Leading) as server:
        server.asked, server.base = [], f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        yield server
        server.shutdown()


def ask(url):
    return asyncio.run(fetch(url, kinds=[], largest=100))


def test_a_redirect_is_no_answer_and_is_not_followed(server):
    assert ask(f"{server.base}/baru.crl") == b"ok"
    with pytest.raises(AwayError, match="302"):
        ask(f"{server.base}/lama.crl")

    assert server.asked == ["/baru.crl", "/lama.crl"]


def test_a_host_that_is_not_listed_is_not_asked_and_the_operator_is_told(server, settings, caplog):
    settings.OUTBOUND_HOSTS = ["*.go.id"]

    with pytest.raises(AwayError, match="not listed"):
        ask(f"{server.base}/baru.crl")

    assert server.asked == []
    assert f"{server.base}/baru.crl is not asked" in caplog.text


def test_listed_are_names_what_is_below_a_name_and_the_authority_of_the_settings(settings):
    settings.OUTBOUND_HOSTS = ["*.bsre.example.go.id", "crl.example.id"]
    settings.TIMESTAMP_URL = "https://nama:sandi@tsa.example.com/tsr"
    asked = {
        "http://ocsp.bsre.example.go.id/": True,
        "http://a.b.bsre.example.go.id:8080/x.crl": True,
        "https://CRL.example.id./x.crl": True,
        "http://tsa.example.com/akar.crl": True,
        "http://bsre.example.go.id/": False,
        "http://xbsre.example.go.id/": False,
        "http://a.crl.example.id/": False,
        "http://crl.example.id@169.254.169.254/": False,
        "http://127.0.0.1:8000/": False,
        "http://[::1]/": False,
        "ldap://crl.example.id/": False,
        "file:///etc/passwd": False,
        "http://[/": False,
        "": False,
    }

    assert {url: may_be_asked(url) for url in asked} == asked


def test_a_name_that_the_resolver_reads_otherwise_is_not_asked(server, settings):
    """Its own NUL ends a name: what stands behind it makes it look like one that is listed."""
    settings.OUTBOUND_HOSTS = ["*.go.id"]
    port = server.server_port
    for sign in ("\0", "%00", " ", "%2f", "%23", ";", ".", "\x0b"):
        with pytest.raises(AwayError, match="not listed"):
            ask(f"http://127.0.0.1{sign}.go.id:{port}/")
    for host in ("[::1%.go.id]", "[v1.go.id]", ".go.id", "-.\uff47o.id"):
        assert not may_be_asked(f"http://{host}:{port}/")

    assert server.asked == []


LINES = ("import aiohttp", "import boto3", "http.client", "urllib.request", "urlopen(", "smtplib")
LINES += ("socket.create_connection", "socket.socket(", "SocketHandler", "requests.get(", "httpx")
NAMED_BY = {
    "deploy/configure/trying.py": "what its own questions were answered with",
    "deploy/upgrade/containers.py": "the portal, from within its own container",
    "deploy/upgrade/tools.py": "ROMANTIK_READY: the portal of this machine",
    "events/delivery.py": "EMAIL_URL",
    "files/outside/bucket.py": "BACKUP_TARGET",
    "files/scanning.py": "SCANNER",
    "letters/signing/lasting/fetching.py": "TIMESTAMP_URL, OUTBOUND_HOSTS",
    "letters/signing/signers/child/esign.py": "BSRE_URL",
    "romantik/running/supervisor.py": "HOST, PORT: its own children",
    "romantik/watching/log_server.py": "LOG_SERVER",
}


def test_no_other_place_opens_a_line_to_anybody():
    """Whoever adds one lists it here, with the setting that names its host."""
    own = [path for path in ROOT.glob("*/**/*.py") if path.relative_to(ROOT).parts[0] not in NOT]
    opening = {
        path.relative_to(ROOT).as_posix()
        for path in own
        if any(word in path.read_text("utf-8") for word in LINES)
    }

    assert opening == set(NAMED_BY)


NOT = {"tests", "bench", "bin", ".venv", "var"}
