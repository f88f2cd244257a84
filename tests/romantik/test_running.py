"""What the supervisor of bin/run does with programs that fall, and with what they write."""

import os
import subprocess
import sys
import time
from argparse import Namespace
from itertools import pairwise

import pytest

from romantik.running import preparation, processes
from romantik.running.processes import LONGEST_PAUSE, OLD_LOGS, Process
from romantik.running.supervisor import is_for_this_machine


class Fallen:
    """A program that has ended."""

    pid, returncode = 0, 1

    def poll(self):
        return 1


@pytest.fixture
def said(monkeypatch):
    lines = []
    monkeypatch.setattr(processes, "say", lines.append)
    return lines


@pytest.fixture
def program(settings, tmp_path, monkeypatch):
    """One that falls as soon as it is started."""
    settings.VAR_DIR = tmp_path
    (tmp_path / "log").mkdir()
    program = Process("web", ["false"])
    monkeypatch.setattr(processes, "launch", lambda *args, **streams: Fallen())
    monkeypatch.setattr(program, "signal", lambda number: None)
    program.start()
    return program


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


def test_what_falls_again_and_again_is_tried_for_ever_with_growing_pauses(
    program, said, monkeypatch
):
    clock = Clock()
    monkeypatch.setattr(processes.time, "monotonic", clock)
    program.started_at = clock.now - 3600
    starts = []
    monkeypatch.setattr(program, "start", lambda: starts.append(clock.now) or started(program))

    def started(program):
        program.started_at = clock.now

    for _ in range(600):
        program.look_after()
        clock.now += 0.5

    pauses = [later - sooner for sooner, later in pairwise(starts)]
    assert [round(pause) for pause in pauses[:7]] == [2, 2, 4, 8, 16, 32, LONGEST_PAUSE]
    assert set(map(round, pauses[6:])) == {LONGEST_PAUSE}
    assert said[0] == f"web has ended (1) and starts again; see {program.log.path}."
    assert said[1] == f"web has ended (1) and starts in 1 s; see {program.log.path}."


def test_a_program_that_falls_on_a_full_disk_is_told_apart(program, said, monkeypatch, settings):
    monkeypatch.setattr(processes, "there_is_room", lambda folder: False)

    program.look_after()

    assert said[-1] == (
        f"There is no room left in {settings.VAR_DIR}: it goes on as soon as there is."
    )


def test_logs_are_kept_through_starts_and_put_aside_when_they_are_long(program, monkeypatch):
    monkeypatch.setattr(processes, "LARGEST_LOG", 10)
    path = program.log.path
    for run in range(OLD_LOGS + 3):
        with path.open("a") as log:
            log.write(f"run {run} of many\n")
        program.log.rotate()

    kept = sorted(path.parent.glob("web*"))
    assert [file.name for file in kept] == [
        *(f"web.{number}.log" for number in range(1, OLD_LOGS + 1)),
        "web.log",
    ]
    assert kept[0].read_text() == "run 7 of many\n"
    assert path.read_text() == ""


def test_the_last_words_are_those_of_this_start(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / "web.log").write_text("an error of yesterday\n")
    program = Process("web", [sys.executable, "-c", "print('an error of today')"])
    assert program.log.last_words() == f"see {program.log.path}"

    program.start()
    program.running.wait()

    assert program.log.last_words() == "an error of today"
    assert program.log.path.read_text() == "an error of yesterday\nan error of today\n"


@pytest.mark.parametrize(
    ("host", "is_ours"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("0.0.0.0", False), ("::", False)],
)
def test_whoever_lets_others_in_is_told(host, is_ours):
    assert is_for_this_machine(host) is is_ours


@pytest.mark.django_db
def test_a_prepared_database_is_known_again_and_one_made_anew_is_not(
    settings, tmp_path, monkeypatch, capsys
):
    settings.VAR_DIR, settings.STATIC_ROOT = tmp_path, tmp_path
    program = [sys.executable, "-c", "print('Akun contoh')"]
    monkeypatch.setattr(
        preparation, "launch", lambda command, **more: subprocess.Popen(program, **more)
    )
    prepared = preparation.Preparation(Namespace(empty=False))
    applied = preparation.applied_migrations()

    assert ["accounts", "0001_initial"] in [row[:2] for row in applied]
    assert not prepared.is_known_to_be_done()
    prepared.run()
    assert prepared.is_known_to_be_done()

    monkeypatch.setattr(preparation, "applied_migrations", lambda: [*applied[:-1], "later"])
    assert not prepared.is_known_to_be_done()
    monkeypatch.setattr(preparation, "applied_migrations", lambda: None)  # nobody answers
    assert not prepared.is_known_to_be_done()


def test_a_first_start_reads_no_warning(tmp_path):
    """The supervisor loads no apps, of which Django warns whoever asks a database."""
    ask = "from romantik.running.preparation import applied_migrations as ask; print(ask())"
    told = subprocess.run(
        [sys.executable, "-c", ask],
        cwd=preparation.settings.BASE_DIR,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "romantik.settings",
            "ENV_FILE": os.devnull,
            "VAR_DIR": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=True,
    )

    assert (told.stdout, told.stderr) == ("None\n", "")


SIGNS = """
import signal, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(1); print('signed')"])
signal.signal(signal.SIGTERM, lambda *told: (child.wait(), sys.exit()))
print("began", flush=True)
time.sleep(60)
"""


def test_a_signature_under_way_is_finished_before_the_program_ends(settings, tmp_path):
    """It is made in a process of its own, which nobody tells to end."""
    settings.VAR_DIR = tmp_path
    (tmp_path / "log").mkdir()
    program = Process("web", [sys.executable, "-c", SIGNS])
    program.start()
    while "began" not in program.log.path.read_text():
        time.sleep(0.05)

    program.ask_to_end()
    program.wait(time.monotonic() + 20)

    assert program.log.path.read_text().split() == ["began", "signed"]
