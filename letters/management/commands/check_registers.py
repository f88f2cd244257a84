from django.core.management import BaseCommand, CommandError

from letters.registers import faults


class Command(BaseCommand):
    """Say whether every register is whole; the nightly task does the same and tells the admins."""

    help = "Checks that no number of a letter or an identity is missing or there twice."

    def handle(self, **options):
        found = faults()
        for office, sentence in found:
            self.stderr.write(f"{office}: {sentence}")
        if found:
            raise CommandError(f"{len(found)} registers are not whole.")
        self.stdout.write("All registers are whole.")
