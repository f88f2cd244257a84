"""Installing without containers says the same as docker-compose.yml; bin/deploy-test tries it."""

import configparser
import re

import pytest
import yaml
from django.conf import settings

from romantik.running.machine import needs_to_run
from tests.test_docs import read, settings_read

DEPLOY = settings.BASE_DIR / "deploy"
PLACES = {  # what a unit says beside the command of the compose file
    "web": ["-b", "127.0.0.1:8000"],
    "worker": [],
    "beat": [],
    "watch": [],
}
WEAKER = ("no", "false", "0", "")


def unit(name):
    """Its lines by section; of a name given twice, the last."""
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str
    parser.read(DEPLOY / "systemd" / name, encoding="utf-8")
    return parser


@pytest.mark.parametrize("service", PLACES)
def test_a_unit_runs_the_command_of_the_compose_file(service):
    compose = yaml.safe_load(read("docker-compose.yml"))["services"][service]["command"]
    command = unit(f"romantik-{service}.service")["Service"]["ExecStart"].split()

    schedule = {"/tmp/beat-schedule": "/var/lib/romantik/beat-schedule"}
    expected = [schedule.get(word, word) for word in compose[1:]] + PLACES[service]
    assert command == ["/opt/romantik/current/.venv/bin/python", *expected]


def test_every_service_of_the_portal_starts_and_stops_with_its_target():
    wanted = unit("romantik.target")["Unit"]["Wants"].split()
    portals = [f"romantik-{service}.service" for service in PLACES]

    assert sorted(wanted) == sorted([*portals, "romantik-backup.timer"])
    for name in wanted:
        assert unit(name)["Unit"]["PartOf"] == "romantik.target"
    for name in portals:
        assert unit(name)["Unit"]["StartLimitIntervalSec"] == "0"
        assert unit(name)["Service"]["Restart"] == "always"


def test_no_unit_opens_what_is_shut_for_all():
    shut = unit("romantik-.service.d/portal.conf")["Service"]
    assert [name for name, value in shut.items() if value in WEAKER] == ["CapabilityBoundingSet"]
    assert (shut["User"], shut["NoNewPrivileges"]) == ("romantik", "yes")
    assert (shut["ProtectSystem"], shut["StateDirectoryMode"]) == ("strict", "0700")

    for path in (DEPLOY / "systemd").glob("*.service"):
        assert set(unit(path.name)["Service"]) & set(shut) == set(), path.name


def test_both_proxies_have_the_rules_that_stand_once():
    rules = {path.name for path in (DEPLOY / "nginx").glob("*.conf")} - {"site.conf"}
    for file in ("deploy/nginx.conf", "deploy/nginx/site.conf"):
        assert set(re.findall(r"include romantik/([\w.]+);", read(file))) == rules

    lines = "\n".join(read(f"deploy/nginx/{name}") for name in rules)
    words = set(re.findall(r"^ *([a-z_]+) [^{;\n]*;", lines, re.M))
    told_once = words - {"proxy_set_header", "default_type", "return", "default"}
    others = read("deploy/nginx.conf") + read("deploy/nginx/site.conf")
    again = {word for word in told_once if re.search(rf"^ *{word} ", others, re.M)}
    assert again == {"access_log", "server_tokens"}  # of the site that only leads to https


def test_the_installer_knows_the_packages_and_the_settings():
    script = read("deploy/install")

    assert [need.package for need in needs_to_run() if need.package not in script] == []
    named = set(
        re.findall(r"^#?([A-Z_]+)=", script.partition("<<END")[2].partition("\nEND")[0], re.M)
    )
    assert named - settings_read() == set()
    assert {"SECRET_KEY", "PORTAL_URL", "DATABASE_URL", "REDIS_URL", "EMAIL_URL"} <= named
