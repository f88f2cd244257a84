"""Objections in any state, through the verbs; letters are drawn only where one looks at them."""

from hashlib import sha256
from unittest.mock import patch

from django.db import transaction

from appeals.models import Appeal
from letters.models import Letter
from tests.letters.conftest import PASSPHRASE, equip
from tests.submissions import make_examined

REASON = "Angka ini sudah dihasilkan BPS setiap tahun."
TYPED = {"reasons": "Sampel sudah dihitung ulang.", "wanted": "Periksa kembali."}


def number(letter, by):
    """Take it up without a key, and without drawing it."""
    with patch.object(Letter, "require_key"):
        return letter.reserve_numbers(by=by)


def sign(letter, by):
    """Number it and settle it as a signature does, with nothing drawn and no key."""
    letter = number(letter, by)
    keyless = patch.object(Letter, "_take_certificate"), patch.object(Letter, "take_stamp")
    reportless = patch("letters.models.letters.letter.Report")
    with keyless[0], keyless[1], reportless, transaction.atomic():
        letter.lock()
        letter.require_signer(by)
        letter.publish(by=by, seal=None, signed_sha256=sha256(letter.token.encode()).hexdigest())
    return letter


def truly_sign(letter, by):
    """With a real key and a real file."""
    equip(by)
    letter = letter.take_up(by=by)
    letter.attempts.sign(by=by, passphrase=PASSPHRASE, unsigned_sha256=letter.unsigned_sha256)
    return letter


def make_declined(by, examiner, head, **facts):
    """A file that was declined with a letter."""
    submission = make_examined(by, examiner, **facts)
    submission.propose_decline(by=examiner, reason=REASON)
    sign(submission.letters.get(), head)
    submission.refresh_from_db()
    return submission


def make_appeal(by, examiner, head):
    """An objection of that member to a decline."""
    return Appeal.objects.file(make_declined(by, examiner, head), by=by, **TYPED)


def fresh(appeal):
    """As it is for the next request."""
    return Appeal.objects.get(pk=appeal.pk)
