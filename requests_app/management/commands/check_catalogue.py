from django.core.management import BaseCommand, CommandError

from requests_app.activities.publishing import faults


class Command(BaseCommand):
    """Say whether the catalogue says what the submissions say; `rebuild_catalogue` mends it."""

    help = "Checks that catalogue and search index are what the submissions make them."

    def handle(self, **options):
        count = 0
        for sentence in faults():
            self.stderr.write(sentence)
            count += 1
        if count:
            raise CommandError(f"{count} faults; run: python manage.py rebuild_catalogue")
        self.stdout.write("The catalogue is whole.")
