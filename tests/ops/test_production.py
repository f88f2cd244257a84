"""Production without containers: the commands of docker-compose.yml against real servers."""

import re
import subprocess
import sys

import compose_spec
import yaml
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings

from letters.signing.demonstration import root_certificate
from romantik.running.machine import needs_to_run
from tests.ops.conftest import clean_environment, status_of, wait_until


def read(name):
    return (settings.BASE_DIR / name).read_text()


def test_the_compose_file_keeps_to_the_specification():
    resolved = yaml.safe_dump(yaml.safe_load(read("docker-compose.yml")))

    compose = compose_spec.PyCompose.from_yaml(resolved)

    assert compose.service_names() == [
        *("backup", "beat", "clamav", "db", "prepare", "proxy", "redis", "tls"),
        *("watch", "web", "worker"),
    ]


def test_every_service_tells_whether_it_is_well():
    services = yaml.safe_load(read("docker-compose.yml"))["services"]

    assert {name for name, service in services.items() if "healthcheck" not in service} == {
        *("backup", "prepare")
    }


def test_the_portals_containers_have_no_privilege():
    services = yaml.safe_load(read("docker-compose.yml"))["services"].items()
    locked = {
        name
        for name, service in services
        if service.get("read_only")
        and service["cap_drop"] == ["ALL"]
        and service["security_opt"] == ["no-new-privileges:true"]
    }

    assert {name for name, service in services if service["image"] == "romantik"} | {
        "tls"
    } == locked
    assert dict(services)["tls"]["cap_add"] == ["NET_BIND_SERVICE"]
    assert not any("privileged" in service for _, service in services)


def test_web_and_worker_count_into_one_place_that_both_may_write_to():
    services = yaml.safe_load(read("docker-compose.yml"))["services"]
    places = {services[name]["environment"].get("METRICS_DIR") for name in ("web", "worker")}

    assert places == {"/data/private/metrics"}
    assert "private:/data/private" in services["web"]["volumes"]
    assert services["web"]["volumes"] == services["worker"]["volumes"]


def test_no_container_of_the_portal_learns_the_password_of_the_tables_owner():
    services = yaml.safe_load(read("docker-compose.yml"))["services"].values()
    portals = [service for service in services if service["image"] == "romantik"]

    for service in portals:  # env_file hands over the whole of .env
        assert "$" not in service["environment"].get("POSTGRES_PASSWORD", "$")
    told = [each["environment"]["DATABASE_URL"] for each in portals]
    assert sum("POSTGRES_PASSWORD" in url for url in told) == 1  # `prepare`, which migrates


def test_backup_scanner_and_tls_are_extras():
    services = yaml.safe_load(read("docker-compose.yml"))["services"]

    assert {name: service.get("profiles") for name, service in services.items()} == {
        **dict.fromkeys(services),
        "backup": ["backup"],
        "clamav": ["scanner"],
        "tls": ["tls"],
    }


def test_the_images_pg_dump_is_of_the_servers_version():
    server = yaml.safe_load(read("docker-compose.yml"))["services"]["db"]["image"]

    assert (
        re.findall(r"postgresql(?:-client-|/)(\d+)", read("Dockerfile"))
        == [server.removeprefix("postgres:")] * 2
    )


def test_caddy_leads_to_the_proxy_and_lets_through_what_it_takes():
    caddy, nginx = read("deploy/Caddyfile"), read("deploy/nginx/server.conf")
    (let_through,) = re.findall(r"max_size (\d+)MB", caddy)
    (taken,) = re.findall(r"client_max_body_size (\d+)m;", nginx)

    assert re.findall(r"reverse_proxy (\S+)", caddy) == ["{$PROXY:proxy:8000}"]
    assert int(let_through) > int(taken)  # so that the refusal is in the portal's words
    assert "header_up X-Forwarded-For {remote_host}" in caddy


def test_the_image_brings_what_letters_need():
    packages = {need.package for need in needs_to_run()}

    assert packages <= set(re.split(r"\s+", read("Dockerfile")))


def test_the_image_starts_the_same_web_server_as_the_compose_file():
    command = yaml.safe_load(read("docker-compose.yml"))["services"]["web"]["command"]

    last_line = read("Dockerfile").strip().splitlines()[-1]

    assert last_line == f"CMD {str(command).replace(chr(39), chr(34))}"


def test_every_setting_is_in_the_example():
    names = set(re.findall(r'env\.\w+\(\s*"(\w+)"', read("romantik/settings.py")))

    assert names - set(re.findall(r"^#?(\w+)=", read(".env.example"), re.MULTILINE)) == set()


def test_web_worker_and_beat_work_together_on_postgresql_and_redis(production_stack):
    assert production_stack.get("/") == 200
    assert production_stack.get("/masuk/") == 200
    assert status_of(f"{production_stack.address}/sehat/") == 200
    wait_until(lambda: "Sending due task" in production_stack.programs.said("beat"))
    wait_until(lambda: "succeeded" in production_stack.programs.said("worker"))

    doctor = production_stack.run("doctor")

    assert doctor.returncode == 0, doctor.stdout + doctor.stderr
    assert "MISSING" not in doctor.stdout


def test_there_is_no_mailbox_page_in_production(production_stack):
    assert production_stack.get("/kotak-surat/") == 404


def test_the_portal_says_so_while_its_queue_is_away(production_stack):
    production_stack.programs.running["redis"].kill()
    wait_until(lambda: production_stack.get("/sehat/") == 503)

    production_stack.start_queue()

    # Each process of the web server finds out for itself, and asks once in a few seconds.
    wait_until(lambda: all(production_stack.get("/sehat/") == 200 for _ in range(12)))


def test_the_web_server_refuses_a_demonstrations_root_before_the_first_request(tmp_path):
    root = tmp_path / "root.pem"
    root.write_bytes(root_certificate().public_bytes(Encoding.PEM))
    environment = clean_environment(
        ENV_FILE=settings.BASE_DIR / "tests/ops/production.env",
        VAR_DIR=tmp_path / "var",
        DATABASE_URL=f"sqlite:///{tmp_path}/database.sqlite3",
        REDIS_URL="redis://127.0.0.1:9",
        EMAIL_URL="smtp://127.0.0.1:9",
        SIGNING_ROOTS=root,
    )

    web = subprocess.run(
        [sys.executable, "-c", "import romantik.wsgi"],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
    )

    assert web.returncode == 1
    assert "SIGNING_ROOTS holds the root of a demonstration" in web.stderr
