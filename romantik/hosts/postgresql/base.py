"""Finds the server that is written to among several, and leaves one that no longer is."""

import time

from django.db.backends.postgresql import base
from django.db.utils import DatabaseErrorWrapper
from django.utils.functional import cached_property

from romantik.patience import sharing

READ_ONLY = "25006"  # the state of a refused write: the server follows another now
answered_last = {}  # alias: the server that was written to, for all threads of the process


class Errors(DatabaseErrorWrapper):
    """Tells errors in Django's kinds; a line to a server that only reads is not used again."""

    def __exit__(self, kind, problem, traceback):
        if getattr(problem, "pgcode", None) == READ_ONLY:
            self.wrapper.close_at = time.monotonic()
        super().__exit__(kind, problem, traceback)


class DatabaseWrapper(base.DatabaseWrapper):
    """One line to the database, wherever it is just now."""

    before_commit = ()  # each is asked before COMMIT, and may refuse it by an error

    @cached_property
    def wrap_database_errors(self):
        return Errors(self)

    def get_new_connection(self, params):
        """Ask the servers one by one, first the one that answered last; each gets its share."""
        servers = servers_of(params)
        if len(servers) == 1:
            return super().get_new_connection(params)
        last = answered_last.get(self.alias)
        trouble = None
        with sharing(len(servers)):
            for server in sorted(servers, key=lambda server: server != last):
                try:
                    line = super().get_new_connection(params | server)
                except self.Database.OperationalError as problem:
                    trouble = problem
                else:
                    answered_last[self.alias] = server
                    return line
        raise trouble

    def _commit(self):
        try:
            for ask in self.before_commit:
                ask()
        except Exception:
            self.rollback()  # what follows a commit is forgotten, too
            raise
        super()._commit()

    def chunked_cursor(self):
        """A pool hands each transaction to another server: without one no cursor stays open."""
        if self.settings_dict.get("POOLED") and not self.in_atomic_block:
            return self._cursor()
        return super().chunked_cursor()


def servers_of(params):
    """Host and port of each server that the address names."""
    hosts, ports = str(params.get("host", "")).split(","), str(params.get("port", "")).split(",")
    if len(hosts) == 1:
        return [{}]
    ports = ports if len(ports) == len(hosts) else ports * len(hosts)
    return [
        {"host": host} | ({"port": port} if port else {})
        for host, port in zip(hosts, ports, strict=True)
    ]
