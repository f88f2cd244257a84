"""A PostgreSQL of a trial's own that keeps what it has said it keeps, to be killed and frozen."""

import os
import shutil
import signal
import subprocess
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from urllib.parse import quote

from django.conf import settings

from tests.ops.conftest import wait_until

loader = SourceFileLoader("with_postgres", str(settings.BASE_DIR / "bin/with-postgres"))
with_postgres = module_from_spec(spec_from_loader(loader.name, loader))
loader.exec_module(with_postgres)


class Postgres:
    """One cluster in a folder, on a socket there."""

    def __init__(self, folder):
        folder.mkdir()
        self.folder, self.data, self.log = folder, folder / "data", folder / "log"
        self.programs = with_postgres.find_programs(folder)
        self.owner = with_postgres.find_owner()
        for place in (folder, *folder.rglob("*")) if self.owner else ():
            shutil.chown(place, self.owner)
        self._run("initdb", "-U", "romantik", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8")
        self.start()
        self._run("createdb", "-h", str(folder), "-U", "romantik", "romantik", places=False)

    @property
    def address(self):
        return f"postgres://romantik@{quote(str(self.folder), safe='')}/romantik"

    def start(self):
        options = f"-c listen_addresses='' -k {self.folder}"
        self._run("pg_ctl", "-w", "-l", str(self.log), "-o", options, "start")

    def stop(self):
        """In good order: lines are cut, new ones refused."""
        self._run("pg_ctl", "-w", "-m", "fast", "stop")

    def send(self, number):
        """A signal to each of its processes, the first one first."""
        for process in self.processes():
            os.kill(process, number)

    def kill(self):
        """As the machine's own end would; whoever starts it again finds nobody there."""
        killed = self.processes()
        self.send(signal.SIGKILL)
        wait_until(lambda: not any(_is_alive(process) for process in killed))
        for lock in (self.data / "postmaster.pid", *self.folder.glob(".s.PGSQL.*.lock")):
            lock.unlink()  # where nobody takes note of the dead their numbers seem to live on

    def processes(self):
        first = int((self.data / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{first}/task/{first}/children")
        return [first, *map(int, children.read_text().split())] if children.exists() else []

    def _run(self, program, *arguments, places=True):
        place = ["-D", str(self.data)] if places else []
        subprocess.run(
            [str(self.programs / program), *place, *arguments],
            user=self.owner,
            cwd="/",
            check=True,
            stdout=subprocess.DEVNULL,
        )


def _is_alive(process):
    """Not what nobody has taken note of yet (a zombie)."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
