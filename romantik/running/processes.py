"""Programs under the supervisor's roof: started so that they cannot outlive it unnoticed."""

import contextlib
import ctypes
import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings

from romantik.environment import refuse
from romantik.running.room import there_is_room

MARK = "ROMANTIK_SUPERVISED"
PR_SET_PDEATHSIG = 1
PATIENCE = 30  # seconds a process may take to end
STEADY = 60  # seconds that a program has run when its falls are forgotten
LONGEST_PAUSE = 60  # seconds between two tries
LARGEST_LOG, OLD_LOGS = 5_000_000, 5  # bytes of a log; how many older ones are kept


class Process:
    """One program of the portal, started again when it falls, ever later, and never given up."""

    def __init__(self, name, command):
        self.name, self.command = name, command
        self.log = Log(settings.VAR_DIR / "log" / f"{name}.log")
        self.running = None
        self.falls = 0  # one soon after the other
        self.started_at = self.due_at = 0.0

    def start(self):
        """Start the program, writing on into its own log."""
        self.started_at = time.monotonic()
        with self.log.path.open("ab") as log:
            self.running = launch(self.command, stdout=log, stderr=subprocess.STDOUT)

    def look_after(self):
        """Start the program again if it has ended, once the pause after its last fall is over."""
        self.log.rotate()
        if self.running.poll() is None:
            return
        if not self.due_at:
            self._note_fall()
        if time.monotonic() >= self.due_at:
            self.due_at = 0.0
            self.signal(signal.SIGKILL)  # to what it had started: a clock of its own would go on
            try:
                self.start()
            except OSError as problem:  # no room, no memory: that, too, passes
                say(f"{self.name} cannot be started ({problem.strerror}).")

    def _note_fall(self):
        now = time.monotonic()
        self.falls = self.falls + 1 if now - self.started_at < STEADY else 1
        pause = min(2 ** (self.falls - 2), LONGEST_PAUSE) if self.falls > 1 else 0
        self.due_at = now + pause
        when = f"in {pause} s" if pause else "again"
        code = self.running.returncode
        say(f"{self.name} has ended ({code}) and starts {when}; see {self.log.path}.")
        if not there_is_room(settings.VAR_DIR):
            say(f"There is no room left in {settings.VAR_DIR}: it goes on as soon as there is.")

    def ask_to_end(self):
        """Tell the program alone: it ends its own in good order, a signature under way last."""
        if self.running:
            self.running.send_signal(signal.SIGTERM)

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


class Log:
    """What one program writes, the last megabytes of it, through all its starts."""

    def __init__(self, path):
        self.path = path
        self.began = path.stat().st_size if path.exists() else 0  # where this run's lines begin

    def rotate(self):
        """Put the log aside when it has grown long; the program writes on into the same file."""
        with contextlib.suppress(OSError):  # no room for a copy: later, then
            if self.path.stat().st_size < LARGEST_LOG:
                return
            for number in range(OLD_LOGS, 1, -1):
                older = self.path.with_suffix(f".{number - 1}.log")
                if older.exists():
                    older.replace(self.path.with_suffix(f".{number}.log"))
            shutil.copy(self.path, self.path.with_suffix(".1.log"))
            os.truncate(self.path, 0)
            self.began = 0

    def last_words(self):
        """The last line since this run began."""
        with self.path.open("rb") as log:
            log.seek(self.began)
            lines = log.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else f"see {self.path}"


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
