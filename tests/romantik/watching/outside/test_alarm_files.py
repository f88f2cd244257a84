"""Dashboard and alarms are what Grafana and Prometheus can read, in words that say what to do."""

import json
import re
import subprocess

import pytest
import yaml
from django.conf import settings

from romantik.running.machine import find_tool
from tests.test_docs import anchors
from tests.test_house import ENGLISH

FOLDER = settings.BASE_DIR / "deploy/watching"
DURATION = re.compile(r"\d+[smhd]")
UNSAID = re.compile(r"\{\{.*?\}\}|manage\.py[^;.,]*|[A-Z_]{5,}")  # values, commands, settings

pytestmark = pytest.mark.one_database


@pytest.fixture(scope="module")
def rules():
    (group,) = yaml.safe_load((FOLDER / "rules.yml").read_text())["groups"]
    return group["rules"]


@pytest.fixture(scope="module")
def dashboard():
    return json.loads((FOLDER / "dashboard.json").read_text())


def is_balanced(expression):
    """Whether brackets and quotation marks close."""
    bare = re.sub(r'"[^"]*"', "", expression)
    while bare != (bare := re.sub(r"\([^()\[\]{}]*\)|\[[^()\[\]{}]*\]|\{[^()\[\]{}]*\}", "", bare)):
        pass
    return not set('()[]{}"') & set(bare)


def test_every_alarm_has_what_prometheus_asks_of_one(rules):
    assert len({rule["alert"] for rule in rules}) == len(rules) == 28
    for rule in rules:
        assert rule.keys() <= {"alert", "expr", "for", "labels", "annotations"}
        assert re.fullmatch(r"[A-Z][A-Za-z]+", rule["alert"])
        assert DURATION.fullmatch(rule.get("for", "1m"))
        assert rule["labels"]["severity"] in {"warning", "critical"}
        assert is_balanced(rule["expr"]), rule["expr"]


def test_every_alarm_says_in_indonesian_what_to_do_and_where_it_is_written(rules):
    known = anchors((settings.BASE_DIR / "docs/operators.md").read_text())
    for rule in rules:
        told = rule["annotations"]
        assert told.keys() == {"summary", "description", "runbook_url"}
        said = UNSAID.sub("", f"{told['summary']} {told['description']}")
        assert set(re.findall(r"[a-z]+", said.lower())) & ENGLISH == set(), rule["alert"]
        file, _, anchor = told["runbook_url"].partition("#")
        assert (file, anchor in known) == ("docs/operators.md", True), told["runbook_url"]


def test_the_dashboard_is_one_that_grafana_imports(dashboard):
    panels = dashboard["panels"]
    assert (dashboard["title"], dashboard["uid"]) == ("Romantik", "romantik")
    assert [variable["name"] for variable in dashboard["templating"]["list"]] == [
        *("datasource", "instance")
    ]
    assert len({panel["id"] for panel in panels}) == len(panels)
    for panel in panels:
        place = panel["gridPos"]
        assert place["x"] + place["w"] <= 24
        if panel["type"] == "row":
            continue
        assert panel["datasource"] == {"type": "prometheus", "uid": "${datasource}"}
        assert panel["targets"]
        for target in panel["targets"]:
            assert is_balanced(target["expr"]), target["expr"]
            assert 'instance=~"$instance"' in target["expr"]


def test_no_panel_lies_on_another(dashboard):
    taken = set()
    for panel in dashboard["panels"]:
        p = panel["gridPos"]
        cells = {(p["x"] + x, p["y"] + y) for x in range(p["w"]) for y in range(p["h"])}
        assert not cells & taken, panel["title"]
        taken |= cells


def asked_of(dashboard):
    """What each panel asks for, as rules of Prometheus, so that its own tool reads it."""
    told = [target["expr"] for panel in dashboard["panels"] for target in panel.get("targets", ())]
    filled = [each.replace("$instance", ".*").replace("$__rate_interval", "2m") for each in told]
    return [{"record": f"panel:{number}", "expr": each} for number, each in enumerate(filled)]


def test_promtool_finds_nothing_where_it_is_installed(tmp_path, dashboard):
    """Debian's package `prometheus` brings it; what does not need it is looked at above."""
    panels = tmp_path / "panels.yml"
    panels.write_text(
        yaml.safe_dump({"groups": [{"name": "panels", "rules": asked_of(dashboard)}]})
    )
    commands = [
        *(["check", "rules", "rules.yml"], ["test", "rules", "rules_test.yml"]),
        ["check", "rules", str(panels)],
    ]
    promtool = find_tool("promtool")
    tried = [subprocess.run([promtool, *each], cwd=FOLDER) for each in commands if promtool]

    assert [each.args for each in tried if each.returncode] == []
    assert len(yaml.safe_load((FOLDER / "rules_test.yml").read_text())["tests"]) == 3
