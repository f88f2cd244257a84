"""Where a secret could have left a trace in production: rows, queue, cache, logs, files, mails."""

import base64
import socket
import threading
from urllib.parse import quote, quote_plus

import psycopg2


class Listener:
    """Hears everything that is said to the server of queue, cache and sessions."""

    def __init__(self, port):
        self.heard, self._line = b"", socket.create_connection(("127.0.0.1", port))
        self._line.sendall(b"MONITOR\r\n")
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        while piece := self._line.recv(65536):
            self.heard += piece


def disguises(secret):
    """The secret as it is, quoted, in hexadecimal digits, and within any text of Base64."""
    raw = secret.encode()
    inner = [base64.b64encode(b"\0" * shift + raw)[4:-4] for shift in range(3)]
    plain = {raw, quote(secret).encode(), quote_plus(secret).encode(), raw.hex().encode()}
    return plain | set(inner)


def kept(stack, listener, mail_server):
    """`(place, bytes)` of everything that production has written so far."""
    yield "queue and cache", listener.heard
    yield from rows(stack.environment["DATABASE_URL"])
    for path, _, body in list(stack.watcher.taken):
        yield path, body
    for path in stack.programs.folder.rglob("*"):
        if path.is_file():
            yield str(path), path.read_bytes()
    for mail in mail_server.mails:
        for part in mail.walk():
            yield "mail", str(part.items()).encode() + (part.get_payload(decode=True) or b"")


def rows(address):
    """Every table of the database as text."""
    connection = psycopg2.connect(address.replace("postgres://", "postgresql://", 1))
    try:
        cursor = connection.cursor()
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT string_agg(t::text, chr(10)) FROM "{table}" t')
            yield table, (cursor.fetchone()[0] or "").encode()
    finally:
        connection.close()
