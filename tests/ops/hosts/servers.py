"""PostgreSQL on two servers, a pool before one: what a test may kill, freeze and promote."""

import os
import shutil
import subprocess
from pathlib import Path

from django.conf import settings

from tests.ops.conftest import free_port, wait_until
from tests.ops.faults.postgres import Postgres

USER = DATABASE = "romantik"
QUICK = "fsync = off\nfull_page_writes = off\nautovacuum = off\nmax_connections = 60\n"
QUICK += "wal_retrieve_retry_interval = 200ms\n"
POOL = """
[databases]
{database} = host={host} dbname={database}
[pgbouncer]
listen_addr =
unix_socket_dir = {folder}
listen_port = {port}
pool_mode = transaction
default_pool_size = {size}
max_client_conn = 100
auth_type = trust
auth_file = {folder}/users
logfile = {folder}/log
pidfile = {folder}/pid
"""


class Server(Postgres):
    """One that a test may have killed."""

    @property
    def is_running(self):
        return (self.data / "postmaster.pid").exists()


class Primary(Server):
    """The server that is written to, with the tables of the tests' own database."""

    def __init__(self, folder, filled_from):
        super().__init__(folder)
        self.stop()
        with (self.data / "postgresql.conf").open("a") as configuration:
            configuration.write(QUICK)
        self.start()
        self.fill(filled_from)

    def fill(self, address):
        """Tables and the rows that migrations made, as `pg_dump` writes them."""
        dump = subprocess.Popen(
            [self.program("pg_dump"), "--no-owner", "--no-acl", address], stdout=subprocess.PIPE
        )
        command = [self.program("psql"), "-q", "-h", str(self.folder), "-U", USER]
        load = [*command, "-v", "ON_ERROR_STOP=1", DATABASE]
        subprocess.run(load, stdin=dump.stdout, stdout=subprocess.DEVNULL, check=True)
        assert dump.wait() == 0

    def program(self, name):
        return str(self.programs / name)


class Replica(Server):
    """A server that follows another one's stream."""

    def __init__(self, folder, leader):
        folder.mkdir()
        self.folder, self.data, self.log = folder, folder / "data", folder / "log"
        self.programs, self.owner = leader.programs, leader.owner
        if self.owner:
            shutil.chown(folder, self.owner)
        self._run("pg_basebackup", "-h", str(leader.folder), "-U", USER, "-R", "-c", "fast", "-N")
        self.start()

    def promote(self):
        """Make it the one that is written to."""
        self._run("pg_ctl", "-w", "promote")


class Pool:
    """PgBouncer in transaction mode, with fewer lines to the server than people have to it."""

    def __init__(self, folder, server, users, size=3):
        self.folder, self.port = folder, free_port()
        folder.mkdir()
        folder.chmod(0o777)
        (folder / "users").write_text("".join(f'"{user}" ""\n' for user in users))
        names = {"host": server.folder, "folder": folder, "port": self.port, "size": size}
        file = folder / "pgbouncer.ini"
        file.write_text(POOL.format(database=DATABASE, **names))
        program = shutil.which("pgbouncer", path=f"{os.environ['PATH']}:/usr/sbin")
        assert program, "PgBouncer is missing; as root: apt-get install pgbouncer"
        self.process = subprocess.Popen(
            [program, "-q", str(file)], user=server.owner, stdout=subprocess.DEVNULL, cwd="/"
        )
        wait_until((folder / f".s.PGSQL.{self.port}").exists, 10)

    def end(self):
        self.process.terminate()
        self.process.wait(10)


def with_place(database, folder, port="", **facts):
    """The settings of a line to a server that listens there."""
    place = {"HOST": str(folder), "PORT": str(port), "NAME": DATABASE, "USER": USER}
    return database | place | {"OPTIONS": {}, "PASSWORD": ""} | facts


def in_tests_own_database():
    """The address of the tests' database, for programs of PostgreSQL."""
    name = settings.DATABASES["default"]["NAME"]
    address = os.environ["TEST_DATABASE_URL"]
    return address.rpartition("/")[0].replace("postgres://", "postgresql://") + f"/{name}"


def removed(folder):
    shutil.rmtree(Path(folder), ignore_errors=True)
