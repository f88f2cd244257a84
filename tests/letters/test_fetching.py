"""The portal asks hosts that are listed, and goes where nobody but the settings led it."""

import asyncio
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from letters.signing.lasting.fetching import AwayError, fetch, may_be_asked
from letters.signing.lasting.resolving import is_inner, is_shut
from romantik.hosts.services import ValidationError, host_names
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


@pytest.fixture
def leads_inside(monkeypatch):
    """The name server of who owns the name gives this machine's own address for it."""

    def look_up(host, port, *args, **options):
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    asked = []
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


def test_a_listed_name_that_leads_inside_is_not_asked(server, settings, leads_inside, caplog):
    settings.OUTBOUND_HOSTS, name = ["*.go.id"], "crl.example.go.id"

    with pytest.raises(AwayError, match="an inner address"):
        ask(f"http://{name}:{server.server_port}/baru.crl")

    assert (server.asked, leads_inside) == ([], [name])
    assert f"{name} is not asked: it leads to 127.0.0.1, an inner address" in caplog.text


def test_it_is_asked_where_its_address_is_listed_too(server, settings, leads_inside):
    settings.OUTBOUND_HOSTS = ["*.go.id", "127.0.0.1"]

    assert ask(f"http://crl.example.go.id:{server.server_port}/baru.crl") == b"ok"


def test_the_authority_of_the_settings_may_stand_inside_at_its_own_port(
    server, settings, leads_inside
):
    settings.OUTBOUND_HOSTS = ["*.go.id"]
    settings.TIMESTAMP_URL = f"http://tsa.example.com:{server.server_port}/tsr"

    assert ask(settings.TIMESTAMP_URL) == b"ok"
    with pytest.raises(AwayError, match="an inner address"):
        ask("http://tsa.example.com:6379/")


def test_an_authority_without_a_name_opens_no_other_port_of_its_host(server, settings):
    """Such an address is asked without a look at names."""
    settings.OUTBOUND_HOSTS = ["*.go.id"]
    settings.TIMESTAMP_URL = "http://127.0.0.1:6379/tsr"

    with pytest.raises(AwayError, match="an inner address"):
        ask(f"http://127.0.0.1:{server.server_port}/baru.crl")

    assert server.asked == []
    settings.TIMESTAMP_URL = f"http://127.0.0.1:{server.server_port}/tsr"
    assert ask(settings.TIMESTAMP_URL) == b"ok"
    with pytest.raises(AwayError):
        ask("http://127.0.0.1:99999/")


def test_an_inner_address_is_listed_in_any_spelling_of_the_sixth_version_too(settings):
    host_names(["fd00:0::5", "*.go.id", "10.0.0.5"])
    settings.OUTBOUND_HOSTS = ["fd00:0::5", "*.go.id", "10.0.0.5"]

    assert [is_shut(each) for each in ("fd00::5", "::ffff:10.0.0.5", "fd00::6")] == [
        *(False, False, True)
    ]
    with pytest.raises(ValidationError):
        host_names(["http://fd00::5"])


@pytest.mark.parametrize(
    ("address", "inner"),
    [
        *(("127.0.0.1", True), ("10.0.0.5", True), ("172.18.0.3", True), ("192.168.1.1", True)),
        *(("169.254.169.254", True), ("100.64.0.1", True), ("0.0.0.0", True), ("::1", True)),
        *(("fe80::1%eth0", True), ("fd00::5", True), ("::ffff:10.0.0.5", True), ("::", True)),
        *(("224.0.0.1", True), ("202.90.198.1", False), ("2001:4860:4860::8888", False)),
    ],
)
def test_inner_is_whatever_the_world_cannot_reach(address, inner):
    assert is_inner(address) is inner


LINES = ("import aiohttp", "import boto3", "http.client", "urllib.request", "urlopen(", "smtplib")
LINES += ("socket.create_connection", "socket.socket(", "SocketHandler", "requests.get(", "httpx")
LINES += ("requests.Session",)
NAMED_BY = {
    "accounts/providers/lines.py": "SIGN_IN_PROVIDERS",
    "deploy/configure/trying.py": "what its own questions were answered with",
    "deploy/upgrade/containers.py": "the portal, from within its own container",
    "deploy/upgrade/tools.py": "ROMANTIK_READY: the portal of this machine",
    "events/delivery.py": "EMAIL_URL",
    "files/outside/bucket.py": "BACKUP_TARGET",
    "files/scanning.py": "SCANNER",
    "files/storing/trying.py": "FILES, FILES_OLD: the same service, asked as a stranger",
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
