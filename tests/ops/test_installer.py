"""Steps of deploy/install beside stand-ins; bin/deploy-test runs it on real machines."""

import os
import re
import shutil
import subprocess
import sys

import pytest
from django.conf import settings

from romantik.environment import ValidationError
from romantik.running.queue import addresses, broker_address

SCRIPT = settings.BASE_DIR / "deploy" / "install"
STAND_INS = """
install() { mkdir -p "$(dirname "$9")"; cp "$8" "$9"; }
stat() { echo root:root:600; }
chown() { echo "chown $*" >>"$deeds"; }
chmod() { echo "chmod $*" >>"$deeds"; }
keys_in() { cat "$deeds.redis/$1" 2>/dev/null || echo 0; }
nginx() { [ ! -e "$deeds.broken" ]; }
systemctl() { echo "systemctl $*" >>"$deeds"; }
is_booted() { :; }
"""


class Machine:
    """The functions of the script, its folders below one of ours."""

    def __init__(self, folder):
        self.folder, self.deeds = folder, folder / "deeds"
        functions = SCRIPT.read_text().partition("\n[ $# -lt 2 ]")[0]
        for path in ("/etc/nginx", "/etc/romantik", "/etc/logrotate.d", "/opt/", "/var/"):
            functions = functions.replace(path, f"{folder}{path}")
        functions = re.sub("^here=.*$", "", functions, flags=re.MULTILINE)
        begin = f"here={settings.BASE_DIR} deeds={self.deeds}\n"
        self.script = f"{begin}{functions}\n{STAND_INS}"
        self.enabled = folder / "etc/nginx/sites-enabled/romantik"
        self.enabled.parent.mkdir(parents=True)
        (folder / "etc/romantik/tls").mkdir(parents=True)
        (folder / "etc/romantik/tls/fullchain.pem").touch()

    def run(self, step, name="romantik.example.go.id", **env):
        """The exit code of one step, and all that it said; its deeds are counted anew."""
        self.deeds.write_text("")
        command = ["sh", "-c", f'{self.script}\n{step}\necho "$changed changes"', "sh", name]
        done = subprocess.run(
            command, capture_output=True, text=True, stdin=subprocess.DEVNULL, env=env or None
        )
        return done.returncode, done.stdout + done.stderr


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


def test_a_site_that_was_changed_is_mended_counted_and_nginx_told(machine):
    assert machine.run("proxy")[0] == 0
    assert "0 changes" in machine.run("proxy")[1]
    assert machine.deeds.read_text() == ""

    site = machine.folder / "etc/nginx/sites-available/romantik"
    rules = site.read_text()
    site.write_text("# nothing")
    assert "1 changes" in machine.run("proxy")[1]
    assert machine.deeds.read_text() == "systemctl reload-or-restart nginx\n"
    assert site.read_text() == rules
    assert "server_name romantik.example.go.id;" in rules


def test_a_site_that_nginx_does_not_take_does_not_keep_its_other_sites_away(machine):
    (machine.folder / "deeds.broken").touch()
    code, said = machine.run("proxy")
    assert (code, "it was taken out again" in said) == (1, True)
    assert not machine.enabled.is_symlink()


def test_databases_of_redis_that_another_program_fills_are_left_to_it(machine):
    """Number 3 is taken, so the pair of 2 and 3 is, too; 0 and 1 hold a little."""
    (machine.folder / "deeds.redis").mkdir()
    for number in (0, 3):
        (machine.folder / f"deeds.redis/{number}").write_text("7")
    code, said = machine.run("settings", EMAIL_URL="smtp://127.0.0.1:25", PATH=os.environ["PATH"])

    env = machine.folder / "etc/romantik/env"
    assert code == 0, said
    assert "REDIS_URL=redis://127.0.0.1:6379/4\n" in env.read_text()
    tasks, cache = addresses("redis://127.0.0.1:6379/4")
    assert (tasks, cache) == ("redis://127.0.0.1:6379/4", "redis://127.0.0.1:6379/5")


