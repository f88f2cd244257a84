from django.core.management import BaseCommand

from norms.findings import OVER, findings


class Command(BaseCommand):
    """Name what of the law has run out, is awaited, unread or an estimate."""

    help = "Names limits whose deed has run out, was not read, or is awaited; 1 if one has run out."

    def handle(self, **options):
        found = findings()
        for finding in found:
            self.stdout.write(f"{finding.title}: {finding.key}: {finding.words}")
        if not found:
            self.stdout.write("Nothing is to be done.")
        if any(finding.sort == OVER for finding in found):
            raise SystemExit(1)
