"""The packages that production installs, against what is known to be wrong with them."""

import json
import os
import re
from pathlib import Path

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from tests.ops.scan.reasons import Finding
from tests.ops.scan.tools import ROOT

LONGEST = 120  # seconds
LOCK = ROOT / "requirements" / "prod.txt"
PINNED = re.compile(r"^([\w.-]+)(?:\[[\w,-]+\])?==([^\s;\\]+)", re.M)


def look(tools, scratch):
    pinned = {canonicalize_name(name): v for name, v in PINNED.findall(LOCK.read_text())}
    if folder := os.environ.get("ADVISORIES"):
        yield "advisories", list(told_in(Path(folder), pinned))
        return
    found = audited(tools)
    if found is None:
        print("pip-audit: NOT RUN, the service of advisories is not reachable; ADVISORIES=FOLDER")
    else:
        print(f"pip-audit: {len(pinned)} packages")
        yield "pip-audit", found


def audited(tools):
    """By pip-audit, which asks a service; None where that does not answer."""
    words = [
        "--disable-pip",
        "--no-deps",
        "--require-hashes",
        "-r",
        LOCK,
        "-s",
        "osv",
        "-f",
        "json",
    ]
    _, said, _ = tools.run("pip-audit", *words, "--progress-spinner", "off", seconds=LONGEST)
    if not said.startswith("{"):
        return None
    return [
        Finding("pip-audit", known["id"], one["name"], known["description"][:120])
        for one in json.loads(said)["dependencies"]
        for known in one.get("vulns", ())
    ]


def told_in(folder, pinned):
    """By a copy of pypa/advisory-database: which advisories hold for the versions we lock."""
    import yaml

    looked, newest = 0, ""
    for name, version in pinned.items():
        for file in sorted((folder / "vulns" / name).glob("*.yaml")):
            advisory, looked = yaml.safe_load(file.read_text("utf-8")), looked + 1
            newest = max(newest, str(advisory.get("modified", ""))[:10])
            if not advisory.get("withdrawn") and holds_for(advisory, name, version):
                words = " ".join(advisory.get("details", "").split())[:120]
                yield Finding("advisories", advisory["id"], name, f"{version}: {words}")
    print(f"advisories: {looked} about {len(pinned)} packages, the newest of {newest or 'never'}")


def holds_for(advisory, name, version):
    for affected in advisory.get("affected", ()):
        if canonicalize_name(affected["package"]["name"]) == name:
            listed = affected.get("versions", ())
            if version in listed or any(map(within(version), affected.get("ranges", ()))):
                return True
    return False


def within(version):
    """Whether the version lies between what brought the fault in and what mended it."""

    def inside(span):
        is_bad = False
        for event in span["events"] if span["type"] == "ECOSYSTEM" else ():
            for kind, at in event.items():
                try:
                    reached = at == "0" or Version(version) >= Version(at)
                    past = Version(version) > Version(at) if kind == "last_affected" else reached
                except InvalidVersion:
                    continue
                is_bad = is_bad or reached if kind == "introduced" else is_bad and not past
        return is_bad

    return inside
