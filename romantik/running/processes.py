"""Programs under the supervisor's roof: started so that they cannot outlive it unnoticed."""

import contextlib
import ctypes
import fcntl
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings

from romantik.environment import refuse

MARK = "ROMANTIK_SUPERVISED"
PR_SET_PDEATHSIG = 1
PATIENCE = 10  # seconds a process may take to end
RESTARTS = 5  # in a minute, before we give up


class Process:
    """One program of the portal, started again when it falls."""

    def __init__(self, name, command):
        self.name, self.command = name, command
        self.log = settings.VAR_DIR / "log" / f"{name}.log"
        self.starts = []
        self.running = None

    def start(self, mode="ab"):
        """Start the program, writing into its own log."""
        self.starts = [at for at in self.starts if at > time.monotonic() - 60] + [time.monotonic()]
        with self.log.open(mode) as log:
            self.running = launch(self.command, stdout=log, stderr=subprocess.STDOUT)

    def restart_if_fallen(self):
        """Start the program again if it has ended; give up when it falls again and again."""
        if self.running.poll() is None:
            return
        if len(self.starts) > RESTARTS:
            raise RuntimeError(f"{self.name} fails again and again; see {self.log}.")
        say(f"{self.name} has ended ({self.running.returncode}) and starts again; see {self.log}.")
        self.signal(signal.SIGKILL)  # to what it had started: a clock of its own would go on
        self.start()

    def signal(self, number):
        """Send a signal to the program and everything it started."""
        if self.running:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.running.pid, number)

    def wait(self, until):
        """Wait until the program has ended, or end it by force when time is up."""
        if self.running:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.running.wait(max(0.1, until - time.monotonic()))
            self.signal(signal.SIGKILL)
            self.running.wait()


def launch(command, **streams):
    """Start a program in a process group of its own, marked as ours, that dies with us."""
    parent = os.getpid()
    return subprocess.Popen(
        command,
        cwd=settings.BASE_DIR,
        env=os.environ | {MARK: str(settings.VAR_DIR)},
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=lambda: die_with(parent),
        **streams,
    )


def die_with(parent):
    """Ask the kernel, in the child, to end it when the supervisor dies."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGTERM)


def say(sentence):
    """Tell the person at the terminal."""
    print(sentence, flush=True)


class only_one:  # noqa: N801  reads as words where it is used
    """Let one supervisor at a time serve from this folder; its death frees the lock."""

    def __enter__(self):
        self.file = (settings.VAR_DIR / "supervisor.lock").open("a+")
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self.file.seek(0)
            refuse(f"it already runs from this folder as process {self.file.read().strip()}.")
        self.file.truncate(0)
        self.file.write(str(os.getpid()))
        self.file.flush()

    def __exit__(self, *problem):
        self.file.close()


def end_leftovers():
    """End processes of an earlier supervisor that was killed."""
    until = time.monotonic() + PATIENCE
    while left := leftovers():
        for process in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGTERM if time.monotonic() < until else signal.SIGKILL)
        time.sleep(0.1)


def leftovers():
    """Return the processes that carry the mark of this folder's supervisor."""
    mark = f"{MARK}={settings.VAR_DIR}".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (folder / "environ").read_bytes().split(b"\0"):
                found.append(int(folder.name))
        except OSError:
            continue
    return found
