"""`bin/configure` as an operator uses it: on a terminal, by flags, against real servers."""

import os
import pty
import re
import select
import signal
import stat
import subprocess
import sys
import time
from contextlib import suppress

import pytest
from django.conf import settings

from files.outside import outside
from tests.backups import bucket_server
from tests.events.mail_server import MailServer
from tests.ops.authority import Authority

pytestmark = pytest.mark.one_database

COMMAND = settings.BASE_DIR / "bin/configure"
KEY = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"
PASSWORD = "rahasia $1#'kantor"
LOGIN = {"EHLO": "250-mail\r\n250 AUTH PLAIN", "AUTH": "235 welcome"}
ENOUGH = ("--url", "localhost", "--mail-from", "Romantik BPS <romantik@kab.example>")


@pytest.fixture
def mail_server():
    """One that asks for a login and takes it."""
    server = MailServer()
    server.answers = dict(LOGIN)
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def env(tmp_path):
    return tmp_path / ".env"


def configure(env, *words, stdin=""):
    """Run it beside nobody: `(code, what it said, what it complained of)`."""
    command = [COMMAND, "--file", env, "--without-containers", *words]
    clean = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run(
        command, input=stdin, capture_output=True, text=True, env=clean, cwd=env.parent
    )
    return done.returncode, done.stdout, done.stderr


def by_flags(env, server, *words, password=PASSWORD):
    """All that is needed said on the command line, the password on standard input."""
    mail = ("--mail-server", f"127.0.0.1:{server.port}", "--mail-plain", "--mail-user", "u@kab")
    said = ("--no-input", *ENOUGH, *mail, "--mail-password-file", "-")
    return configure(env, *said, *words, stdin=f"{password}\n")


def values(env):
    return dict(re.findall(r"^([A-Z_]+)=(.+)$", env.read_text(), re.MULTILINE))


def test_by_flags_it_writes_what_the_portal_reads_for_its_owner_alone(env, mail_server, tmp_path):
    (tmp_path / "roots.pem").write_bytes(Authority().pem)
    (tmp_path / "cadangan").mkdir()
    places = ("--backup", tmp_path / "cadangan", "--backup-key", KEY, "--roots", "roots.pem")

    code, said, complaint = by_flags(env, mail_server, *places)

    assert "SALAH  DATABASE_URL belum diisi." in said  # deploy/install knows it
    assert (code, complaint) == (1, "")
    assert "baik   PORTAL_URL: Nama localhost mengarah ke" in said
    assert "menerima login u@kab." in said
    assert "1 sertifikat akar: Otoritas Uji Produksi." in said
    assert "Tempat cadangan dapat ditulisi, dibaca, dan dihapus isinya." in said
    assert list((tmp_path / "cadangan").iterdir()) == []
    assert stat.S_IMODE(env.stat().st_mode) == 0o600
    found = values(env)
    assert len(found.pop("SECRET_KEY")) == 64
    assert found == {
        "PORTAL_URL": "https://localhost",
        "EMAIL_URL": f"smtp://u%40kab:rahasia%20%241%23%27kantor@127.0.0.1:{mail_server.port}",
        "MAIL_FROM": "Romantik BPS <romantik@kab.example>",
        "SIGNING_ROOTS": str(tmp_path / "roots.pem"),
        "BACKUP_TARGET": str(tmp_path / "cadangan"),
        "BACKUP_KEY": KEY,
    }
    asked = "from romantik import settings as s; print(s.EMAIL_HOST_PASSWORD, s.BACKUP_KEYS)"
    read = subprocess.run(
        [sys.executable, "-c", asked],
        cwd=settings.BASE_DIR,
        env={"ENV_FILE": str(env), "DATABASE_URL": "sqlite:", "REDIS_URL": "redis://127.0.0.1"},
        capture_output=True,
        text=True,
    )
    assert read.stdout.strip() == f"{PASSWORD} ['{KEY}']", read.stderr


def test_what_is_there_stays_and_only_what_is_missing_comes(env, mail_server):
    by_flags(env, mail_server)
    first = env.read_text()
    env.write_text(first.replace("#SCANNER=clamd", "SCANNER=clamd") + "# milik kantor\n")
    env.chmod(0o644)
    kept = env.read_text()

    code, said, _ = configure(env, "--no-input", "--unchecked", "--url", "https://lain.example")

    assert (code, said) == (0, f"{env} sudah lengkap.\n")
    assert env.read_text() == kept
    assert stat.S_IMODE(env.stat().st_mode) == 0o640
    assert "# milik kantor" in kept


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--url", "http://x"), "Alamat portal harus seperti https://romantik.example.go.id."),
        (
            ("--backup-key", "AGE-SECRET-KEY-1X", "--backup", "/tmp"),
            "Itu kunci rahasia! Simpan di brankas, jangan di server ini, dan buat pasangan baru "
            "bila sempat terbaca orang. Yang diminta kunci publiknya: age1…",
        ),
        (
            ("--backup-key", KEY.replace("ql3", "q13"), "--backup", "/tmp"),
            "Kunci cadangan harus kunci publik dari age-keygen: age1… (62 tanda).",
        ),
        (
            ("--backup-key", KEY.replace("ql3", "qm3"), "--backup", "/tmp"),
            "Kunci cadangan harus kunci publik dari age-keygen: age1… (62 tanda).",
        ),
        (("--backup", "s3://K:S@host/b"), "Kunci akses tidak ditulis di alamatnya; itu ditanyakan"),
        (("--backup", "/tidak/ada", "--backup-key", KEY), "/tidak/ada"),
        (("--roots", "/tidak/ada.pem"), "Berkas sertifikat /tidak/ada.pem tidak ada."),
        (
            ("--roots", "/etc/hostname"),
            "Berkas sertifikat /etc/hostname tidak terbaca (bukan PEM).",
        ),
        (("--mail-from", "romantik"), "Pengirim harus seperti Romantik BPS <"),
        (("--url", "tidak-ada.invalid"), "Nama tidak-ada.invalid belum dikenal DNS."),
    ],
)
def test_a_wrong_answer_is_told_in_words_and_nothing_is_written(env, mail_server, words, sentence):
    code, said, complaint = by_flags(env, mail_server, *words)

    assert (code, said) == (1, "")
    assert complaint.startswith("Tidak ada yang ditulis: ")
    assert sentence in complaint
    assert not env.exists()


