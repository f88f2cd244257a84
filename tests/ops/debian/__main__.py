"""bin/deploy-test: what is missing on this machine, one trial after the other, and the verdict."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from tests.ops.debian.machine import Failed
from tests.ops.debian.trial import Trial

TOOLS = {
    "mmdebstrap": "mmdebstrap",
    "systemd-nspawn": "systemd-container",
    "ip": "iproute2",
    "iptables": "iptables",
    "nsenter": "util-linux",
}
SUITES = ("bookworm", "trixie")


def main(suites, keep):
    missing = [package for tool, package in TOOLS.items() if not shutil.which(tool)]
    if os.geteuid() != 0:
        sys.exit("Run this as root: it boots a Debian of its own.")
    if missing:
        sys.exit(f"Missing: apt-get install --no-install-recommends {' '.join(missing)}")
    failed = False
    for suite in suites:
        folder = Path(tempfile.mkdtemp(prefix=f"romantik-{suite}-"))
        try:
            Trial(suite, folder).run()
        except Failed as problem:
            failed = True
            print(f"{suite}: FAILED: {problem}")
        finally:
            if keep:
                print(f"{suite}: kept in {folder}")
            else:
                shutil.rmtree(folder)
    print("something failed" if failed else "all of it works")
    return failed


if __name__ == "__main__":
    wanted = [suite for suite in SUITES if suite in sys.argv[1:]] or SUITES
    sys.exit(main(wanted, "--keep" in sys.argv))
