from django.core.management import BaseCommand

from requests_app.activities.publishing import rebuild


class Command(BaseCommand):
    """Derive every public row, the vocabulary and the index from the recommended submissions."""

    help = "Makes the catalogue and its search index anew."

    def handle(self, **options):
        count = rebuild()
        if options["verbosity"] > 0:
            self.stdout.write(f"{count} recommended activities in the catalogue.")
