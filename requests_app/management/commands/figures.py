from django.core.management.base import BaseCommand, CommandError

from requests_app.board import keeping


class Command(BaseCommand):
    """Checks the figures of the board against the files, or sets them right."""

    help = "Check the figures of the board against the files; with --rebuild, set them right."

    def add_arguments(self, parser):
        parser.add_argument("--rebuild", action="store_true", help="count everything anew")

    def handle(self, *, rebuild, **options):
        wrong = keeping.restate() if rebuild else 0
        lacking = keeping.amend() if rebuild else keeping.differences()
        for (ledger, key), count in lacking.items():
            self.stderr.write(f"{ledger.__name__} {' '.join(map(str, key))}: {count:+}")
        if rebuild:
            keeping.fold()
            self.stdout.write(f"{wrong} files and {len(lacking)} sums were set right.")
        elif lacking:
            raise CommandError(f"{len(lacking)} sums are wrong; run: manage.py figures --rebuild")
        else:
            self.stdout.write("All figures are right.")
