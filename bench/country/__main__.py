"""A country's worth of files: what each page costs beside a million of them, against 10,000.

    .venv/bin/python bin/with-postgres .venv/bin/python -m bench.country
    … -m bench.country --rows 100000 --offices 553 --times 5 [--only "search"]

10,000 files of ten years in one office, and the same again with as many beside them as are asked
for: in that office, or in others. Two databases on one server, looked at in turn, so that other
work falls on both alike. They stay on the server that TEST_DATABASE_URL names for the next run
(`--anew` throws them away first); with bin/with-postgres they go with it.
"""

import argparse
import contextlib
import os
import time

import bench.ground  # noqa: F401  sets Django up
from bench.country.pages import DEEP_PAGE, FIRST_PAGE

SMALL = 10_000


def main():
    """Make what is missing, look, print; exit 1 where a goal is missed."""
    asked = arguments()
    small, big = "country_small", f"country_{asked.rows}_{asked.offices}"
    from django.db import connection
    from django.test.utils import setup_test_environment

    if connection.vendor != "postgresql":
        raise SystemExit("On PostgreSQL only: bin/with-postgres before the command.")
    setup_test_environment()
    if asked.anew:
        drop(big)
        drop(small)
    if make(small, "template0"):
        fill_small(small)
    if make(big, small):
        fill(big, asked.rows - SMALL, asked.offices)
    for name in (small, big):
        ready(name)
    raise SystemExit(not compare(small, big, asked))


def arguments():
    parser = argparse.ArgumentParser("bench.country")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--offices", type=int, default=1)
    parser.add_argument("--times", type=int, default=5, help="looks at each page")
    parser.add_argument("--only", default="", help="pages whose name contains this")
    parser.add_argument("--anew", action="store_true", help="throw kept databases away")
    return parser.parse_args()


def server(statement, given=()):
    """Say something to the server outside of any database of ours."""
    from django.db import connection

    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement, given)
        return cursor.fetchall() if cursor.description else []


def drop(name):
    server(f'DROP DATABASE IF EXISTS "{name}"')


def make(name, template):
    """A new database, copied from that one; False where it is there already."""
    if server("SELECT 1 FROM pg_database WHERE datname = %s", [name]):
        return False
    server(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return True


def ready(name):
    """Bring a database to today's tables and let PostgreSQL know it."""
    from django.core.management import call_command
    from django.db import connection

    from bench.country.watch import use

    use(name)
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


@contextlib.contextmanager
def told(words):
    began = time.perf_counter()
    yield
    print(f"{words} in {time.perf_counter() - began:.0f} s", flush=True)


def fill_small(name):
    """One office with its people and 10,000 files."""
    from django.core.management import call_command

    from bench.country import cast
    from bench.country.rows import Filler
    from bench.country.watch import use
    from requests_app.board import keeping

    use(name)
    call_command("migrate", verbosity=0)
    office, contact = cast.first_office()
    with told(f"{SMALL:,} files made"):
        Filler([office], contact).add(0, SMALL)
    with told("their sums made"):
        keeping.amend()


def fill(name, rows, offices):
    """As many more in the same office, or in others."""
    from bench.country import cast
    from bench.country.rows import Filler
    from bench.country.watch import use
    from requests_app.board import keeping

    use(name)
    ours = cast.known_office()
    where = cast.other_offices(offices - 1) if offices > 1 else [ours]
    with told(f"{rows:,} files made"):
        Filler(where, "").add(SMALL, rows)
    with told("their sums made"):
        keeping.amend()


def compare(small, big, asked):
    """Look at both in turn; True where every goal is reached."""
    from bench.country.cast import Cast
    from bench.country.pages import KEPT, looks
    from bench.country.watch import middle, spent, use

    found, limits = {}, {}
    for _ in range(asked.times):
        for name in (small, big):
            backend = use(name)
            for page, (look, limit) in looks(Cast()).items():
                if asked.only in page or page == FIRST_PAGE:
                    look()
                    limits[page] = min(limit, KEPT) if asked.offices > 1 else limit
                    found.setdefault((name, page), []).append(spent(look, backend))
    reached = True
    print(f"load {os.getloadavg()[0]:.1f}; ms in Python + in PostgreSQL, middle of {asked.times}")
    for page, limit in limits.items():
        before, beside = (middle(found[name, page]) for name in (small, big))
        if page.startswith(DEEP_PAGE):
            before = middle(found[big, FIRST_PAGE])
        reached &= told_of(page, before, beside, limit)
    return reached


def told_of(page, before, beside, limit):
    """One line of the table; True where the goal is reached."""
    ratio = beside.total / before.total
    print(
        f"{page:<32} {before.own:7.1f} +{before.database:7.1f} {beside.own:7.1f} "
        f"+{beside.database:8.1f} {beside.queries:3d} queries {ratio:6.2f} times, goal {limit}: "
        f"{'ok' if ratio <= limit else 'MISSED'}"
    )
    return ratio <= limit


if __name__ == "__main__":
    main()
