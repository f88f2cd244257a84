"""Asks a virus scanner about a file: clamd's INSTREAM, over TCP or a Unix socket.

Off unless ``settings.SCANNER`` names one. While it does not answer no file is taken, or, with
``SCANNER_AWAY=later``, files are taken as not scanned yet and the worker scans them afterwards
(`integrity/scanning.py`). A scanner that did not answer is left alone for a moment.
"""

import contextlib
import logging
import socket
import struct
import time
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache

from files.sniffing import Unfit

logger = logging.getLogger(__name__)
CONNECTING, PATIENCE = 2, 12  # seconds until it is there, and for all it does with one file
REST, RESTS = 15, "scanner-rests"  # seconds in which nobody asks one that was away
PIECE = 1 << 16
LONGEST_ANSWER = 4096  # bytes
AWAY = (
    "Pemeriksa virus sedang tidak dapat dihubungi, jadi berkas belum dapat diterima. "
    "Coba unggah lagi beberapa menit lagi."
)


class Away(OSError):
    """The scanner does not answer."""


class Infected(Exception):
    """The scanner knows this for malware; the message is its name for it."""


def scan(upload):
    """True when the scanner found nothing; False where there is none, or it comes later.

    Raises ``Unfit`` for a file with malware in it, and when the scanner does not answer.
    """
    try:
        return is_clean(upload)
    except Away as away:
        if settings.SCANNER_AWAY == "later":
            return False
        raise Unfit(AWAY) from away
    except Infected as found:
        logger.warning("an upload was refused as infected: %s", found)
        raise Unfit(
            f"Berkas “{upload.name}” mengandung program berbahaya. Bersihkan komputer Anda, buat "
            "kembali berkasnya, lalu unggah lagi."
        ) from found


def is_clean(upload):
    """True when the scanner found nothing, False without one. Raises ``Away``, ``Infected``, and
    ``Unfit`` for what it does not take."""
    if not settings.SCANNER:
        return False
    if cache.get(RESTS):
        raise Away("it rests")
    try:
        answer = _answer(upload)
    except OSError as error:
        cache.set(RESTS, True, REST)
        logger.error("the virus scanner does not answer: %s", error)
        raise Away(str(error)) from error
    finally:
        upload.seek(0)
    if answer.endswith("FOUND"):
        raise Infected(answer.removeprefix("stream: ").removesuffix(" FOUND"))
    if not answer.endswith("OK"):
        raise Unfit(
            "Pemeriksa virus menolak berkas ini. Simpan kembali berkasnya, lalu unggah lagi."
        )
    return True


def _answer(upload):
    """What it says of the file, within the time that one file has. Raises ``OSError``."""
    end = time.monotonic() + PATIENCE
    with _connection() as scanner:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # it has heard enough
            _send(scanner, upload, end)
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
            part = _in_time(scanner, end).recv(LONGEST_ANSWER)
            if not part:
                break
            answer += part
    if not answer:
        raise Away("it hung up")
    return answer.rstrip(b"\0").decode(errors="replace").strip()


def _send(scanner, upload, end):
    _in_time(scanner, end).sendall(b"zINSTREAM\0")
    for chunk in upload.chunks(PIECE):
        _in_time(scanner, end).sendall(struct.pack("!I", len(chunk)) + chunk)
    _in_time(scanner, end).sendall(struct.pack("!I", 0))


def _in_time(scanner, end):
    if (rest := end - time.monotonic()) <= 0:
        raise TimeoutError("it takes too long")
    scanner.settimeout(rest)
    return scanner


def _connection():
    place = urlsplit(settings.SCANNER)
    if place.hostname:
        return socket.create_connection((place.hostname, place.port or 3310), timeout=CONNECTING)
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(CONNECTING)
    try:
        connection.connect(place.path)
    except OSError:
        connection.close()
        raise
    return connection
