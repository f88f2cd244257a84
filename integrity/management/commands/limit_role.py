from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from psycopg2 import sql

SCRATCH = "_uji"  # ends the name of a database that is only there to be tried out
UNCHANGEABLE = ("events_event", "integrity_seal")

LIMITED = """
    SELECT rolcanlogin AND NOT (rolsuper OR rolcreatedb OR rolcreaterole)
    FROM pg_roles WHERE rolname = %s
"""


class Command(BaseCommand):
    """Makes the role of PostgreSQL under which web and workers run, without rights over rules.

    It reads and writes rows, but owns no table: it cannot switch off triggers, and it can neither
    change nor delete events and seals. Run it as the owner of the tables, after each migration.
    """

    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("role")
        parser.add_argument(
            "--scratch",
            action="store_true",
            help="also make an empty database of the role's own, in which backups are tried",
        )

        parser.add_argument(
            "--limits",
            choices=settings.PATIENCE,
            help="also let PostgreSQL end what takes too long, where a pool hands no options on",
        )

    def handle(self, *, role, scratch, limits, **options):
        if connection.vendor != "postgresql":
            raise CommandError("Hanya PostgreSQL yang mengenal peran basis data.")
        with transaction.atomic(), connection.cursor() as cursor:
            self._make(cursor, role)
            for statement in (*grants(role), *limited(role, limits)):
                cursor.execute(statement)
        if scratch:
            self._make_scratch(role)
        self.stdout.write(f"{role}: membaca dan menulis; tidak mengubah riwayat dan aturannya")

    def _make(self, cursor, role):
        """One that is limited already is left alone: then the owner need not be a superuser."""
        cursor.execute(LIMITED, [role])
        found = cursor.fetchone()
        if found != (True,):
            verb = "ALTER" if found else "CREATE"
            statement = sql.SQL(verb + " ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE")
            cursor.execute(statement.format(sql.Identifier(role)))
        if password := settings.WEB_DATABASE_PASSWORD:
            statement = sql.SQL("ALTER ROLE {} PASSWORD {}")
            cursor.execute(statement.format(sql.Identifier(role), sql.Literal(password)))

    def _make_scratch(self, role):
        """No transaction may be around the making of a database."""
        name = connection.settings_dict["NAME"] + SCRATCH
        line = connection.copy()
        try:
            with line.cursor() as cursor:
                cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
                if not cursor.fetchone():
                    statement = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0")
                    cursor.execute(statement.format(sql.Identifier(name), sql.Identifier(role)))
        finally:
            line.close()


def limited(role, kind):
    """Milliseconds for a statement, a lock and idle hands, by what the role works at."""
    for name, milliseconds in settings.PATIENCE[kind].items() if kind else ():
        words = sql.SQL("ALTER ROLE {} SET {} = {}")
        names = sql.Identifier(role), sql.Identifier(name)
        yield words.format(*names, sql.Literal(milliseconds))


def grants(role):
    """What the role may do, everything anew: a table made by the last migration is included."""
    name = sql.Identifier(role)
    own = [sql.Identifier(table) for table in UNCHANGEABLE]
    for words in (
        "GRANT USAGE ON SCHEMA public TO {role}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
        "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}",
        "REVOKE UPDATE, DELETE ON {events} FROM {role}",
    ):
        yield sql.SQL(words).format(role=name, events=sql.SQL(", ").join(own))
