from django.core.management.base import BaseCommand, CommandError

from accounts.links import first_admin_link
from accounts.models import Office, User


class Command(BaseCommand):
    help = "Prints the address that makes the first admin, while nobody has an account yet."

    def handle(self, *args, **options):
        if User.objects.exists():
            raise CommandError("Somebody has an account already; an admin adds the others.")
        if not Office.objects.exists():
            raise CommandError("There is no office yet; run: python manage.py reference")
        self.stdout.write(first_admin_link())
