"""Asks the real things whether an answer works; each raises Wrong in words, or says what is so."""

import os
import smtplib
import socket
import ssl
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

from wording import Wrong, backup_keys, mail_parts, portal_url

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 15  # seconds
INNER = {"/etc/romantik": "certificates", "/backups": "copies"}  # of compose: there, and here
PORTAL = 10001  # whom the image runs as


def name(url):
    """Whether the portal's name leads somewhere."""
    host = urlsplit(portal_url(url)).hostname
    try:
        found = {each[4][0] for each in socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)}
    except OSError:
        raise Wrong(
            f"Nama {host} belum dikenal DNS. Minta pengelola nama mengarahkannya ke server ini."
        ) from None
    return f"Nama {host} mengarah ke {', '.join(sorted(found))}."


def mail(url):
    """Whether the mail server lets us in; nothing is sent."""
    if url.startswith(("dummy:", "console:", "file:", "memory:")):
        return "Surel tidak dikirim ke luar."
    plain, host, port, user, password = mail_parts(url)
    where = f"Server surel {host}:{port}"
    try:
        with closing(smtplib.SMTP(host, port, timeout=PATIENCE)) as server:
            if not plain:
                server.starttls(context=ssl.create_default_context())
            if user:
                server.login(user, password)
            elif server.noop()[0] != 250:
                raise Wrong(f"{where} tidak mau dipakai.")
    except smtplib.SMTPAuthenticationError:
        raise Wrong(f"{where} menolak nama pengguna atau kata sandinya.") from None
    except smtplib.SMTPNotSupportedError:
        raise Wrong(f"{where} tidak mengenal TLS atau login; pakai pangkalan 587.") from None
    except ssl.SSLError as error:
        reason = getattr(error, "verify_message", "") or error.reason
        raise Wrong(f"Sertifikat TLS server surel {host} tidak sah ({reason}).") from None
    except (OSError, smtplib.SMTPException) as error:
        raise Wrong(f"{where} tidak menjawab ({type(error).__name__}).") from None
    return f"{where} menerima {'login ' + user if user else 'tanpa login'}."


def roots(path):
    """Whether the file holds certificates of authorities."""
    file = here(path)
    try:
        trusted = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        trusted.load_verify_locations(file)
    except FileNotFoundError:
        raise Wrong(f"Berkas sertifikat {file} tidak ada.") from None
    except OSError as error:  # ssl.SSLError is one
        reason = error.strerror if not isinstance(error, ssl.SSLError) else "bukan PEM"
        raise Wrong(f"Berkas sertifikat {file} tidak terbaca ({reason}).") from None
    found = trusted.get_ca_certs()
    if not found:
        raise Wrong(f"Di {file} tidak ada sertifikat otoritas (CA).")
    if file != Path(path) and not file.stat().st_mode & 0o004:
        raise Wrong(f"Portal tidak dapat membaca {file}: chmod 644 {file}")
    names = [dict(part[0] for part in each["subject"]).get("commonName", "?") for each in found]
    return f"{len(found)} sertifikat akar: {', '.join(names)}."


def keys(text):
    """Whether backups can be encrypted to these."""
    return f"{len(backup_keys(text).split(','))} kunci publik."


def backups(address):
    """Write a small file to where backups go, look, and take it away."""
    if not address.startswith(("s3://", "s3+http://")):
        place = here(address)
        if str(place) != address and place.is_dir() and place.stat().st_uid != PORTAL:
            raise Wrong(f"Folder {place} harus milik pengguna portal: chown {PORTAL} {place}")
        address = str(place)
    sys.path.insert(0, str(ROOT))
    try:
        from files.outside import Trouble, outside
    except ModuleNotFoundError:
        if address.startswith("s3"):
            said = "Wadah S3 belum dapat dicoba dari sini; manage.py doctor mencobanya."
            raise Unknown(said) from None
        return folder(Path(address))
    probe = f"uji-{os.getpid()}"
    try:
        place = outside(address)
        with place.writing(probe) as file:
            file.write(b"uji")
        with place.reading(probe) as file:
            same = file.read() == b"uji"
        place.remove(probe)
    except Trouble as trouble:
        raise Wrong(str(trouble)) from None
    except OSError as error:
        raise Wrong(f"Tempat cadangan tidak dapat ditulisi ({error.strerror or error}).") from None
    if not same:
        raise Wrong("Yang dibaca dari tempat cadangan lain daripada yang ditulis.")
    return "Tempat cadangan dapat ditulisi, dibaca, dan dihapus isinya."


class Unknown(Exception):
    """It cannot be tried from here."""


def folder(place):
    """The same without the portal's own packages."""
    probe = place / f"uji-{os.getpid()}"
    try:
        probe.write_bytes(b"uji")
        probe.unlink()
    except OSError as error:
        raise Wrong(f"Folder cadangan {place} tidak dapat ditulisi ({error.strerror}).") from None
    return "Folder cadangan dapat ditulisi."


def here(path):
    """Where something of the containers lies on this machine, unless we are in one of them."""
    path = Path(path)
    for inner, outer in INNER.items():
        if path.is_relative_to(inner) and not Path(inner).exists():
            return ROOT / outer / path.relative_to(inner)
    return path
