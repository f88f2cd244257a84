"""`manage.py maintenance`: the portal is read only for a while, and people are told why."""

from datetime import datetime

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from romantik.interface import clock_time
from romantik.serving import maintenance


class Command(BaseCommand):
    """Begin it with a reason, end it, or say whether it is under way."""

    help = "Makes the portal read only for a while, with a reason that people read, or ends that."

    def add_arguments(self, parser):
        """Take what to do, the reason, and when it should be over."""
        parser.add_argument("what", nargs="?", choices=["begin", "end"])
        parser.add_argument("--reason", default=maintenance.UNTOLD, help="a sentence")
        parser.add_argument("--until", type=datetime.fromisoformat, help="2026-12-01T06:00")

    def handle(self, *args, what, reason, until, **options):
        """Do it and say how it stands now."""
        if until and timezone.is_naive(until):
            until = timezone.make_aware(until)
        if until and until <= timezone.now():
            raise CommandError("--until is over already.")
        if what == "begin":
            maintenance.begin(reason, until)
        elif what == "end":
            maintenance.end()
        now = maintenance.current()
        when = f" until {clock_time(now.until)}" if now and now.until else ""
        self.stdout.write(f"Read only{when}: {now.reason}" if now else "Everything is open.")
