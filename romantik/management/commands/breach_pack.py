"""`manage.py breach_pack`: who was affected, what was read, drafts of both notifications."""

import os
from datetime import datetime
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import Office, User
from requests_app.models import Submission
from romantik.breach.gathering import Breach
from romantik.breach.packing import pack


class Command(BaseCommand):
    """Write the pack and say what is in it."""

    help = "Gathers what a notification of a breach of personal data needs, as a ZIP."

    def add_arguments(self, parser):
        """Take a time, and if they are known accounts and files."""
        parser.add_argument("--since", required=True, type=moment, help="2026-03-01T08:00")
        parser.add_argument("--until", required=True, type=moment)
        parser.add_argument("--known", type=moment, help="when it became known; now, if not given")
        parser.add_argument("--office", help="code of one office; all, if not given")
        parser.add_argument("--account", action="append", default=[], help="a mailbox, repeatable")
        parser.add_argument("--file", action="append", default=[], help="a file's code, repeatable")
        parser.add_argument("--out", default=".", help="folder for the ZIP, readable for you only")

    def handle(self, *args, **options):
        """Refuse what is not known: a pack that leaves something out silently is dangerous."""
        if options["since"] >= options["until"]:
            raise CommandError("--since must be before --until.")
        office = None
        if options["office"]:
            (office,) = named(Office, "code", [options["office"]])
        breach = Breach(
            since=options["since"],
            until=options["until"],
            known_at=options["known"] or timezone.localtime(),
            office=office,
            accounts=named(User, "email", [one.lower() for one in options["account"]]),
            files=named(Submission, "code", [one.upper() for one in options["file"]]),
        )
        path = Path(options["out"]) / f"kejadian-data-{timezone.localtime():%Y%m%d-%H%M%S}.zip"
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:  # often a folder of root's, while the portal's user writes
            raise CommandError(f"{path}: {error.strerror}; name another --out.") from error
        with os.fdopen(descriptor, "wb") as file:
            for piece in pack(breach):
                file.write(piece)
        self.stdout.write(f"{path}: {len(breach.affected())} affected; tell them and the")
        self.stdout.write(f"authority until {breach.told_by:%Y-%m-%d %H:%M %Z} (article 46).")


def moment(text):
    """Read a moment; without a zone it is the portal's."""
    read = datetime.fromisoformat(text)
    return read if read.tzinfo else timezone.make_aware(read)


def named(model, column, wanted):
    """Find every one of them, or fail."""
    found = {getattr(row, column): row for row in model.objects.filter(**{f"{column}__in": wanted})}
    if missing := [one for one in wanted if one not in found]:
        raise CommandError(f"There is no {model._meta.model_name} {', '.join(missing)}.")
    return list(found.values())
