"""A Debian of its own that boots: mmdebstrap, systemd-nspawn, and a network to the outside."""

import contextlib
import os
import shlex
import shutil
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
NAME = "romantik.example.go.id"
NET = "10.63.7"
PATHS = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


class Failed(Exception):
    """One sentence."""


class Machine:
    """Its root lies in the folder; `leader` is its first process as seen from here."""

    def __init__(self, suite, folder):
        self.suite, self.folder, self.root = suite, folder, folder / "root"
        self.leader = None

    def make(self):
        line = ["mmdebstrap", "--quiet", "--variant=minbase", "--include=systemd-sysv,dbus"]
        run([*line, self.suite, str(self.root)], timeout=900)
        (self.root / "etc/hosts").write_text(f"127.0.0.1 localhost {NAME}\n")
        shutil.copy("/etc/resolv.conf", self.root / "etc/resolv.conf")
        if bundle := os.environ.get("SSL_CERT_FILE"):
            shutil.copy(bundle, self.root / "root/ca.pem")
        source = self.root / "root/romantik"
        source.mkdir()
        listed = run(["git", "-C", str(ROOT), "ls-files", "-z", "-co", "--exclude-standard"]).split(
            "\0"
        )
        for name in filter(None, listed):
            if (ROOT / name).is_file():
                (source / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, source / name, follow_symlinks=False)
        return f"{self.size()} MB"

    @contextlib.contextmanager
    def booted(self):
        """Until the end of the block."""
        line = ["systemd-nspawn", "--quiet", "--register=no", "--keep-unit", "--resolv-conf=off"]
        line += [f"--network-namespace-path=/run/netns/{network.name}", "-bD", str(self.root)]
        environment = os.environ | {"SYSTEMD_NSPAWN_UNIFIED_HIERARCHY": "1"}
        with open(self.folder / "boot.log", "ab") as log:
            said = {"stdin": subprocess.DEVNULL, "stdout": log, "stderr": log}
            nspawn = subprocess.Popen(line, env=environment, **said)
        try:
            children = Path(f"/proc/{nspawn.pid}/task/{nspawn.pid}/children")
            self.leader = until(lambda: children.read_text().split(), 20, "systemd did not boot")[0]
            until(
                lambda: (
                    self.inside("systemctl is-system-running", fails=True).strip()
                    in ("running", "degraded")
                ),
                90,
                "systemd did not come up",
            )
            yield
        finally:
            with contextlib.suppress(Failed):
                self.inside("systemctl poweroff", fails=True)
            with contextlib.suppress(subprocess.TimeoutExpired):
                nspawn.wait(120)
            nspawn.kill()

    def inside(self, command, *, fails=False, timeout=1800):
        """What the command says there."""
        line = ["nsenter", "-t", self.leader, "-m", "-u", "-i", "-n", "-p", "-C", "-r", "-w"]
        words = ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root"]
        if (self.root / "root/ca.pem").exists():
            words += ["SSL_CERT_FILE=/root/ca.pem", "PIP_CERT=/root/ca.pem"]
        return run([*line, "env", "-i", *words, "sh", "-c", command], fails=fails, timeout=timeout)

    def bounded(self, command):
        """What the command says as a service of the portal, in the bounds of its units."""
        line = "systemd-run --quiet --pipe --wait --collect --unit=romantik-trial.service"
        return self.inside(f"{line} sh -c {shlex.quote(command)}")

    def size(self):
        return int(run(["du", "-smx", str(self.root)]).split()[0])


@contextlib.contextmanager
def network():
    """A namespace whose one line leads through this machine to the outside."""
    network.name = name = f"romantik-{os.getpid()}"
    here, there = f"rt{os.getpid()}", ["ip", "-n", name]
    forward = Path("/proc/sys/net/ipv4/ip_forward")
    before = forward.read_text()
    masquerade = ["POSTROUTING", "-s", f"{NET}.0/30", "-j", "MASQUERADE"]
    try:
        run(["ip", "netns", "add", name])
        run(["ip", "link", "add", here, "type", "veth", "peer", "name", "host0", "netns", name])
        run(["ip", "addr", "add", f"{NET}.1/30", "dev", here])
        run(["ip", "link", "set", here, "up"])
        run([*there, "addr", "add", f"{NET}.2/30", "dev", "host0"])
        run([*there, "link", "set", "host0", "up"])
        run([*there, "link", "set", "lo", "up"])
        run([*there, "route", "add", "default", "via", f"{NET}.1"])
        forward.write_text("1")
        run(["iptables", "-t", "nat", "-A", *masquerade])
        yield
    finally:
        run(["iptables", "-t", "nat", "-D", *masquerade], fails=True)
        run(["ip", "netns", "del", name], fails=True)
        forward.write_text(before)


def run(line, *, fails=False, timeout=60):
    done = subprocess.run(line, capture_output=True, text=True, timeout=timeout)
    if done.returncode and not fails:
        raise Failed(f"{shlex.join(line[-3:])[:300]}\n{(done.stdout + done.stderr)[-3000:]}")
    return done.stdout + (done.stderr if done.returncode else "")


def until(looked, seconds, otherwise):
    """What is seen, once it is something."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if seen := looked():
            return seen
        time.sleep(1)
    raise Failed(f"{otherwise} after {seconds} s")


def expect(is_so, said):
    if not is_so:
        raise Failed(f"found instead: {said}")
