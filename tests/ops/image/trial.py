"""The image, built, weighed, and run as the compose file says: what bin/image-test tries."""

import json
import re
import subprocess
import time

import pytest

from tests.events.mail_server import MailServer
from tests.ops.conftest import wait_until
from tests.ops.image import building
from tests.ops.image.stack import ContainerStack, set_engine_up
from tests.ops.walk import HOST, make_people, walk_to_a_signed_letter

HEAVIEST = 350  # MB beyond the base
PORTALS = ("web", "worker", "beat", "watch")
FORWARDED = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7"}


@pytest.fixture(scope="module")
def image():
    """The portal's image, new."""
    set_engine_up()
    building.make_base()
    building.build_portal()
    return "localhost/romantik"


@pytest.fixture(scope="module")
def stack(image, authority, tmp_path_factory):
    """Everything of the compose file running, its database prepared."""
    building.build_servers()
    stack, began = (
        ContainerStack(tmp_path_factory.mktemp("project"), authority.pem),
        time.monotonic(),
    )
    try:
        stack.start("db", "redis")
        stack.wait_for("db", "redis")
        stack.start("prepare")
        code = building.call("podman", "wait", stack.container("prepare"))
        assert code == "0", stack.said("prepare")
        building.tell("database prepared", began)
        stack.start(*PORTALS)
        stack.wait_for("web", "worker")
        stack.start("proxy")
        stack.wait_for("proxy")
        building.tell("everything up", began)
        yield stack
    finally:
        for service in ("db", "redis", "prepare", *PORTALS, "proxy"):
            print(f"--- {service}\n{stack.said(service)[-1500:]}")
        stack.end()


@pytest.fixture(scope="module")
def mails(stack):
    """A mail server on this machine, at the address where containers see it."""
    server = MailServer(stack.gateway(), stack.mail_port)
    yield server
    server.shutdown()


def outside(image, *command, **values):
    """Run the image alone, with nothing but these settings."""
    settings = [word for name, value in values.items() for word in ("-e", f"{name}={value}")]
    locked = ["--read-only", "--cap-drop", "all", "--network", "none"]
    line = ["podman", "run", "--rm", *locked, *settings, image, *command]
    return subprocess.run(line, capture_output=True, text=True)


def test_size_is_small(image):
    base = building.size(f"docker.io/library/{building.BASE}")
    whole = building.size(image)
    print(f"  base {base:.0f} MB, image {whole:.0f} MB: {whole - base:.0f} MB beyond it")

    assert whole - base <= HEAVIEST


def test_contents_are_listed_with_their_licences(image):
    listed = json.loads(outside(image, "cat", "/usr/share/romantik/sbom.cdx.json").stdout)
    lines = outside(image, "cat", "/usr/share/romantik/licences.txt").stdout.splitlines()
    named = {component["name"] for component in listed["components"]}
    pinned = re.findall(
        r"^([\w.-]+)==", (building.ROOT / "requirements/prod.txt").read_text(), re.M
    )
    debian = outside(image, "dpkg-query", "-W", "-f=${Package}\\n").stdout.split()
    print(f"  {len(listed['components'])} parts, {len(pinned)} locked, {len(debian)} of Debian")

    assert (listed["bomFormat"], listed["metadata"]["component"]["name"]) == (
        "CycloneDX",
        "romantik",
    )
    assert set(debian) <= named
    assert {"Django", "weasyprint", "pyHanko"} <= named
    assert len(lines) == len(listed["components"])
    assert all(component["licenses"] for component in listed["components"])
    assert [line for line in lines if "not stated" in line] == []


def test_without_settings_one_sentence_says_what_to_set(image):
    said = outside(image)

    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr.strip() == (
        "Romantik cannot start: SECRET_KEY, PORTAL_URL, DATABASE_URL, REDIS_URL, EMAIL_URL, "
        "MAIL_FROM are missing; bin/configure asks for what .env needs."
    )


@pytest.mark.parametrize("service", PORTALS)
def test_services_run_without_privileges_on_a_root_that_nobody_writes(stack, service):
    said = stack.inside(
        service, "sh", "-c", "id -u; grep -E 'Cap|NoNew' /proc/1/status; touch /app/x"
    )

    assert said.stdout.split("\n")[0] == "10001"
    assert set(re.findall(r"Cap\w+:\s*(\w+)", said.stdout)) == {"0" * 16}
    assert re.search(r"NoNewPrivs:\s*1", said.stdout)
    assert "Read-only file system" in said.stderr


def test_doctor_finds_all_well(stack, mails):
    said = stack.run("doctor")

    assert said.returncode == 0, said.stdout + said.stderr
    assert "MISSING" not in said.stdout


def test_a_file_goes_from_draft_to_signed_letter(stack, mails, authority):
    began = time.monotonic()
    make_people(stack)

    walk_to_a_signed_letter(stack, mails, authority)

    verified = stack.run("verify_letters")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    building.tell("from draft to signed letter", began)


def test_beat_and_watch_are_well_after_a_while(stack, mails):
    stack.wait_for("beat", "watch", seconds=300)


def test_caddy_ends_tls_for_the_portals_name(stack):
    file = stack.folder / "deploy/Caddyfile"  # its own authority instead of one outside
    file.write_text(file.read_text().replace("admin off", "admin off\n\tlocal_certs", 1))
    stack.start("tls", profile="tls")
    stack.wait_for("tls")
    root = "/data/caddy/pki/authorities/local/root.crt"
    authority = wait_until(lambda: stack.inside("tls", "cat", root).stdout)

    page = stack.ask_by_tls(authority, "/", {"Accept-Encoding": "gzip"})
    heavy = stack.ask_by_tls(authority, "/pengaduan/baru/", {"Content-Length": str(63 * 10**6)})

    assert page.status == 200
    assert page.headers["Content-Encoding"] == "gzip"
    assert page.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert (page.headers["Server"], page.headers["Via"]) == (None, None)
    assert heavy.status == 413


def test_a_backup_is_made_by_hand(stack):
    said = stack.compose("--profile", "backup", "run", "--rm", "--no-deps", "-T", "backup")

    made = [path.name for path in (stack.folder / "copies").glob("romantik-*.tar.zst.age")]
    assert len(made) == 1, said
