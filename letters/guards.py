"""What nobody changes any more in the rows of letters: triggers, stood up after each migration.

They are made anew from here every time, because a migration that alters a table on SQLite makes
it anew without its triggers, and because new columns of a letter belong into the list at once.
"""

from django.core.exceptions import FieldDoesNotExist
from django.db import connections, transaction

from events.write_once import STOOD_UP, WriteOnce

NUMBERS = ("office", "year", "sequence", "identity_register", "identity_sequence")
FIXED = (
    *("submission", "proposal", "verdict", "purpose", "about", "cause", "content", "token"),
    *("drafted_by", "drafted_at", "number", "identity", "dated_on", "signer", "mandate"),
    *("unsigned_sha256", "signed_sha256", "signed_at", "certificate_subject"),
    *("certificate_issuer", "certificate_serial", "certificate_fingerprint", "void_reason"),
    *("signature_level", "stamped_at", "stamped_by"),
)
APPOINTED = ("office", "person", "kind", "post", "own_post", "starts_on", "deed", "by", "at")
ISSUED = "OLD.signed_sha256 <> ''"
# Sent, found not to have arrived, withdrawn or replaced: nothing else becomes of an issued letter.
MOVES = (
    "OLD.state IN ('signed', 'delivered') "
    "AND NEW.state IN ('signed', 'delivered', 'withdrawn', 'replaced')"
)

GUARDS = (
    WriteOnce("Letter", columns=NUMBERS, when="OLD.sequence IS NOT NULL", name="numbers"),
    WriteOnce("Letter", columns=FIXED, when=ISSUED, allow_delete=True, name="issued"),
    WriteOnce(
        "Letter",
        columns=("state",),
        when=f"{ISSUED} AND NOT ({MOVES})",
        allow_delete=True,
        name="moves",
    ),
    WriteOnce(
        "Letter",
        columns=("state", "number", "identity", "void_reason", "content"),
        when="OLD.state = 'void'",
        allow_delete=True,
        name="void",
    ),
    WriteOnce("Attempt", columns=("letter", "by", "unsigned_sha256"), name="begun"),
    WriteOnce(
        "Attempt",
        columns=("state", "failure", "fingerprint", "signed_sha256", "ended_at"),
        when="OLD.state IN ('done', 'failed', 'void')",
        allow_delete=True,
        name="ended",
    ),
    WriteOnce("Report"),
    WriteOnce("Mandate", columns=APPOINTED, name="appointed"),  # it may only end earlier
    WriteOnce("Handover"),
    WriteOnce("ArchivalRevision"),
    WriteOnce("Evidence"),
)
STOOD_UP += [("letters", guard) for guard in GUARDS]


def stand_up(using, apps=None, **kwargs):
    """Put every guard in its place that these models allow, whatever stood there before."""
    if apps is None:  # a database was emptied, and no table altered
        return
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for guard in GUARDS:
            for statement in _statements(guard, apps, connection):
                cursor.execute(statement)


def _statements(guard, apps, connection):
    """What to execute; on the way through old migrations, what the models there can bear."""
    try:
        model = apps.get_model("letters", guard.model_name)
    except LookupError:
        return
    columns = [name for name in guard.columns or () if _has(model, name)]
    rule = WriteOnce(
        guard.model_name,
        columns=columns or None,
        when=guard.when,
        allow_delete=guard.allow_delete,
        name=guard.name,
    )
    yield from rule.statements(model, connection)


def _has(model, name):
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True
