"""`bin/configure` over what somebody has written by hand, and answers that are no addresses."""

import signal
import stat

import pytest

from tests.romantik.configuring.test_configure import COMMAND, KEY, Terminal, configure, values

pytestmark = pytest.mark.one_database

SECRET = "y" * 60
MAIL = ("--mail-server", "localhost:25", "--mail-plain", "--mail-user", "")
SAID = ("--no-input", "--unchecked", *MAIL, "--mail-from", "a@kab.example")
WHOLE = f"""\
export SECRET_KEY={SECRET}
PORTAL_URL = https://localhost  # alamatnya
EMAIL_URL='dummy:' # belum ada server
MAIL_FROM="Romantik <a@kab.example>"
DATABASE_URL=postgres://a:b@c/d
REDIS_URL=redis://127.0.0.1:6379
"""


@pytest.fixture
def env(tmp_path):
    return tmp_path / ".env"


def written(env, text):
    env.write_text(text)
    env.chmod(0o600)
    return text


def test_every_form_of_a_line_counts_and_no_secret_is_drawn_anew(env):
    before = written(env, WHOLE)

    assert configure(env, *SAID)[:2] == (0, f"{env} sudah lengkap.\n")
    assert env.read_text() == before
    code, said, _ = configure(env, "--check")
    assert code == 0, said
    assert "baik   REDIS_URL: ada" in said  # what deploy/install writes is the example's, too


def test_a_secret_in_a_file_of_its_own_is_not_drawn_beside_it(env, tmp_path):
    (tmp_path / "kunci").write_text(SECRET)
    named = WHOLE.replace(f"export SECRET_KEY={SECRET}", f"SECRET_KEY_FILE={tmp_path / 'kunci'}")
    before = written(env, named)

    assert configure(env, *SAID)[0] == 0
    assert env.read_text() == before
    (tmp_path / "kunci").unlink()
    assert "SECRET_KEY: di berkas SECRET_KEY_FILE" in configure(env, "--check")[1]


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("docker-compose.override.yml", "      SECRET_KEY_FILE: /run/secrets/secret_key"),
        ("compose.override.yaml", '      - "SECRET_KEY=rahasia"'),
    ],
)
def test_a_secret_of_composes_override_alone_is_known_and_not_drawn_beside_it(env, file, line):
    """Both at once would stop the portal at its start."""
    (env.parent / file).write_text(f"services:\n  web:\n    environment:\n{line}\n")
    before = written(env, WHOLE.replace(f"export SECRET_KEY={SECRET}\n", ""))

    assert configure(env, *SAID)[:2] == (0, f"{env} sudah lengkap.\n")
    assert env.read_text() == before
    assert f"baik   SECRET_KEY: di {file}; tidak dicoba" in configure(env, "--check")[1]


def test_an_override_that_compose_does_not_read_is_told(env):
    """COMPOSE_FILE, as TLS inside the machine asks for it, names the files instead."""
    (env.parent / "docker-compose.override.yml").write_text("services: {}\n")
    files = "docker-compose.yml:{}deploy/inner-tls.yml"
    told = "SALAH  COMPOSE_FILE tidak menyebut docker-compose.override.yml"

    written(env, f"{WHOLE}COMPOSE_FILE={files.format('')}\n")
    code, said, _ = configure(env, "--check")
    assert (code, told in said) == (1, True)
    written(env, f"{WHOLE}COMPOSE_FILE={files.format('docker-compose.override.yml:')}\n")
    assert configure(env, "--check")[0] == 0


def test_what_is_only_a_remark_in_composes_override_counts_for_nothing(env):
    (env.parent / "docker-compose.override.yml").write_text("#      SECRET_KEY: x\n")
    written(env, WHOLE.replace(f"export SECRET_KEY={SECRET}\n", ""))

    assert configure(env, *SAID)[:2] == (0, f"{env}: SECRET_KEY.\n")


def test_what_configure_itself_wrote_is_known_again(env):
    written(env, f"{WHOLE}BACKUP_TARGET=/tidak/ada\nBACKUP_KEY=age1…\nSIGNING_ROOTS=/tidak.pem\n")
    said = configure(env, "--check")[1]
    assert "SALAH  BACKUP_KEY: Kunci cadangan harus kunci publik" in said

    written(env, f"{WHOLE}BACKUP_TARGET=/backups\nSIGNING_ROOTS=/etc/romantik/roots.pem\n")
    configure(env, *SAID, "--backup-key", KEY)
    assert values(env)["BACKUP_KEY"] == KEY  # the place is the example's, and nobody asks again
    said = configure(env, "--check")[1]
    assert "SIGNING_ROOTS: tanpa." not in said
    assert "BACKUP_TARGET: tanpa." not in said


def test_a_link_stays_one_and_the_file_behind_it_is_written(env, tmp_path):
    (tmp_path / "etc").mkdir()
    written(tmp_path / "etc" / "env", WHOLE.partition("MAIL_FROM")[0])
    env.symlink_to("etc/env")

    assert configure(env, *SAID)[0] == 0
    assert env.is_symlink()
    assert values(tmp_path / "etc" / "env")["MAIL_FROM"] == "a@kab.example"
    assert stat.S_IMODE((tmp_path / "etc" / "env").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("tidak/.env", "tidak ada atau tidak dapat ditulisi."),
        ("folder", "tidak dapat dibaca ("),
        ("bukan", "tidak dapat dibaca (bukan UTF-8)."),
    ],
)
def test_a_file_that_cannot_be_used_is_told_in_a_sentence(tmp_path, place, sentence):
    (tmp_path / "folder").mkdir()
    (tmp_path / "bukan").write_bytes(b"A=\xff\n")
    words = [*SAID, "--url", "localhost"]

    code, said, complaint = configure(tmp_path / "x", *words, "--file", tmp_path / place)

    assert (code, said) == (1, "")
    assert complaint.startswith("Tidak ada yang ditulis: ")
    assert sentence in complaint


@pytest.mark.parametrize(
    "words",
    [
        ("--url", "https://[x"),
        ("--url", "https://x.id:abc"),
        ("--url", "https://x.id:99999"),
        ("--url", "https://:sandi@x.id"),
        ("--url", "https://x..id"),
        ("--mail-server", "x.id:0"),
        ("--mail-server", "x.id:٢٥"),
        ("--backup", "s3://[x/wadah", "--backup-access-key", "k"),
    ],
)
def test_what_is_no_address_is_refused_in_words(env, words):
    code, said, complaint = configure(env, *SAID, "--url", "x.id", *words)

    assert (code, said, env.exists()) == (1, "", False)
    assert complaint.startswith("Tidak ada yang ditulis: ")


def test_who_stops_in_the_middle_leaves_all_as_it_was(env):
    before = written(env, WHOLE.partition("PORTAL_URL")[0])
    session = Terminal([COMMAND, "--file", env, "--without-containers"])
    session.answer("Alamat portal, misalnya", "localhost")
    session.process.send_signal(signal.SIGINT)

    code, screen = session.end()

    assert (code, "Tidak ada yang ditulis." in screen) == (1, True), screen
    assert env.read_text() == before
    assert [path.name for path in env.parent.iterdir()] == [".env"]
