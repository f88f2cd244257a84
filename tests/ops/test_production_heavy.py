"""Two gigabytes, told or not, over a real socket to the web server of production, gunicorn."""

import os
import socket
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

HEAD = (
    "POST /pengaduan/baru/ HTTP/1.1\r\nHost: romantik.example.go.id\r\n"
    "X-Forwarded-Proto: https\r\nX-Forwarded-For: 192.0.2.7\r\n"
    "Content-Type: multipart/form-data; boundary=x\r\n"
)
BEGUN = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\n%PDF-1.7\n'
PIECE = b"x" * 65_536
TOLD = f"{HEAD}Content-Length: {2 * 1024**3}\r\n\r\n".encode() + BEGUN
ENDLESS = f"{HEAD}Transfer-Encoding: chunked\r\n\r\n".encode()
MOST = 16 * 1024 * 1024  # bytes that leave before the refusal is there: what sockets hold, mostly


def spooled(process):
    """Bytes in files that the server and its workers hold open without a name."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    held = 0
    for each in (str(process), *children):
        for place in Path(f"/proc/{each}/fd").iterdir():
            try:
                if os.readlink(place).endswith("(deleted)"):
                    held += place.stat().st_size
            except OSError:
                continue  # closed meanwhile
    return held


@pytest.mark.parametrize(
    ("head", "piece", "status"),
    [
        (TOLD, PIECE, b"413"),
        (ENDLESS, b"%x\r\n%b\r\n" % (len(PIECE), PIECE), b"411"),
    ],
    ids=["told", "endless"],
)
def test_it_is_refused_in_words_before_it_is_stored(
    production_stack, record_property, head, piece, status
):
    web = production_stack.programs.running["web"].pid
    place = urlsplit(production_stack.address)
    before, sent, began = spooled(web), 0, time.monotonic()
    with socket.create_connection((place.hostname, place.port), timeout=5) as line:
        line.sendall(head)
        try:
            while sent < MOST:
                line.sendall(piece)
                sent += len(piece)
        except OSError:
            pass  # the other side has ended it
        seconds, held = time.monotonic() - began, spooled(web) - before
        answer = b""
        try:
            while more := line.recv(len(PIECE)):
                answer += more
        except OSError:
            pass
    record_property("measured", f"{sent:,} bytes left, {held:,} stored, {seconds:.2f} s")

    assert answer.startswith(b"HTTP/1.1 " + status)
    assert b"disimpan" in answer
    assert sent < MOST
    assert held == 0
    assert seconds < 8
    assert production_stack.get("/sehat/") == 200
