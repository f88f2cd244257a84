"""`manage.py first_admin`: make the first person who can log in; he invites the others."""

from getpass import getpass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from accounts.models import Office, Role, StaffRole, User


class Command(BaseCommand):
    """Ask for the person and make him the administrator of an office."""

    help = "Makes the first administrator of an office; he invites the others in the portal."

    def add_arguments(self, parser):
        """Take the office, the person and, for scripts, the password from standard input."""
        parser.add_argument("--office", default="6302", help="the office's code (6302)")
        parser.add_argument("--email")
        parser.add_argument("--name")

    def handle(self, *args, office, email, name, **options):
        """Make the person, unless the office already has an administrator."""
        workplace = Office.objects.filter(code=office).first()
        if not workplace:
            raise CommandError(f"There is no office {office}; run manage.py reference first.")
        if StaffRole.objects.filter(role=Role.ADMIN, user__office=workplace).exists():
            raise CommandError(f"Office {office} has an administrator, who can add others.")
        email = (email or input("E-mail: ")).strip().lower()
        name = (name or input("Name: ")).strip()
        password = getpass("Password: ")
        try:
            validate_email(email)
            validate_password(password, User(email=email, name=name))
            take_on(workplace, email=email, name=name, password=password)
        except ValidationError as problem:
            raise CommandError(" ".join(problem.messages)) from problem
        except IntegrityError as problem:
            raise CommandError(f"{email} belongs to somebody already.") from problem
        self.stdout.write(f"{email} can log in now.")


@transaction.atomic
def take_on(office, *, email, name, password):
    """Take the person on as the portal itself, with a password and a confirmed mailbox."""
    facts = {"email": email, "name": name, "password": password}
    person = User.objects.take_on(by=None, office=office, roles=[Role.ADMIN], **facts)
    person.emailaddress_set.create(email=person.email, verified=True, primary=True)
