import contextlib
import sys
from pathlib import Path

import pyrage
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from backups import shelf
from backups.restoring import restore
from files.outside import Trouble, outside

CHECKS = ("verify_events", "verify_letters", "check_registers", "check_catalogue")


class Command(BaseCommand):
    """Puts database and private files back from a backup, into DATABASE_URL and PRIVATE_ROOT."""

    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("archive", help="a file, a name at BACKUP_TARGET, or: terbaru")
        parser.add_argument("--key", required=True, help="file with the private key; - reads it")
        parser.add_argument("--replace", action="store_true", help="also over what stands here")
        parser.add_argument("--drill", action="store_true", help="run every check afterwards")

    def handle(self, *, archive, key, replace, drill, **options):
        try:
            identities = identities_in(key)
            with opened(archive) as (name, source):
                done = restore(source, identities, name=name, replace=replace)
        except Trouble as trouble:
            raise CommandError(str(trouble)) from trouble
        self.stdout.write(
            f"Dipulihkan ke keadaan {done.at}: {done.events} catatan, {done.files} berkas. "
            f"{done.held} surel yang belum terkirim menunggu keputusan orang."
        )
        for name in done.missing:
            self.stderr.write(f"tidak ada di dalam cadangan: {name}")
        for check in CHECKS if drill else CHECKS[:1]:
            call_command(check, stdout=self.stdout, stderr=self.stderr)


@contextlib.contextmanager
def opened(archive):
    """Its name, and its bytes: a file here, or one at the place of backups."""
    path = Path(archive)
    if path.is_file():
        with path.open("rb") as file:
            yield path.name, file
        return
    place = outside()
    if place is None:
        raise Trouble(f"Tidak ada berkas {archive}, dan BACKUP_TARGET belum diatur.")
    found = shelf.find(place, archive)
    with place.reading(found.name) as file:
        yield found.name, file


def identities_in(key):
    """The private keys of a file as age-keygen writes it, or of standard input."""
    try:
        text = sys.stdin.read() if key == "-" else Path(key).read_text()
    except (OSError, UnicodeDecodeError) as error:
        raise Trouble("Berkas kunci tidak dapat dibaca.") from error
    lines = (line.strip() for line in text.splitlines())
    try:
        found = [
            pyrage.x25519.Identity.from_str(line)
            for line in lines
            if line and not line.startswith("#")
        ]
    except pyrage.IdentityError as error:
        raise Trouble("Berkas itu bukan kunci age (AGE-SECRET-KEY-1…).") from error
    if not found:
        raise Trouble("Berkas kunci kosong.")
    return found
