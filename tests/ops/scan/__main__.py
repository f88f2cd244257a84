"""`bin/scan`: run the tools, compare what they find with the reasons, print the figures."""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.ops.scan import reasons
from tests.ops.scan.tools import Tools


def main():
    """Whether all that was found has its reason, and every reason what it is about."""
    options = read_options()
    found, ran, began = [], set(), time.monotonic()
    tools = Tools()
    with tempfile.TemporaryDirectory(prefix="romantik-scan-") as scratch:
        for part in options.parts or PARTS:
            for tool, findings in PARTS[part](tools, Path(scratch), options):
                ran.add(tool)
                found += findings
                print(f"{tool}: {len(findings)} found", flush=True)
    unexplained, stale = reasons.compare(found, reasons.read(), ran)
    for finding in unexplained:
        print(f"WITHOUT A REASON: {finding}")
    for reason in stale:
        print(f"A REASON FOR NOTHING ANY MORE: {reason}")
    minutes = (time.monotonic() - began) / 60
    print(f"{len(found)} found, {len(unexplained)} without a reason, in {minutes:.1f} minutes")
    return not unexplained


def code(tools, scratch, options):
    from tests.ops.scan import code

    yield from code.look(tools, scratch)


def deps(tools, scratch, options):
    from tests.ops.scan import deps

    yield from deps.look(tools, scratch)


def web(tools, scratch, options):
    from tests.ops.scan import web

    yield from web.look(tools, scratch, seconds=options.minutes * 60, people=options.people)


PARTS = {"code": code, "deps": deps, "web": web}


def read_options():
    parser = argparse.ArgumentParser(prog="bin/scan")
    parser.add_argument("parts", nargs="*", metavar="|".join(PARTS), help="default: all")
    parser.add_argument("--minutes", type=float, default=2.5, help="for each web tool and person")
    parser.add_argument("--people", nargs="*", help="as whom: anonymous, agency, front_desk …")
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}")
    return options


if __name__ == "__main__":
    sys.exit(not main())
