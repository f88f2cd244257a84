"""TLS inside the machine: the words of deploy/inner-tls.yml against real servers."""

import contextlib
import os
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

import dj_database_url
import psycopg2
import pytest
import yaml
from cryptography import x509
from kombu import Connection
from redis import Redis
from redis.exceptions import RedisError

from backups.database import postgresql
from romantik.running.queue import addresses
from romantik.watching import inner_lines
from tests.ops.conftest import clean_environment, free_port, wait_until
from tests.ops.inner_lines import (
    DEPLOY,
    OverTls,
    address_of,
    answer,
    asked,
    command_of,
    context_of,
    make,
    need,
    put_in,
    services,
)

WHO = ("db", "owner", "portal", "proxy", "redis")
PLACES = f"{os.environ['PATH']}:/usr/sbin"
REDIS = shutil.which("valkey-server", path=PLACES) or shutil.which("redis-server", path=PLACES)
NGINX = shutil.which("nginx", path=PLACES)
ASK = "import sys; sys.path.insert(0, 'deploy/upgrade'); import containers; print(containers.ASK)"
NO_REDIS = "Debian's valkey-server or redis-server is not installed; the wheel's speaks no TLS."
NO_NGINX = "nginx is not installed."


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Keys and certificates as `bin/inner-tls` makes them."""
    return make(tmp_path_factory.mktemp("inner-tls"))


@pytest.fixture(scope="module")
def strange(tmp_path_factory):
    """Those of another authority with the same names."""
    return make(tmp_path_factory.mktemp("strange"))


def test_each_service_gets_a_key_for_itself_alone_and_nobody_can_sign_more(folder):
    assert sorted(path.name for path in folder.iterdir()) == sorted(WHO)
    for who in WHO:
        here = folder / who
        assert sorted(path.name for path in here.iterdir()) == ["ca.crt", "own.crt", "own.key"]
        assert (here / "own.key").stat().st_mode & 0o777 == 0o600
        own = x509.load_pem_x509_certificate((here / "own.crt").read_bytes())
        (authority,) = x509.load_pem_x509_certificates((here / "ca.crt").read_bytes())
        own.verify_directly_issued_by(authority)
        assert own.not_valid_after_utc <= authority.not_valid_after_utc
    assert len({(folder / who / "own.key").read_bytes() for who in WHO}) == len(WHO)
    if os.geteuid() == 0:
        assert {who for who in WHO if (folder / who).stat().st_uid == 0} == set(WHO)
        assert {who for who in WHO if (folder / who / "own.key").stat().st_uid == 10001} == {
            *("owner", "portal")
        }


def test_made_anew_the_authority_before_is_still_trusted_and_the_one_before_that_not(tmp_path):
    of_first, of_second, of_third = (
        x509.load_pem_x509_certificates((make(tmp_path / "tls") / "db/ca.crt").read_bytes())
        for _ in range(3)
    )

    assert of_second[1:] == of_first
    assert of_third[1:] == of_second[:1]


def test_every_service_of_the_portal_gets_certificates_and_no_password_of_the_database():
    plain = yaml.safe_load((DEPLOY.parent / "docker-compose.yml").read_text())["services"]
    portals = {name for name, service in plain.items() if service["image"] == "romantik"}
    portals |= {"prepare"}

    assert {*services()} == {*plain} - {"clamav"}
    for name in portals:
        told = services()[name]
        who = "owner" if name == "prepare" else "portal"
        assert told["volumes"] == [f"./inner-tls/{who}:/tls:ro"]
        address = dj_database_url.parse(told["environment"]["DATABASE_URL"])
        assert (address["PASSWORD"], address["OPTIONS"]["sslmode"]) == ("", "verify-full")
        assert told["environment"]["REDIS_URL"].startswith("rediss://")
        assert told["environment"]["INNER_TLS"] == "/tls"


def test_a_backup_reaches_the_database_with_the_same_certificates(folder):
    database = dj_database_url.parse(address_of("DATABASE_URL", "worker", 5432, folder, "portal"))

    told = postgresql.environment(database)

    assert {name: value for name, value in told.items() if name.startswith("PGSSL")} == {
        "PGSSLMODE": "verify-full",
        "PGSSLROOTCERT": f"{folder}/portal/ca.crt",
        "PGSSLCERT": f"{folder}/portal/own.crt",
        "PGSSLKEY": f"{folder}/portal/own.key",
    }
    assert "PGPASSWORD" not in told.keys() - os.environ.keys()


@pytest.mark.parametrize(
    ("days", "tone", "words"),
    [(729, "good", "29 November 2028"), (30, "action", "2028"), (3, "bad", "2028")],
)
def test_the_status_page_says_how_long_they_last(folder, settings, monkeypatch, days, tone, words):
    settings.INNER_TLS = folder / "portal"
    own = x509.load_pem_x509_certificate((folder / "portal/own.crt").read_bytes())
    now = own.not_valid_after_utc - timedelta(days=days)
    monkeypatch.setattr(inner_lines.timezone, "now", lambda: now)

    ((what, told, said, advice),) = inner_lines.findings()

    assert (what, told) == ("Jalur dalam", tone)
    assert inner_lines.plain_day(own.not_valid_after_utc) in said
    assert bool(advice) == (tone != "good")


def test_what_cannot_be_read_is_told_and_plain_lines_are_not(tmp_path, settings):
    assert list(inner_lines.findings()) == []
    settings.INNER_TLS = tmp_path

    ((_, tone, said, _),) = inner_lines.findings()

    assert (tone, said) == ("bad", "Sertifikatnya tidak dapat dibaca.")


# --- Real servers ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def database(folder):
    """PostgreSQL as the override starts it; its port."""
    with tempfile.TemporaryDirectory(prefix="pg-") as place, pytest.MonkeyPatch.context() as patch:
        Path(place).chmod(0o755)  # another user runs it when we are root
        patch.setenv("PGPORT", str(free_port()))
        server = OverTls(Path(place) / "server", folder)
        with psycopg2.connect(host=server.folder, user="romantik", dbname="romantik") as line:
            line.cursor().execute("CREATE ROLE romantik_web LOGIN PASSWORD 'known'")
        yield os.environ["PGPORT"]
        server.stop()


def ask_database(port, folder, *, who="portal", service="worker", **changed):
    """Who one is there, and by which protocol."""
    facts = dj_database_url.parse(address_of("DATABASE_URL", service, port, folder, who))
    login = {"user": facts["USER"], "password": "known", "dbname": "romantik", "port": port}
    line = psycopg2.connect(host="localhost", **login | facts["OPTIONS"] | changed)
    try:
        cursor = line.cursor()
        cursor.execute("SELECT current_user, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
        return cursor.fetchone()
    finally:
        line.close()


def test_the_database_knows_its_two_roles_by_certificates_and_nobody_by_a_password(
    database, folder, strange
):
    assert ask_database(database, folder) == ("romantik_web", "TLSv1.3")
    assert ask_database(database, folder, who="owner", service="prepare") == (
        *("romantik", "TLSv1.3"),
    )
    for refused in (
        {"sslmode": "disable"},  # plainly, with the right password
        {"sslcert": "/nowhere", "sslkey": "/nowhere"},
        {"user": "romantik"},  # the owner, by the certificate of the web
        {
            "sslcert": strange / "portal/own.crt",  # the same name, signed by somebody else
            "sslkey": strange / "portal/own.key",
        },
        {"sslrootcert": strange / "portal/ca.crt"},  # a server that we should not believe
    ):
        with pytest.raises(psycopg2.OperationalError):
            ask_database(database, folder, **refused)


def test_queue_and_cache_are_reached_by_who_shows_a_certificate(folder, strange, programs):
    need(REDIS, NO_REDIS)
    port = free_port()
    words = put_in(command_of("redis", "valkey-server"), folder=folder, who="redis")
    words = [str(port) if word == "6379" else word for word in words]
    words = [word.replace("$$REDISCLI_AUTH", "only-for-tests") for word in words]
    programs.start("redis", [REDIS, *words, "--dir", programs.folder], dict(os.environ))
    wait_until(lambda: "eady to accept" in programs.said("redis"))
    address = address_of("REDIS_URL", "worker", port, folder, "portal")
    queue, cache = addresses(address)

    assert Redis.from_url(cache).ping()
    with Connection(queue) as line:  # as Celery reaches it
        line.ensure_connection(max_retries=1)
        assert line.default_channel.client.ping()
    for refused in (
        f"redis://:only-for-tests@localhost:{port}/1",
        cache.partition("&ssl_certfile")[0],
        cache.replace(f"{folder}/portal/own", f"{strange}/portal/own"),
        cache.replace(f"{folder}/portal/ca", f"{strange}/portal/ca"),
    ):
        with pytest.raises((RedisError, OSError)):
            Redis.from_url(refused).ping()


@pytest.fixture(scope="module")
def web(folder, production_programs):
    """The portal's web server as the override starts it; its port."""
    port = free_port()
    (_, *words) = put_in(services()["web"]["command"], folder=folder, who="portal")
    words[words.index("-w") + 1] = "1"
    words[words.index("romantik.wsgi")] = "tests.ops.inner_lines:well"  # starts in no time
    command = [sys.executable, *words, "-b", f"127.0.0.1:{port}"]
    production_programs.start("inner web", command, clean_environment())
    wait_until(lambda: "Listening at: https://" in production_programs.said("inner web"))
    return port