def test_a_redis_without_room_or_with_a_password_ends_the_installation_in_words(machine):
    (machine.folder / "deeds.redis").mkdir()
    for number in range(16):
        (machine.folder / f"deeds.redis/{number}").write_text("NOAUTH Authentication required.")
    given = {"EMAIL_URL": "smtp://127.0.0.1:25", "PATH": os.environ["PATH"]}

    code, said = machine.run("settings", **given)
    assert (code, "Redis has no two empty databases" in said) == (1, True)
    mine = "redis://:sandi@127.0.0.1:6379/6"
    assert machine.run("settings", REDIS_URL=mine, **given)[0] == 0
    assert f"REDIS_URL={mine}\n" in (machine.folder / "etc/romantik/env").read_text()


def test_an_address_without_a_number_means_what_it_meant():
    assert addresses("redis://:s@host:6379") == (
        "redis://:s@host:6379/0",
        "redis://:s@host:6379/1",
    )
    with pytest.raises(ValidationError, match="redis://host:6379/2"):
        broker_address("redis://host:6379/tugas")


def test_settings_from_another_machine_become_readable_for_the_portal(machine):
    env = machine.folder / "etc/romantik/env"
    env.write_text("SECRET_KEY=x\nPORTAL_URL='https://romantik.example.go.id'\n")
    assert machine.run("settings")[0] == 0
    assert machine.deeds.read_text() == f"chown root:romantik {env}\nchmod 640 {env}\n"

    code, said = machine.run("settings", "lain.example.go.id")
    assert (code, "is not the name in PORTAL_URL" in said) == (1, True)


@pytest.mark.parametrize("sign", ['"', "\\", "$"])
def test_what_would_break_the_settings_is_refused_before_it_is_written(machine, sign):
    address = f"submission://a:b{sign}c@mail.example:587"
    code, said = machine.run("settings", EMAIL_URL=address, PATH="/usr/bin:/bin")
    assert (code, "as %22" in said) == (1, True)
    assert not (machine.folder / "etc/romantik/env").exists()

    mended = address.replace(sign, "%22")
    assert machine.run("settings", EMAIL_URL=mended, PATH="/usr/bin:/bin")[0] == 0
    assert f'EMAIL_URL="{mended}"' in (machine.folder / "etc/romantik/env").read_text()


def test_no_settings_or_keys_that_lie_there_come_into_a_release(machine):
    """A release is readable for everybody, and so is an image."""
    lies = ("manage.py", ".env", ".env.example", ".env.lama", ".env-old", ".env~", ".env.e")
    lies += ("kunci-cadangan.txt", "kepala.p12", "romantik-1.tar.zst.age")
    source = machine.folder / "source"
    (source / "deploy").mkdir(parents=True)
    shutil.copytree(settings.BASE_DIR / "deploy/upgrade", source / "deploy/upgrade")
    lies += ("inner-tls/portal/own.key", "certificates/token.key", "copies/old.sql")
    for name in lies:
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).touch()
    listed = machine.run(f"here={source}; packed | tar -t")[1].split()
    tools = "import sys; sys.path.insert(0, 'deploy/upgrade'); import tools; print(*tools.code())"
    command = [sys.executable, "-B", "-c", tools]
    copied = subprocess.run(command, cwd=source, capture_output=True, text=True).stdout.split()

    assert {name for name in lies if f"./{name}" in listed} == {"manage.py", ".env.example"}
    assert {name for name in lies if name in copied} == {"manage.py", ".env.example"}
    left_out = (settings.BASE_DIR / ".dockerignore").read_text().split()
    assert {".env*", "!.env.example", "kunci-*", "**/*.age", "**/*.p12"} <= set(left_out)
    assert {"inner-tls", "certificates", "copies"} <= set(left_out)
