from cryptography.hazmat.primitives.serialization import Encoding
from django.core.management.base import BaseCommand, CommandError

from letters.checking.stored import faults_of
from letters.models import Letter
from letters.signing.roots import trusted_roots


class Command(BaseCommand):
    """Checks every issued letter again: bytes, signature, certificate, and what is recorded."""

    help = "Check every issued letter again, and name the first that fails; with --all, every one."

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="go on after a letter that fails")

    def handle(self, *, all, **options):
        roots = [root.public_bytes(Encoding.PEM).decode() for root in trusted_roots()]
        letters = (
            Letter.objects.exclude(signed_sha256="").select_related("submission").order_by("pk")
        )
        failed = 0
        for letter in letters.iterator(chunk_size=100):
            faults = faults_of(letter, roots)
            if not faults:
                continue
            failed += 1
            told = f"{letter.number} ({letter.spoken_token}): {'; '.join(faults)}"
            if not all:
                raise CommandError(told)
            self.stderr.write(told)
        if failed:
            raise CommandError(f"{failed} letters fail.")
        self.stdout.write(f"All {letters.count()} letters are whole.")
