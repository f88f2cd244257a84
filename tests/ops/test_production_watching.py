"""Production watched from outside: web, worker and their children, by real services."""

import json
import re
import urllib.request

import psycopg2
import pytest
import yaml
from django.conf import settings
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from romantik.watching import tracing
from romantik.watching.figures import meters
from tests.ops.conftest import METRICS_TOKEN, WEB_ROLE, status_of, wait_until
from tests.ops.receiver import read
from tests.ops.traces import disguises

FOLDER = settings.BASE_DIR / "deploy/watching"
MARK = "rahasia-8412-orang-lain"
HEADERS = {
    "Host": "romantik.example.go.id",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-For": "192.0.2.7",
    "X-Request-ID": "permintaan-0001",
    "User-Agent": MARK,
    "Referer": f"https://romantik.example.go.id/{MARK}",
    "Cookie": f"lain={MARK}",
    "traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00",  # not to be traced
    "tracestate": f"orang={MARK}",
    "baggage": f"isian={MARK}",
}
NAME = re.compile(r"\bromantik_[a-z_]+")
ENDINGS = re.compile(r"_(total|bucket|sum|count)$")
NOT_HERE = {"backup_age_seconds", "drill_age_seconds", "certificate_days_left"}  # test_facts.py
NOT_HERE |= {"replica_lag_seconds", "replica_lag_limit_seconds"}  # tests/ops/hosts
ATTRIBUTES = tracing.KEPT | {"romantik.request", "romantik.person", "db.collection.name"}


def figures_of(stack):
    """What Prometheus reads, asked from within: without the headers of a proxy."""
    token = {"Authorization": f"Bearer {METRICS_TOKEN}"}
    request = urllib.request.Request(f"{stack.address}/metrics", headers=token)
    with urllib.request.urlopen(request, timeout=10) as answer:
        return read(answer.read().decode())


def asked(stack, path):
    """The status of a page, asked by somebody who sends marks everywhere."""
    return status_of(stack.address + path, **HEADERS)


def spans(watcher):
    """`(service, span)` of all traces that have arrived."""
    for path, _, body in list(watcher.taken):
        if path == "/v1/traces":
            for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
                facts = {fact.key: fact.value.string_value for fact in resource.resource.attributes}
                for scope in resource.scope_spans:
                    yield from ((facts["service.name"], span) for span in scope.spans)


def errors(watcher):
    """The errors that have arrived."""
    bodies = [body for path, _, body in list(watcher.taken) if path == "/api/7/envelope/"]
    return [json.loads(body.splitlines()[2]) for body in bodies]


def everything(watcher):
    return b"".join(body + str(headers).encode() for _, headers, body in list(watcher.taken))


def names_used():
    """The figures that dashboard and alarms name."""
    rules = yaml.safe_load((FOLDER / "rules.yml").read_text())["groups"][0]["rules"]
    said = [rule["expr"] for rule in rules]
    panels = json.loads((FOLDER / "dashboard.json").read_text())["panels"]
    said += [target["expr"] for panel in panels for target in panel.get("targets", ())]
    return {ENDINGS.sub("", name) for expression in said for name in NAME.findall(expression)}


def test_web_and_worker_are_counted_together(production_stack):
    home = ("romantik_requests_total", ("method", "GET"), ("status", "200"), ("view", "home"))
    before = figures_of(production_stack).get(home, 0)
    for _ in range(9):  # answered by either process
        assert production_stack.get("/") == 200

    told = figures_of(production_stack)
    assert told[home] - before == 9
    sweep = (("outcome", "success"), ("task", "events.tasks.sweep_outbox"))
    assert told["romantik_task_seconds_count", *sweep] >= 1
    for role in ("web", "worker"):
        assert told["romantik_database_seconds_count", ("role", role)] > 0
        assert told["romantik_database_connections_opened_total", ("role", role)] > 0
    assert told["romantik_cache_seconds_count", ("role", "web")] > 0
    assert (told["romantik_ready",], told["romantik_queue_up",]) == (1, 1)
    assert production_stack.get("/metrics") == 404


def test_dashboard_and_alarms_name_figures_that_a_running_portal_has(production_stack):
    told = {ENDINGS.sub("", key[0]) for key in figures_of(production_stack)}
    counted = {family.name for family in meters.METERS.collect()}  # some have not happened yet

    not_here = {f"romantik_{name}" for name in NOT_HERE} - told  # a story may have come before
    assert names_used() - told - counted == not_here


@pytest.fixture
def unreadable(production_stack, production_database):
    """A table that the portal may not read for a moment: its pages break."""
    line = psycopg2.connect(production_database.replace("postgres://", "postgresql://", 1))
    line.autocommit = True
    line.cursor().execute(f"REVOKE SELECT ON accounts_office FROM {WEB_ROLE}")
    yield
    line.cursor().execute(f"GRANT SELECT ON accounts_office TO {WEB_ROLE}")
    line.close()


def test_errors_of_web_and_worker_are_told_without_a_word_of_anybody(
    production_stack, watcher, unreadable
):
    assert asked(production_stack, f"/standar-pelayanan/?kata={MARK}") == 500
    queued = f"from events.tasks import deliver; deliver.delay('{MARK}')"
    assert production_stack.run("shell", "-v", "0", "-c", queued).returncode == 0

    def told():
        mine = [error for error in errors(watcher) if error["tags"]["role"] == "web"]
        work = [error for error in errors(watcher) if "deliver" in error.get("transaction", "")]
        return (mine[0], work[0]) if mine and work else None

    web, worker = wait_until(told)
    assert web["tags"]["request"] == "permintaan-0001"
    assert web["exception"]["values"][-1]["type"] == "ProgrammingError"
    assert worker["tags"]["role"] == "worker"
    assert worker["exception"]["values"][-1]["type"] == "ValueError"
    found = figures_of(production_stack)
    kind = (("kind", "ProgrammingError"), ("role", "web"))
    assert found["romantik_database_errors_total", *kind] >= 1
    said = everything(watcher)
    assert {shape for shape in disguises(MARK) | disguises(METRICS_TOKEN) if shape in said} == set()


def test_traces_name_the_parts_of_the_portal_and_nothing_else(production_stack, watcher):
    path = f"/standar-pelayanan/?kata={MARK}"
    assert asked(production_stack, path) == 200

    def of_the_page():
        mine = [(service, span) for service, span in spans(watcher) if service == "romantik-web"]
        for _, span in mine:
            if span.name.endswith("standar-pelayanan/") and told_by(span)["romantik.request"] == (
                "permintaan-0001"
            ):
                return [each for _, each in mine if each.trace_id == span.trace_id]
        return None

    page = wait_until(of_the_page)
    systems = {told_by(span).get("db.system") for span in page}
    assert systems >= {None, "postgresql"}
    assert {told_by(span)["romantik.request"] for span in page} == {"permintaan-0001"}
    assert "accounts_office" in {told_by(span).get("db.collection.name") for span in page}
    wait_until(lambda: {"romantik-web", "romantik-worker"} == {name for name, _ in spans(watcher)})
    names = {span.name for service, span in spans(watcher) if service == "romantik-worker"}
    assert "run/events.tasks.sweep_outbox" in names

    for _, span in spans(watcher):
        assert {fact.key for fact in span.attributes} <= ATTRIBUTES
        assert {fact.key for event in span.events for fact in event.attributes} <= {
            "exception.type"
        }
        assert (span.trace_state, span.status.message) == ("", "")
    said = everything(watcher)
    assert {shape for shape in disguises(MARK) if shape in said} == set()


def told_by(span):
    return {fact.key: fact.value.string_value for fact in span.attributes}
