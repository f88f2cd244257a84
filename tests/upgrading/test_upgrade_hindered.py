"""`bin/upgrade` where something is in the way: who serves then, and what is said."""

import fcntl
import os
import shutil

from tests.upgrading.test_upgrade import BACK, ENGINE, OLD, containers, deeds, machine

__all__ = ("containers", "machine")  # fixtures


def test_two_at_once_do_not_take_each_other_for_the_version_from_before(machine):
    held = os.open(machine.top, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    assert machine.upgrade() == (1, "bin/upgrade: another upgrade is at work.")
    os.close(held)
    assert machine.done() == []
    assert machine.upgrade()[0] == 0


def test_going_back_to_what_does_not_answer_takes_back_what_served(machine):
    machine.upgrade()
    machine.broken = {"0.9.0"}
    code, said = machine.upgrade("--back")
    assert (code, said.endswith("what served until now stays.")) == (1, True)
    assert (machine.serving(), machine.serving("before")) == ("1.0.0", "0.9.0")


def test_the_old_version_comes_back_though_its_static_files_cannot_be_written(machine):
    machine.broken = {"1.0.0"}
    old = machine.top / "releases" / OLD / "bin" / "romantik"
    old.write_text(old.read_text() + 'test "$1" != collectstatic\n')
    code, said = machine.upgrade()
    assert (code, said.endswith("the old one serves again.")) == (1, True)
    assert machine.done()[-2:] == BACK
    assert machine.serving() == "0.9.0"


def test_the_folder_of_releases_may_lie_elsewhere(machine, tmp_path):
    machine.top.rename(tmp_path / "disk")
    machine.top.symlink_to("disk")
    assert machine.upgrade()[0] == 0
    assert (machine.serving(), machine.serving("before")) == ("1.0.0", "0.9.0")


def test_who_may_not_write_there_is_told_so(machine):
    machine.top.chmod(0o555)
    if os.geteuid() == 0:  # root may write anywhere, by a right that can be laid down
        machine.through = ("setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override")
    code, said = machine.upgrade()
    machine.top.chmod(0o755)
    assert (code, "run this as root" in said, machine.done()) == (1, True, [])


def test_what_the_machine_refuses_is_told_in_a_sentence(machine):
    """A full disk, too, is an error of the system with a name."""
    shutil.rmtree(machine.top / "releases" / OLD)
    code, said = machine.upgrade()
    assert (code, "No such file or directory. Give the command again" in said) == (1, True)


def test_neither_releases_nor_docker_is_told_in_a_sentence(machine, tmp_path):
    shutil.rmtree(machine.top)
    machine.settings["COMPOSE"] = "no-such-docker compose"
    code, said = machine.upgrade()
    assert (code, said.endswith("nor no-such-docker is here.")) == (1, True)


def test_containers_that_do_not_start_make_room_for_the_old_ones(containers, tmp_path):
    """`docker compose up` itself fails: something was switched, so it is switched back."""
    docker = tmp_path / "programs" / "docker"
    fails = 'case "$*" in *" up -d "*) [ -e "$DEEDS.back" ] || exit 1 ;; *siap*) exit 1 ;; esac\n'
    docker.write_text(ENGINE + fails)
    code, said = containers.upgrade()
    assert code == 1
    assert "nothing was switched" not in said
    assert "docker tag romantik:before romantik" in deeds(containers)
