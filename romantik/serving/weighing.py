"""What is too heavy is refused by the length it tells, before a byte of it is read or stored."""

import contextlib
import socket
import time

from django.http import HttpResponse
from django.template.loader import render_to_string

from catalogue.views.machines import fault
from romantik.serving.incidents import incident
from romantik.serving.outages import Outage

HEAVIEST = 60 * 1024 * 1024  # bytes of one request, as `client_max_body_size` in deploy/nginx/
LONGEST = 12  # digits that are read as a number
LINGERS, SECONDS = (
    2 * 1024 * 1024,
    2,
)  # after the answer: bytes read, and time, before the line ends
PIECE = 65_536
TOO_HEAVY = Outage(
    413,
    "Kiriman terlalu besar",
    "Satu kiriman paling besar 60 MB, dan satu berkas paling besar 10 MB. Kiriman ini tidak "
    "dibaca dan tidak ada yang disimpan. Kembalilah ke halaman sebelumnya, lalu kirim berkasnya "
    "satu per satu atau perkecil dahulu.",
    0,
)
UNMEASURED = Outage(
    411,
    "Panjang kiriman tidak disebutkan",
    "Program Anda mengirim tanpa menyebut panjang kirimannya, yang tidak diterima di sini. "
    "Tidak ada yang disimpan. Gunakan peramban, atau sebutkan panjangnya (Content-Length).",
    0,
)


class Weigh:
    """Answer 413 to what is too heavy and 411 to what does not say how much it is."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        refusal = refusal_of(request.META)
        return refused(request, refusal) if refusal else self.get_response(request)


def refusal_of(meta):
    """Why this request is not read, or None."""
    if meta.get("HTTP_TRANSFER_ENCODING"):
        return UNMEASURED  # Django would read nothing of it, the web server all of it
    length = meta.get("CONTENT_LENGTH") or "0"
    is_heavy = length.isdecimal() and (len(length) > LONGEST or int(length) > HEAVIEST)
    return TOO_HEAVY if is_heavy else None


def refused(request, refusal):
    """The answer in words, after which the line ends."""
    if f"{request.path}/".startswith("/api/"):
        content, kind = fault(refusal.status, f"{refusal.title}.").content, "application/json"
    else:
        told = {"outage": refusal, "incident": incident.get()}
        content, kind = render_to_string("refused_unread.html", told), "text/html; charset=utf-8"
    answer = Farewell(content, status=refusal.status, content_type=kind)
    answer.line = request.META.get("gunicorn.socket")
    answer.headers["Cache-Control"] = "no-store"
    return answer


class Farewell(HttpResponse):
    """Once it is sent the line is let run out for a moment, then ended: whoever still sends when a
    line breaks does not see the answer."""

    line = None

    def close(self):
        super().close()
        if self.line is not None:
            with contextlib.suppress(OSError):
                let_run_out(self.line)


def let_run_out(line):
    """Read what still comes, within limits, and keep none of it."""
    line.shutdown(socket.SHUT_WR)
    until, left = time.monotonic() + SECONDS, LINGERS
    while left > 0 and (rest := until - time.monotonic()) > 0:
        line.settimeout(rest)
        piece = line.recv(PIECE)
        if not piece:
            break
        left -= len(piece)
    line.shutdown(socket.SHUT_RD)
