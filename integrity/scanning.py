"""Files that were taken while the virus scanner was away, or before there was one, are scanned
later; what it finds then is put where nobody gets it, and its keepers are told."""

import logging
import time

from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from files.scanning import Away, Infected, is_clean
from files.sniffing import Unfit
from integrity.inspections import KINDS, withheld
from integrity.models import Damage

logger = logging.getLogger(__name__)
A_RUN = 40  # rows of each kind
LONGEST_RUN = 150  # seconds
FOUND = (
    "Pemeriksa virus menemukan “{}” di dalamnya. Berkas dipindahkan ke karantina dan tidak "
    "diberikan kepada siapa pun."
)


def scan_later():
    """One run, the newest first; it ends when the scanner does not answer."""
    if not settings.SCANNER:
        return
    end = time.monotonic() + LONGEST_RUN
    try:
        for inspection in filter(_knows_scans, KINDS.values()):
            scanned = 0
            for row in inspection.rows().filter(scanned_at=None).order_by("-pk").iterator():
                if time.monotonic() > end:
                    return
                scanned += _scan(inspection, row)
                if scanned == A_RUN:
                    break
    except Away:
        logger.warning("files wait to be scanned: the virus scanner does not answer")


def _knows_scans(inspection):
    try:
        return bool(inspection.rows().model._meta.get_field("scanned_at"))
    except FieldDoesNotExist:
        return False


def _scan(inspection, row):
    """What it says of the row's file counts for every row that shares it. Returns whether it did:
    what is withheld, or cannot be scanned, must not keep older rows waiting."""
    try:
        with default_storage.open(row.file.name) as file:
            is_clean(file)
    except FileNotFoundError:
        return False  # withheld already, or told by the nightly look
    except Unfit as refusal:
        logger.warning("%s %s cannot be scanned: %s", inspection.code, row.pk, refusal)
        return False
    except Infected as found:
        withhold(inspection, row, FOUND.format(found))
    else:
        sharing = type(row)._base_manager.filter(file=row.file.name)
        sharing.update(scanned_at=timezone.now())
    return True


@transaction.atomic
def withhold(inspection, row, words):
    """The bytes stay for whoever has to look into it, under a name that no row has."""
    facts = {"named": inspection.named(row)[:300], "office": inspection.office_of(row)}
    Damage.objects.tell("infected", words, row=row.pk, **facts)
    default_storage.rename(row.file.name, withheld(row.file.name))
