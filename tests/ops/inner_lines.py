"""deploy/inner-tls.yml's own words, and the places that they name, on this machine."""

import http.client
import re
import shlex
import shutil
import ssl
import subprocess
import warnings

import pytest
import yaml
from django.conf import settings

from tests.ops.faults.postgres import Postgres

DEPLOY = settings.BASE_DIR / "deploy"


def services():
    """The services of the override, with a password in its place."""
    written = (DEPLOY / "inner-tls.yml").read_text()
    return yaml.safe_load(re.sub(r"\$\{VALKEY_PASSWORD[^}]*\}", "only-for-tests", written))[
        "services"
    ]


def command_of(service, program="postgres"):
    """What the program of a service is told, after the keys are where it reads them."""
    (_, _, script) = services()[service]["command"]
    return shlex.split(script.partition(f"docker-entrypoint.sh {program} ")[2])


def put_in(words, *, folder, who, **more):
    """What stands in a container at /tls, where this test has it."""
    here = folder / who
    places = {"/tmp/own.key": f"{here}/own.key"} | more | {"/tls/": f"{here}/"}
    for place, here in places.items():
        words = [word.replace(place, here) for word in words]
    return words


def address_of(name, service, port, folder, who):
    """The address that the override gives a service, on this machine."""
    (address,) = put_in([services()[service]["environment"][name]], folder=folder, who=who)
    return re.sub(r"@\w+(:\d+)", f"@localhost:{port}", address)


def make(folder):
    """Run the operator's command."""
    subprocess.run([settings.BASE_DIR / "bin/inner-tls", folder], check=True, capture_output=True)
    return folder


def context_of(folder, who=None):
    """How a client trusts this authority, and who he shows himself to be."""
    context = ssl.create_default_context(cafile=folder / "db/ca.crt")
    if who:
        context.load_cert_chain(folder / who / "own.crt", folder / who / "own.key")
    return context


def asked(port, context, headers=None):
    """The answer of a page over TLS."""
    line = http.client.HTTPSConnection("localhost", port, timeout=20, context=context)
    line.request("GET", "/sehat/", headers=headers or {})
    return line.getresponse()


def answer(port, context):
    """Its status."""
    return asked(port, context).status


class OverTls(Postgres):
    """PostgreSQL with the options that the override gives it; PGPORT says where."""

    def __init__(self, place, folder):
        self.tls, self.place = folder, place
        super().__init__(place)

    def start(self):
        """As its container does: what it reads lies where another user may, the key is his."""
        here, rules = self.place / "lines" / "db", self.place / "pg_hba.conf"
        shutil.copytree(self.tls / "db", here)
        shutil.copy(DEPLOY / "lines/tls/pg_hba.conf", rules)
        if self.owner:
            shutil.chown(here / "own.key", self.owner)
        more = {"/etc/romantik/pg_hba.conf": str(rules)}
        words = put_in(command_of("db"), folder=here.parent, who="db", **more)
        words += ["-c", "listen_addresses=localhost", "-k", str(self.place), "-F"]
        self._run("pg_ctl", "-w", "-l", str(self.log), "-o", shlex.join(words), "start")


def well(environ, start_response):
    """A web server's answer to whatever is asked; it repeats how the reader came, as it heard."""
    came_by = environ.get("HTTP_X_FORWARDED_PROTO", environ["wsgi.url_scheme"])
    start_response("200 OK", [("Content-Length", "0"), ("X-Came-By", came_by)])
    return []


def need(program, lacking):
    """Neither comes with bin/setup, for Debian starts them as services: who has one tries it."""
    if program is None:
        warnings.warn(f"NOT TESTED: inner TLS; {lacking}", stacklevel=2)
        pytest.skip(lacking)
