"""`manage.py demo`: three months at the office, acted out, and who can log in then."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from accounts.models import Office, User
from requests_app.models import Submission


class Command(BaseCommand):
    """Fill an empty database with a demonstration, or say who can log in to it."""

    help = "Acts out three months at BPS Kabupaten Kotabaru in an empty database."

    def add_arguments(self, parser):
        """Take --accounts."""
        parser.add_argument(
            "--accounts", action="store_true", help="only print who can log in to it"
        )

    def handle(self, *args, accounts, **options):
        """Act out the demonstration, or print its accounts."""
        if not settings.DEMONSTRATION:
            raise CommandError("A demonstration is acted out only where DEMONSTRATION is on.")
        if accounts:
            self.print_accounts()
            return
        self.require_empty_database()
        from romantik.demonstration.stage import act_out

        count = act_out()
        if options["verbosity"] > 0:
            self.stdout.write(f"{count} submissions acted out.")
            self.print_accounts()

    def require_empty_database(self):
        """Nobody's own work is mixed with the demonstration."""
        if Submission.objects.exists() or User.objects.exists():
            raise CommandError("The database holds people or submissions already; nothing done.")
        if not Office.objects.filter(code="6302").exists():
            raise CommandError("There is no office 6302 yet; run: python manage.py reference")

    def print_accounts(self):
        """A table of the people, with what they need to log in and to sign."""
        from letters.signing.demonstration import PASSPHRASE

        rows = list(account_rows())
        if rows:
            rows = [("Role", "Name", "E-mail", "Password"), *rows]
            widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
            for row in rows:
                self.stdout.write("  ".join(map(str.ljust, row, widths)).rstrip())
            self.stdout.write(f"Passphrase of the head's certificate: {PASSPHRASE}")
        else:
            self.stdout.write("There are no demonstration accounts here; log in with your own.")
        mailbox = f"{settings.PORTAL_URL}{reverse('mailbox')}"
        self.stdout.write(f"Mailbox with every mail: {mailbox}")


def account_rows():
    """(role, name, e-mail, password) of each person of the demonstration who is here."""
    from romantik.demonstration import cast

    emails = [each.email for each in cast.STAFF]
    for applicant in cast.APPLICANTS:
        emails += [cast.person_email(key) for key, _, _ in applicant.people]
    people = User.objects.active().select_related("agency").in_bulk(emails, field_name="email")
    for email in emails:
        if email in people:
            person = people[email]
            yield spoken_role(person), person.name, email, cast.PASSWORD


def spoken_role(person):
    """What he is: his role at the office, or the agency he speaks for."""
    if person.agency is None:
        return person.role_labels
    name = person.agency.name.removesuffix(" Kabupaten Kotabaru")
    return name if person.agency.is_approved else f"{name} (not approved yet)"
