"""How the databases are used: SQLite or PostgreSQL, and those of Redis."""


def with_options(database, pooled=False):
    """Return a database that somebody chose, with the options of its kind.

    A pool (PgBouncer in transaction mode) knows no session: limits are the role's, and cursors
    live in transactions alone (`romantik/hosts/postgresql`).
    """
    if "sqlite" in database["ENGINE"]:
        return sqlite(database["NAME"])
    return database | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "POOLED": pooled}


def sqlite(name):
    """Return the database that needs no server.

    A writer waits its turn from the start: a reader that wants to write later would fail at once.
    Connections stay open: whoever opens the first one needs room on the disk, even to read.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
            "PRAGMA cache_size=-64000; PRAGMA mmap_size=268435456;",
        },
    }
