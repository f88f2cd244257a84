from django.core.management import BaseCommand

from guestbook.models import Visit


class Command(BaseCommand):
    """Erase visitors' data that has been kept long enough; the nightly task does the same."""

    help = "Erases name, organization, contact and purpose of visits older than the setting."

    def handle(self, **options):
        self.stdout.write(f"{Visit.objects.erase_old()} visits erased.")
