"""What belongs into an archive beside the database."""

from django.conf import settings

from events import reads
from events.models import Mail
from files.storing.unnamed import fields
from integrity.inspections import KINDS
from letters.archive import name_of
from letters.models import Attempt, Letter

STATEMENT_KEYS, SEAL_KEY, SEALS = "statement-keys", "seal-key.pem", "seals.txt"


def named(alias):
    """Every stored file that rows name: {name in the storage: its SHA-256, "" if unknown}."""
    found = dict.fromkeys([*_attached(alias), *_of_fields(alias)], "")
    for digest in _of_letters(alias):
        found[name_of(digest)] = digest
    for inspection in KINDS.values():
        for row in inspection.rows().using(alias).order_by("pk").iterator(chunk_size=500):
            found |= dict(inspection.files(row))
    return found


def _attached(alias):
    """To mails: letters, and appointments for calendars."""
    lists = Mail.objects.using(alias).exclude(attachments=[]).values_list("attachments", flat=True)
    for attachments in lists.iterator(chunk_size=500):
        yield from (name for name, *_ in attachments)


def _of_fields(alias):
    for model, field in fields():
        rows = model._base_manager.using(alias).exclude(**{field.attname: ""})
        yield from rows.values_list(field.attname, flat=True).iterator(chunk_size=500)


def _of_letters(alias):
    """Those that are not issued yet, too: read by the head, or signed and about to be issued."""
    for model in (Letter, Attempt):
        rows = model.objects.using(alias).order_by("pk")
        for digests in rows.values_list("unsigned_sha256", "signed_sha256").iterator():
            yield from filter(None, digests)


def waiting_reads():
    """What staff read and is no row yet: lines of files that are entered, and gone, in minutes.

    Taken before the database, for a line that is in both is entered once.
    """
    for path in sorted(reads.folder().glob("*.jsonl")):
        try:
            yield f"reads/{path.name}", path.read_bytes()
        except (FileNotFoundError, PermissionError):  # entered just now; or nobody enters it
            continue


def signing_keys():
    """What signs QR codes and seals: nobody could make it again. Name and path of each."""
    if settings.STATEMENT_KEYS.is_dir():
        for path in sorted(filter(lambda each: each.is_file(), settings.STATEMENT_KEYS.iterdir())):
            yield f"{STATEMENT_KEYS}/{path.name}", path
    for name, path in ((SEAL_KEY, settings.SEAL_KEY), (SEALS, settings.SEALS_FILE)):
        if path.is_file():
            yield name, path


def place_of_key(name):
    """Where a key of an archive belongs here."""
    places = {SEAL_KEY: settings.SEAL_KEY, SEALS: settings.SEALS_FILE}
    return places.get(name) or settings.STATEMENT_KEYS / name.removeprefix(f"{STATEMENT_KEYS}/")