def inside(code, port, folder):
    """Run what is asked inside the container, as it stands there."""
    code = code.replace("8000", str(port)).replace("/tls", f"{folder}/portal")
    environment = os.environ | {"INNER_TLS": str(folder / "portal")}
    return subprocess.run([sys.executable, "-c", code], env=environment).returncode


def test_the_web_server_answers_who_shows_a_certificate_and_its_own_checks(web, folder, strange):
    (*_, check) = services()["web"]["healthcheck"]["test"]

    assert inside(check, web, folder) == 0
    ask = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=True)
    assert inside(ask.stdout, web, folder) == 0
    for context in (context_of(folder), context_of(strange, "proxy")):
        with pytest.raises((ssl.SSLError, OSError)):
            answer(web, context)


def start_proxy(programs, name, folder, web, trusted):
    """nginx with the rules of the compose file; its port."""
    port, place = free_port(), programs.folder / name
    shutil.copytree(DEPLOY / "nginx", place / "romantik")
    shutil.copytree(DEPLOY / "lines/tls", place / "lines")
    own = programs.folder / f"{name}-tls"
    shutil.copytree(folder / "proxy", own)
    shutil.copy(trusted / "proxy/ca.crt", own / "ca.crt")
    changes = {"/tls/": f"{own}/", "listen 8000": f"listen {port}"}
    for file in (place / "lines").glob("*.conf"):
        words = file.read_text()
        for old, new in changes.items():
            words = words.replace(old, new)
        file.write_text(words)
    written = (DEPLOY / "nginx.conf").read_text().replace("web:8000", f"127.0.0.1:{web}")
    (place / "nginx.conf").write_text(f"pid {place}/pid;\ndaemon off;\n{written}")
    programs.start(name, [NGINX, "-p", place, "-c", place / "nginx.conf"], dict(os.environ))
    return port


def test_the_proxy_answers_by_tls_and_believes_no_other_web_server(web, folder, strange, programs):
    need(NGINX, NO_NGINX)
    knows = start_proxy(programs, "knows", folder, web, trusted=folder)
    doubts = start_proxy(programs, "doubts", folder, web, trusted=strange)
    context = context_of(folder)
    wait_until(lambda: is_open(knows) and is_open(doubts))

    assert answer(knows, context) == 200
    assert answer(doubts, context) == 503
    with pytest.raises(ssl.SSLError):
        answer(knows, context_of(strange))
    # Where nobody in front says by what the reader came, this line's own TLS is not his.
    assert asked(knows, context).headers["X-Came-By"] == "http"
    for word in ("https", "http"):
        said = asked(knows, context, {"X-Forwarded-Proto": word})
        assert said.headers["X-Came-By"] == word


def is_open(port):
    """Does somebody listen there?"""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False
