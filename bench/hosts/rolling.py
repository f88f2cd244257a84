"""An upgrade one host after the other, under load: is anything refused, lost or doubled?

    .venv/bin/python bin/with-postgres .venv/bin/python -m bench.hosts.rolling [--since v1.0.0]

Two web hosts and two workers with a clock each, all of production's own commands, share PostgreSQL,
queue and private files, and no other folder; HAProxy (Debian's) stands before them with the lines
of deploy/hosts. They begin with the older commit and the tables of its time. Meanwhile an agency
files, an examiner proposes, a head signs, and two read, all through HAProxy. Then, as
deploy/hosts/site.yml does it: the tables of this commit, and host after host. Goal: no request
without its answer, no mail and no number lost or doubled, all checks whole. Some minutes.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import bench.ground  # noqa: F401  sets Django up
from bench.hosts.crowd import Crowd
from bench.hosts.installation import Installation, unpack

SETTLE, LONG = 15, 180  # seconds under load before and after; until all mails have left
SEEN = 6  # until HAProxy has seen that a host is back
CHECKS = ("verify_events", "verify_letters", "check_registers", "check_catalogue")


def main():
    parser = argparse.ArgumentParser("bench.hosts.rolling", description=__doc__.splitlines()[0])
    parser.add_argument("--since", default="v1.0.0", help="the older commit")
    options = parser.parse_args()
    if "TEST_DATABASE_URL" not in os.environ:
        sys.exit("On PostgreSQL only: bin/with-postgres before the command.")
    with tempfile.TemporaryDirectory(prefix="rolling-") as name, ExitStack() as stack:
        folder = Path(name)
        old, new = unpack(options.since, folder / "old"), unpack("HEAD", folder / "new")
        portal = stack.enter_context(Installation(folder, old))
        print(f"{options.since} serves, load {os.getloadavg()[0]:.1f}", flush=True)
        with Crowd(portal) as crowd:
            time.sleep(SETTLE)
            began = time.monotonic()
            portal.prepare(new)
            for host in (*portal.webs, *portal.workers):
                portal.restart(host, new)
                print(f"{time.monotonic() - began:5.0f} s  {host} is new; {crowd}", flush=True)
                time.sleep(SEEN)
            time.sleep(SETTLE)
        portal.wait_for_mails(LONG)
        return judge(portal, crowd)


def judge(portal, crowd):
    """Print what became of everything; True where the goal is reached."""
    for check in CHECKS:
        portal.manage(check)
    kept = portal.facts()
    sent = Counter(mail["Message-ID"] for mail in portal.mail_server.mails)
    found = {
        "failed": crowd.failed,
        "submissions lost": sorted(set(crowd.submitted) - set(kept["submitted"])),
        "letters lost": sorted(set(crowd.signed) - set(kept["signed"])),
        "numbers doubled": twice(Counter(kept["numbers"])),
        "numbers lost": sorted(set(range(1, len(kept["sequence"]) + 1)) ^ set(kept["sequence"])),
        "mails not sent": kept["waiting"],
        "mails lost": sorted(set(kept["sent"]) - set(sent)),
        "mails doubled": twice(sent),
    }
    print(f"{crowd}; {len(kept['sent'])} mails, {len(kept['numbers'])} letters")
    for what, which in found.items():
        print(f"{what:<18} {len(which)}{': ' + str(which[:5]) if which else ''}")
    return not any(found.values()) and bool(crowd.signed)


def twice(counted):
    return sorted(name for name, count in counted.items() if count > 1)


if __name__ == "__main__":
    try:
        sys.exit(not main())
    except subprocess.CalledProcessError as problem:
        sys.exit(f"{problem}\n{problem.stdout or ''}{problem.stderr or ''}")
