"""The code as it lies there: bandit, detect-secrets, semgrep."""

import json
import os
import subprocess

from tests.ops.scan.reasons import Finding
from tests.ops.scan.tools import ROOT

LONGEST = 300  # seconds for each
THROUGH_ALL = 1500  # seconds for semgrep: two minutes of CPU on an old machine
NO_CODE = ("tests/data/", "docs/pictures/", "static/guide/", "requirements/")  # hashes, pictures


def look(tools, scratch):
    yield "bandit", bandit(tools)
    yield "detect-secrets", secrets(tools)
    rules = os.environ.get("SEMGREP_RULES") or "p/django"
    found = semgrep(tools, scratch, rules)
    if isinstance(found, str):
        print(f"semgrep: NOT RUN with {rules} (SEMGREP_RULES=FOLDER): {found}")
    else:
        yield "semgrep", found


def tracked(*endings):
    """The files of the repository, not what lies beside them."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    there = (name for name in listed if name and (ROOT / name).is_file())
    return [name for name in there if not endings or name.endswith(endings)]


def bandit(tools):
    """Of the portal alone; what tests do is done to nobody."""
    files = [name for name in tracked(".py") if not name.startswith(("tests/", "bench/"))]
    _, said, _ = tools.run("bandit", "-q", "-f", "json", *files, seconds=LONGEST)
    answer = json.loads(said)
    assert not answer["errors"], answer["errors"]
    skipped = answer["metrics"]["_totals"]["skipped_tests"]
    print(f"bandit: {len(files)} files, {skipped} places marked as looked at")
    return [
        Finding("bandit", one["test_id"], one["filename"].removeprefix("./"), one["issue_text"])
        for one in answer["results"]
    ]


def secrets(tools):
    """Whatever looks like a key or a password, in every file of the repository."""
    files = [name for name in tracked() if not name.startswith(NO_CODE)]
    _, said, _ = tools.run("detect-secrets", "scan", *files, seconds=LONGEST)
    print(f"detect-secrets: {len(files)} files")
    return [
        Finding("detect-secrets", one["type"], name, f"line {one['line_number']}")
        for name, entries in json.loads(said)["results"].items()
        for one in entries
    ]


def semgrep(tools, scratch, rules):
    """What is wrong, in words, where it or its rules cannot be had."""
    folders = [name for name in os.listdir(ROOT) if (ROOT / name / "__init__.py").exists()]
    words = ["scan", "--json", "--metrics=off", "--disable-version-check", "--jobs=1", "--quiet"]
    places = sorted({*folders, "templates"} - {"tests", "bench"})
    for folder in rules.split(os.pathsep):
        words += ["--config", folder]
    code, said, errors = tools.run(
        "semgrep", *words, *places, seconds=THROUGH_ALL, env=os.environ | {"HOME": str(scratch)}
    )
    if code not in (0, 1) or not said.startswith("{"):
        return " ".join(errors.split())[-200:] or f"it ended with {code}"
    answer = json.loads(said)
    print(f"semgrep: {len(answer['paths']['scanned'])} files")
    return [
        Finding("semgrep", one["check_id"].split(".")[-1], one["path"], f"{one['start']['line']}")
        for one in answer["results"]
    ]
