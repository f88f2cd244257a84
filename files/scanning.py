"""Asks a virus scanner about an uploaded file: clamd's INSTREAM, over TCP or a Unix socket.

Off unless ``settings.SCANNER`` names one; then a file that cannot be scanned is not taken.
"""

import socket
import struct
from urllib.parse import urlsplit

from django.conf import settings

from files.sniffing import Unfit

PATIENCE = 30  # seconds for one answer of the scanner
LONGEST_ANSWER = 4096  # bytes


def scan(upload):
    """True when the scanner found nothing, False when there is no scanner.

    Raises ``Unfit`` for a file with malware in it, and when the scanner does not answer.
    """
    if not settings.SCANNER:
        return False
    try:
        answer = _answer(upload)
    except OSError as error:
        raise Unfit(
            "Pemeriksa virus sedang tidak dapat dihubungi, jadi berkas belum dapat diterima. "
            "Coba unggah lagi beberapa menit lagi."
        ) from error
    if answer.endswith("OK"):
        return True
    if answer.endswith("FOUND"):
        raise Unfit(
            f"Berkas “{upload.name}” mengandung program berbahaya. Bersihkan komputer Anda, buat "
            "kembali berkasnya, lalu unggah lagi."
        )
    raise Unfit("Pemeriksa virus menolak berkas ini. Simpan kembali berkasnya, lalu unggah lagi.")


def _answer(upload):
    with _connection() as scanner:
        scanner.settimeout(PATIENCE)
        scanner.sendall(b"zINSTREAM\0")
        for chunk in upload.chunks():
            scanner.sendall(struct.pack("!I", len(chunk)) + chunk)
        upload.seek(0)
        scanner.sendall(struct.pack("!I", 0))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
            part = scanner.recv(LONGEST_ANSWER)
            if not part:
                break
            answer += part
    return answer.rstrip(b"\0").decode(errors="replace").strip()


def _connection():
    place = urlsplit(settings.SCANNER)
    if place.hostname:
        return socket.create_connection((place.hostname, place.port or 3310), timeout=PATIENCE)
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(PATIENCE)
    connection.connect(place.path)
    return connection
