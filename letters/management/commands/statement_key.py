from django.core.management.base import BaseCommand

from letters import statements


class Command(BaseCommand):
    """Makes the key pair that signs what the QR codes of letters say."""

    help = "Make the first key for the statements in QR codes; with --new, the next one."

    def add_arguments(self, parser):
        parser.add_argument("--new", action="store_true", help="another key, which signs from now")

    def handle(self, *, new, **options):
        key = statements.newest_key()
        if new or key is None:
            key = statements.new_key()
        self.stdout.write(f"Statements are signed with the key {key}.")
