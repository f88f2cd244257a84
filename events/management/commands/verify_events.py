from django.core.management.base import BaseCommand, CommandError

from events.chain import verify


class Command(BaseCommand):
    """Walk the chain of events and name the first row that is not as it was recorded."""

    help = __doc__

    def handle(self, **options):
        count, damage = verify()
        if damage:
            raise CommandError(damage)
        self.stdout.write(f"semua {count} catatan utuh")
