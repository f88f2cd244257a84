from django.core.management.base import BaseCommand, CommandError

from files.outside import Trouble
from integrity import outside
from integrity.sealing import differences, is_genuine


class Command(BaseCommand):
    """Compares seals that were kept elsewhere (mail, file, bucket) with the events of today."""

    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("line", nargs="*", help="a whole line of SEALS_FILE or of a mail")
        parser.add_argument(
            "--outside", action="store_true", help="the newest ones that lie at BACKUP_TARGET"
        )

    def handle(self, *, line, **options):
        for seal in [*line, *(kept_outside() if options["outside"] else ())]:
            if not is_genuine(seal):
                raise CommandError("Segel ini tidak dibuat dengan kunci portal ini.")
            _, count, _, last, digest, at, *_ = seal.split()
            if found := list(differences(count=int(count), last=int(last), digest=digest)):
                raise CommandError(" ".join(found))
            self.stdout.write(f"cocok: {count} catatan sampai {at} masih utuh")


def kept_outside():
    try:
        found = list(outside.lines())
    except Trouble as trouble:
        raise CommandError(str(trouble)) from trouble
    if not found:
        raise CommandError("Tidak ada segel di tempat cadangan.")
    return found