def test_a_refused_login_and_a_server_that_is_away_are_told_apart(env, mail_server):
    mail_server.answers["AUTH"] = "535 no"
    refused = by_flags(env, mail_server)
    mail_server.shutdown()
    mail_server.server_close()
    away = by_flags(env, mail_server)

    where = f"Server surel 127.0.0.1:{mail_server.port}"
    assert f"{where} menolak nama pengguna atau kata sandinya." in refused[2]
    assert f"{where} tidak menjawab (ConnectionRefusedError)." in away[2]
    assert not env.exists()


def test_a_server_without_tls_is_told_by_name(env, mail_server):
    said = ("--no-input", *ENOUGH, "--mail-server", f"127.0.0.1:{mail_server.port}")
    mail_server.answers["EHLO"] = "250 mail"

    code, _, complaint = configure(
        env, *said, "--mail-user", "u", "--mail-password-file", "-", stdin="x\n"
    )

    assert code == 1
    assert "tidak mengenal TLS atau login; pakai pangkalan 587." in complaint


def test_a_bucket_is_written_to_and_a_wrong_secret_told(env, mail_server, store, tmp_path):
    (tmp_path / "benar").write_text(bucket_server.SECRET)
    (tmp_path / "salah").write_text("salah")
    address = bucket_server.address_of(store)
    client = outside(address).client
    with suppress(client.exceptions.BucketAlreadyOwnedByYou):
        client.create_bucket(Bucket=bucket_server.BUCKET)
    place = f"s3+http://{address.partition('@')[2]}"
    words = ("--backup", place, "--backup-access-key", bucket_server.KEY, "--backup-key", KEY)
    wrong = by_flags(env, mail_server, *words, "--backup-secret-file", tmp_path / "salah")
    right = by_flags(env, mail_server, *words, "--backup-secret-file", tmp_path / "benar")
    left = outside(address).names()

    assert "Rahasia kunci akses tempat cadangan salah." in wrong[2]
    assert "BACKUP_TARGET: Tempat cadangan dapat ditulisi" in right[1]
    assert values(env)["BACKUP_TARGET"] == address
    assert left == []


def test_on_a_terminal_it_asks_again_what_was_wrong_and_shows_no_secret(env, mail_server):
    session = Terminal([COMMAND, "--file", env, "--without-containers"])
    session.answer("Alamat portal, misalnya", "http://localhost/x")
    session.answer("Alamat portal harus seperti", "localhost")
    session.answer("Server surel dengan pangkalannya", f"127.0.0.1:{mail_server.port}")
    session.answer("memakai TLS? y/t", "t")
    session.answer("Nama pengguna", "u@kab")
    session.answer("Kata sandi server surel (tidak tampak)", PASSWORD)
    session.answer("Pengirim surel", "Romantik <romantik@kab.example>")
    session.answer("sertifikat akar", "")
    session.answer("Tempat cadangan", "")

    code, screen = session.end()

    assert code == 0, screen
    assert "menerima login u@kab." in screen
    assert PASSWORD not in screen
    assert values(env)["PORTAL_URL"] == "https://localhost"
    assert "BACKUP_TARGET" not in values(env)


def test_plain_python_asks_and_tries_all_but_a_bucket(env, tmp_path):
    (tmp_path / "python3").symlink_to("/usr/bin/python3")
    alone = [sys.executable, "-I", "-S", settings.BASE_DIR / "deploy/configure"]
    words = [
        "--file",
        env,
        "--no-input",
        *ENOUGH,
        "--mail-server",
        "127.0.0.1:9",
        "--mail-user",
        "",
    ]

    done = subprocess.run([*alone, *words], capture_output=True, text=True)

    assert done.returncode == 1
    assert "127.0.0.1:9 tidak menjawab (ConnectionRefusedError)." in done.stderr


def minding_interrupts():
    """As at a terminal: whoever starts the tests in the background has them ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Terminal:
    """Somebody at a terminal, who answers when he is asked."""

    def __init__(self, command):
        self.process, self.screen = None, ""
        ours, theirs = pty.openpty()
        self.line = ours
        self.process = subprocess.Popen(
            command,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            preexec_fn=minding_interrupts,
        )
        os.close(theirs)
        self.read = 0

    def answer(self, question, text):
        until = time.monotonic() + 20
        while question not in self.screen[self.read :] or not self.screen.endswith(": "):
            assert time.monotonic() < until, f"{question}\n{self.screen}"
            self._listen()
        self.read = len(self.screen)
        os.write(self.line, f"{text}\n".encode())

    def end(self):
        until = time.monotonic() + 20
        while self._listen():
            assert time.monotonic() < until, self.screen
        os.close(self.line)
        return self.process.wait(20), self.screen

    def _listen(self):
        if not select.select([self.line], [], [], 0.2)[0]:
            return self.process.poll() is None
        try:
            piece = os.read(self.line, 4096)
        except OSError:  # the other side has ended
            return False
        self.screen += piece.decode(errors="replace")
        return bool(piece)
