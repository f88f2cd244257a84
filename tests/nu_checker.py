"""The Nu checker, which tells whether pages are valid HTML, from the package that carries it."""

import json
import os
import subprocess
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from romantik.running.machine import NU_CHECKER, find_tool

A_PIECE = '<!doctype html><html lang="id"><title>Sepotong</title><main>{}</main></html>'


def mistakes(pages):
    """What is wrong in pages, and in pieces that htmx puts into them; {} is a pass.

    One Java machine for all of them, and what is the same for several people is looked at once.
    Without the checker the test is skipped, but never in CI.
    """
    found, names = defaultdict(list), {html: name for name, html in pages.items()}
    with TemporaryDirectory() as folder:
        for number, html in enumerate(names):
            whole = html.lstrip().lower().startswith("<!doctype")
            Path(folder, f"{number}.html").write_text(html if whole else A_PIECE.format(html))
        for message in _say(folder):
            html = list(names)[int(Path(message["url"]).stem)]
            found[names[html]].append(f"{message['message']} {message.get('extract', '')}")
    return dict(found)


def _say(folder):
    java = find_tool("java")
    if not (java and NU_CHECKER.is_file()):
        reason = "the Nu checker needs Java and vnu-jar of npm (bin/setup test)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    command = [java, "-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", NU_CHECKER]
    command += ["--errors-only", "--exit-zero-always", "--stdout", "--format", "json", folder]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    return json.loads(said.stdout)["messages"]
