"""Lines of the log reach a machine of their own, whole and encrypted."""

import logging
import socket
import ssl
import threading
import time

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from romantik.logs import OneLine, logging_to_stdout
from romantik.management.commands import doctor
from romantik.watching import parts
from romantik.watching.log_server import PATIENCE, LogServer
from tests.letters.authority import Authority

EXPECTED = ["Surat 7 ditandatangani", "Ditolak: /undangan/…/", "sepeda é | baris kedua"]


class Collector:
    """A log server of one connection at a time."""

    def __init__(self, context=None):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port, self.context, self.heard = self.listener.getsockname()[1], context, b""
        self.thread = threading.Thread(target=self.listen, daemon=True)
        self.thread.start()

    def listen(self):
        line, _ = self.listener.accept()
        line.settimeout(5)
        try:
            line = self.context.wrap_socket(line, server_side=True) if self.context else line
            while piece := line.recv(4096):
                self.heard += piece
        except OSError:
            pass
        finally:
            line.close()

    def messages(self):
        """What came, each message by its own length."""
        self.thread.join(5)
        self.listener.close()
        found, rest = [], self.heard
        while rest:
            length, _, rest = rest.partition(b" ")
            found.append(rest[: int(length)].decode())
            rest = rest[int(length) :]
        return found


@pytest.fixture(scope="module")
def authority():
    return Authority()


@pytest.fixture
def certified(authority, tmp_path):
    gateway = authority.server()
    pem = gateway.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "server.pem").write_bytes(pem + gateway.certificate.public_bytes(Encoding.PEM))
    (tmp_path / "root.pem").write_bytes(gateway.root.public_bytes(Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "server.pem")
    return context


def say(address):
    """Three lines to the server of that address, as the configuration would."""
    handler = LogServer(address)
    handler.setFormatter(OneLine("{message}", style="{"))
    for words in ("Surat 7 ditandatangani", "Ditolak: /undangan/abc:x/", "sepeda é\nbaris kedua"):
        handler.emit(logging.makeLogRecord({"msg": words, "levelname": "WARNING"}))
    handler.close()


def test_over_tls_each_line_is_a_message_of_its_own(certified, tmp_path, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "root.pem"))
    collector = Collector(certified)

    say(f"syslog+tls://127.0.0.1:{collector.port}")

    messages = collector.messages()
    assert [message.partition(" - - ")[2] for message in messages] == EXPECTED
    assert all(message.startswith("<132>1 ") and " romantik " in message for message in messages)


def test_a_server_that_nobody_vouches_for_hears_nothing(certified):
    collector = Collector(certified)

    say(f"syslog+tls://127.0.0.1:{collector.port}")

    assert collector.messages() == []


@pytest.fixture
def configured(monkeypatch):
    """This process sends its lines there."""

    def to(collector):
        handler = LogServer(f"syslog+tls://127.0.0.1:{collector.port}")
        monkeypatch.setattr(logging.root, "handlers", [*logging.root.handlers, handler])
        return handler

    return to


def told():
    [(_, tone, words, _)] = parts.log_lines()
    return tone, words, [*doctor.log_lines()]


def test_a_server_that_nobody_vouches_for_is_told_of(certified, configured):
    assert [*parts.log_lines()] == [*doctor.log_lines()] == []
    collector = Collector(certified)
    configured(collector)

    tone, words, [(_, problem)] = told()
    assert (tone, words) == (
        "bad",
        "Sertifikatnya tidak dipercaya mesin ini; tidak satu baris pun dikirim ke sana.",
    )
    assert problem.startswith("its certificate is not trusted: ")
    assert collector.messages() == []


def test_a_server_that_takes_lines_is_good_and_one_that_is_away_is_told(
    certified, configured, tmp_path, monkeypatch
):
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "root.pem"))
    collector = Collector(certified)
    handler = configured(collector)
    assert told() == ("good", "Menerima catatan portal.", [("log server", "")])

    handler.close()
    collector.messages()
    tone, words, [(_, problem)] = told()
    assert (tone, words) == (
        "action",
        "Tidak menjawab. Catatan selama itu hanya ada di mesin portal.",
    )
    assert problem == "does not answer: ConnectionRefusedError"


def test_over_tcp_and_while_it_is_away():
    collector = Collector()
    say(f"syslog+tcp://127.0.0.1:{collector.port}")

    assert len(collector.messages()) == 3
    say(f"syslog+tcp://127.0.0.1:{collector.port}")  # refused: nothing is raised


def test_a_name_server_that_says_nothing_holds_nobody_up(monkeypatch):
    def silent(*args):
        time.sleep(5)
        raise OSError

    monkeypatch.setattr(socket, "getaddrinfo", silent)
    began = time.monotonic()
    say("syslog+tcp://logs.example.go.id")

    assert time.monotonic() - began < PATIENCE + 1


def test_a_server_that_takes_the_line_and_says_nothing_holds_nobody_up():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        began = time.monotonic()
        say(f"syslog+tls://127.0.0.1:{silent.getsockname()[1]}")

    assert time.monotonic() - began < PATIENCE + 1


def test_a_forked_worker_takes_a_line_of_its_own():
    first, second = Collector(), Collector()
    handler = LogServer(f"syslog+tcp://127.0.0.1:{first.port}")
    handler.setFormatter(OneLine("{message}", style="{"))
    handler.emit(logging.makeLogRecord({"msg": "induk", "levelname": "INFO"}))
    line, handler.process = handler.sock, -1  # as in another process
    handler.address = handler.host, handler.port = "127.0.0.1", second.port

    handler.emit(logging.makeLogRecord({"msg": "anak", "levelname": "INFO"}))
    handler.close()
    line.close()

    assert [m.partition(" - - ")[2] for m in first.messages()] == ["induk"]
    assert [m.partition(" - - ")[2] for m in second.messages()] == ["anak"]


def test_the_setting_adds_it_beside_standard_output():
    address = "syslog+tls://logs.example.go.id"
    told = logging_to_stdout("INFO", "json", address)

    assert told["root"]["handlers"] == ["stdout", "server"]
    assert told["loggers"]["gunicorn.error"]["handlers"] == ["stdout", "server"]
    assert told["handlers"]["server"]["address"] == address
    assert logging_to_stdout("INFO")["root"]["handlers"] == ["stdout"]
    assert LogServer(address).address == ("logs.example.go.id", 6514)
