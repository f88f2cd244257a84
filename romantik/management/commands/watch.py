"""`manage.py watch`: looks at all parts of the portal and mails the admins what is bad."""

import time

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from romantik.watching import alarms, beginning


class Command(BaseCommand):
    """Look once, or again and again: a service of its own, which needs neither queue nor worker."""

    help = "Looks at all parts of the portal and mails the admins what is bad or well again."

    def add_arguments(self, parser):
        """Take how often to look."""
        parser.add_argument("--every", type=int, metavar="SECONDS", help="go on looking")

    def handle(self, *args, every, **options):
        """Look, and say what was seen; code 1 for what is bad or could not be told."""
        beginning.watch("watch")
        while every:
            self.say(*alarms.look())
            connection.close()  # a lost one is asked for anew
            time.sleep(every)
        bad, is_told = alarms.look()
        self.say(bad, is_told)
        if bad or not is_told:
            raise CommandError(f"{bad} parts are bad.")

    def say(self, bad, is_told):
        """One line a look."""
        self.stdout.write(f"{bad} bad{'' if is_told else ', and nobody could be told'}")
        self.stdout.flush()
