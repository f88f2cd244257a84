"""A stand-in that speaks clamd's INSTREAM over a real socket, and knows one virus: EICAR's."""

import socketserver
import struct
import threading

import pytest
from django.urls import reverse

from tests.submissions import PDF, upload

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Clamd(socketserver.StreamRequestHandler):
    def handle(self):
        assert self.rfile.read(10) == b"zINSTREAM\0"
        received = b""
        while size := struct.unpack("!I", self.rfile.read(4))[0]:
            received += self.rfile.read(size)
        infected = EICAR in received
        self.wfile.write(b"stream: Eicar-Test FOUND\0" if infected else b"stream: OK\0")


@pytest.fixture
def scanner(settings):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clamd) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.SCANNER = f"clamd://127.0.0.1:{server.server_address[1]}"
        yield
        server.shutdown()


def send(client, draft, content):
    url = reverse("attachments", args=[draft.code])
    return client.post(url, {"kind": "other", "file": upload("lembar.pdf", content)})


def test_a_clean_file_is_taken_and_marked_as_scanned(client, sari, draft, scanner):
    client.force_login(sari)
    send(client, draft, PDF)

    file = draft.revision.attachments.get(name="lembar.pdf")
    assert file.scanned_at is not None
    assert file.file.open().read() == PDF


def test_malware_is_refused(client, sari, draft, scanner):
    client.force_login(sari)
    response = send(client, draft, PDF + EICAR)

    assert "mengandung program berbahaya" in response.content.decode()
    assert draft.revision.attachments.count() == 1


def test_without_an_answer_nothing_is_taken(client, sari, draft, settings):
    settings.SCANNER = "clamd://127.0.0.1:9"
    client.force_login(sari)
    response = send(client, draft, PDF)

    assert "tidak dapat dihubungi" in response.content.decode()
    assert draft.revision.attachments.count() == 1


def test_without_a_scanner_the_office_is_told_that_nobody_scanned_it(client, ratna, survey):
    client.force_login(ratna)
    page = client.get(reverse("attachments", args=[survey.code])).content.decode()

    assert "tidak dipindai" in page
