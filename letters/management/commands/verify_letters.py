from django.core.management import BaseCommand, CommandError

from letters import archive
from letters.models import Letter
from letters.signing import SigningError
from letters.signing.checking import seal_of
from letters.signing.roots import trusted_roots


class Command(BaseCommand):
    """Re-check every issued letter: its bytes, its digest, its signature and its report.

    Whether the certificate is still valid today is not asked: that was settled on the day of the
    signature, and the report says so. Names the first letter that fails.
    """

    help = "Checks the stored bytes and the signature of every issued letter."

    def handle(self, **options):
        roots, count = trusted_roots(), 0
        for letter in Letter.objects.published().select_related("report").order_by("pk").iterator():
            if damage := self._damage(letter, roots):
                raise CommandError(f"{letter.number} ({letter.office_id}): {damage}")
            count += 1
        self.stdout.write(f"All {count} letters are whole.")

    def _damage(self, letter, roots):
        """What is wrong with the letter, in a few words; empty when all is well."""
        try:
            archive.read(letter.unsigned_sha256)
            seal = seal_of(archive.read(letter.signed_sha256), roots)
        except OSError as error:
            return str(error)
        except SigningError:
            return "the stored file does not carry exactly one readable signature"
        if not (seal.intact and seal.whole_file):
            return "the signature does not cover the stored file, or the file was changed"
        if seal.fingerprint != letter.certificate_fingerprint:
            return "the signature is by another certificate than the row says"
        if not hasattr(letter, "report") or letter.report.sha256 != letter.signed_sha256:
            return "the validation report is missing or about another file"
        return ""
