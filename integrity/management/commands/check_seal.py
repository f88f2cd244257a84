from django.core.management.base import BaseCommand, CommandError

from integrity.sealing import differences, is_genuine


class Command(BaseCommand):
    """Compares seals that were kept elsewhere (mail, file) with the events of today."""

    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("line", nargs="+", help="a whole line of SEALS_FILE or of a mail")

    def handle(self, *, line, **options):
        for seal in line:
            if not is_genuine(seal):
                raise CommandError("Segel ini tidak dibuat dengan kunci portal ini.")
            _, count, _, last, digest, at, *_ = seal.split()
            if found := list(differences(count=int(count), last=int(last), digest=digest)):
                raise CommandError(" ".join(found))
            self.stdout.write(f"cocok: {count} catatan sampai {at} masih utuh")
