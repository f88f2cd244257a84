from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from letters.signing import demonstration


class Command(BaseCommand):
    """Makes a key for trying out the certificate page; only in a demonstration."""

    help = "Write a PKCS#12 container for a person of the demonstration, under its own root."

    def add_arguments(self, parser):
        parser.add_argument("email", help="the person's mail address")
        parser.add_argument("file", type=Path, help="where to write the container (.p12)")

    def handle(self, *, email, file, **options):
        if not settings.DEMONSTRATION:
            raise CommandError("Keys of this kind exist only in a demonstration.")
        person = User.objects.filter(email=email.lower()).first()
        if person is None:
            raise CommandError(f"Nobody has the mail address {email}.")
        file.write_bytes(demonstration.container_for(person))
        file.chmod(0o600)
        self.stdout.write(f"{file}: passphrase {demonstration.PASSPHRASE}")
