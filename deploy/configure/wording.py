"""Whether an answer can be meant: each takes a text and returns the setting, or raises Wrong."""

import re
from urllib.parse import parse_qs, quote, unquote, urlsplit

MAILBOX = re.compile(r"[^\s@<>]+@[^\s@<>.]+(\.[^\s@<>.]+)+")
HOST = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
UNFIT = set("$#'\"\\`\n")  # what one reader of .env or another takes for something else
LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
CHECKSUM = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


class Wrong(Exception):
    """An answer that cannot stand; its text says what to do."""


def portal_url(text):
    """The address people use."""
    said = "Alamat portal harus seperti https://romantik.example.go.id."
    address = parted(text if "://" in text else f"https://{text}", said)
    if address.scheme != "https" or not HOST.fullmatch(address.hostname or ""):
        raise Wrong(said)
    if address.path.strip("/") or address.query or address.fragment or "@" in address.netloc:
        raise Wrong("Alamat portal tidak boleh diikuti apa pun sesudah nama itu.")
    return f"https://{address.hostname}{f':{address.port}' if address.port else ''}"


def parted(text, said):
    """The parts of an address; what is none is told in these words, not by a traceback."""
    try:
        address = urlsplit(text)
        if address.port == 0:
            raise Wrong(said)
    except ValueError:
        raise Wrong(said) from None
    return address


def mail_server(text):
    """Host and port; 587 speaks TLS, 25 does not."""
    host, _, port = text.partition(":")
    is_number = re.fullmatch("[0-9]{0,5}", port) and 0 < int(port or 587) < 65536
    if not HOST.fullmatch(host) or not is_number:
        raise Wrong("Server surel harus seperti mail.example.go.id:587.")
    return f"{host}:{port or 587}"


def email_url(server, user, password, *, plain):
    """The three as one address; what they hold beside letters is written as %XX."""
    account = f"{quote(user, safe='')}:{quote(password, safe='')}@" if user else ""
    return f"{'smtp' if plain else 'submission'}://{account}{server}"


def sender(text):
    """A mailbox, with a name before it or not."""
    address = text.partition("<")[2].removesuffix(">") if "<" in text else text
    if not MAILBOX.fullmatch(address) or UNFIT & set(text):
        raise Wrong("Pengirim harus seperti Romantik BPS <romantik@bps.example.go.id>.")
    return text


def folder(text):
    """A whole path."""
    if not text.startswith("/") or UNFIT & set(text):
        raise Wrong("Folder cadangan harus ditulis lengkap, misalnya /mnt/cadangan.")
    return text


def bucket(text):
    """s3://host/bucket[/folder][?region=…], without key and secret: these are asked for."""
    said = "Wadah S3 harus seperti s3://s3.example.go.id/cadangan/romantik."
    address = parted(text, said)
    if address.scheme not in {"s3", "s3+http"} or not address.hostname or UNFIT & set(text):
        raise Wrong(said)
    if not address.path.strip("/"):
        raise Wrong("Sebut wadahnya sesudah nama server: s3://s3.example.go.id/cadangan.")
    if address.username or address.password:
        raise Wrong("Kunci akses tidak ditulis di alamatnya; itu ditanyakan tersendiri.")
    parse_qs(address.query)
    return text


def with_key(place, key, secret):
    """The bucket's address with its key, as the portal reads it."""
    scheme, _, rest = place.partition("://")
    return f"{scheme}://{quote(key, safe='')}:{quote(secret, safe='')}@{rest}"


def backup_keys(text):
    """Public keys of age, each with its own checksum (Bech32)."""
    if "AGE-SECRET-KEY" in text.upper():
        raise Wrong(
            "Itu kunci rahasia! Simpan di brankas, jangan di server ini, "
            "dan buat pasangan baru bila sempat terbaca orang. Yang diminta kunci publiknya: age1…"
        )
    keys = [key.strip() for key in text.split(",")]
    if not all(is_age_key(key) for key in keys):
        raise Wrong("Kunci cadangan harus kunci publik dari age-keygen: age1… (62 tanda).")
    return ",".join(keys)


def is_age_key(text):
    """Whether it is typed as age-keygen printed it; a wrong letter is found."""
    if len(text) != 62 or not text.startswith("age1") or set(text[4:]) - set(LETTERS):
        return False
    values = [ord(sign) >> 5 for sign in "age"] + [0] + [ord(sign) & 31 for sign in "age"]
    values += [LETTERS.index(sign) for sign in text[4:]]
    sum_ = 1
    for value in values:
        top = sum_ >> 25
        sum_ = (sum_ & 0x1FFFFFF) << 5 ^ value
        for bit, part in enumerate(CHECKSUM):
            sum_ ^= part if top >> bit & 1 else 0
    return sum_ == 1


def mail_parts(url):
    """Take an EMAIL_URL apart again: (plain, host, port, user, password)."""
    address = parted(url, "Alamat server surel harus seperti submission://nama:sandi@host:587.")
    plain, user = address.scheme == "smtp", unquote(address.username or "")
    default = 25 if plain else 587
    return plain, address.hostname, address.port or default, user, unquote(address.password or "")
