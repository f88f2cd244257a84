"""A letter of each signer and level, by the authority, the token and the gateway of the tests."""

from contextlib import contextmanager
from types import SimpleNamespace
from unittest.mock import patch

from accounts.models import User
from letters import statements
from letters.models import Certificate
from letters.signing import demonstration
from letters.tasks import keep_provable
from tests.letters import bsre_server, soft_token, stamping
from tests.letters.holders import HOLDERS, SECRETS
from tests.letters.stamped import trust
from tests.submissions import make_proposed

PRIVATE = "*.key.pem"


def sign_letters(folder, settings):
    """Sari asks, Ratna proposes, Hasan signs; each letter is described as the manifest keeps it.

    A trial's certificate names nobody who could be asked about it, so its letters stay at B-T.
    """
    hasan = _person("hasan@bps")
    with _world(folder, settings) as world:
        levels = _levels(world.authority.url)
        Certificate.objects.give_trial(hasan)
        for level in ("B-B", "B-T"):
            _configure(settings, levels[level])
            yield _signed("trial", level, demonstration.PASSPHRASE)
        settings.DEMONSTRATION = False
        for private in settings.STATEMENT_KEYS.glob(PRIVATE):
            private.unlink()
        statements.new_key()
        for signer, kind_of_holder in HOLDERS.items():
            holder = kind_of_holder(signer, world)
            holder.keep_for(hasan)
            for level, configured in levels.items():
                _configure(settings, configured)
                yield _signed(signer, level, holder.secret)


@contextmanager
def _world(folder, settings):
    """Hasan's certificate in a file, in a token and at a gateway, and whom the portal believes."""
    # What the issuer says of the authority today shall do for the years in which letters are
    # checked again: its server is gone by then.
    long = patch.object(stamping, "DAY", 3 * 365 * stamping.DAY)
    with long, stamping.running() as authority:
        trust(authority, settings, folder)
        people = {"hasan": authority.hasan}
        settings.TOKEN_ENVIRONMENT = soft_token.make(folder, people)
        settings.TOKEN_MODULE, settings.TOKEN_LABEL = soft_token.module(), soft_token.LABEL
        server = authority.issuer.server()
        with bsre_server.running(authority.hasan, SECRETS["bsre"], server, folder) as gateway:
            settings.BSRE_URL, settings.BSRE_ROOTS = gateway.url, settings.SIGNING_ROOTS
            yield SimpleNamespace(authority=authority, people=people, gateway=gateway)


def _levels(authority):
    """What the settings say where letters come to that level."""
    return {
        "B-B": {"TIMESTAMP_URL": "", "REVOCATION_ANSWERS": False},
        "B-T": {"TIMESTAMP_URL": authority, "REVOCATION_ANSWERS": False},
        "B-LTA": {"TIMESTAMP_URL": authority, "REVOCATION_ANSWERS": True},
    }


def _configure(settings, configured):
    for name, value in configured.items():
        setattr(settings, name, value)


def _signed(signer, level, secret):
    """From the form to the letter."""
    hasan = _person("hasan@bps")
    title = f"Survei Contoh Surat {level} dengan Penanda Tangan {signer}"
    proposed = make_proposed(_person("sari@"), _person("ratna@bps"), survey_title=title)
    letter = proposed.letters.get().take_up(by=hasan)
    digest = letter.unsigned_sha256
    letter.attempts.sign(by=hasan, passphrase=secret, unsigned_sha256=digest)
    keep_provable(letter.pk)
    reached = letter.proof().level
    assert reached == level.lower(), f"The letter of {signer} came to {reached}, not to {level}."
    newest = letter.revisions.last()
    return {
        "signer": signer,
        "level": level,
        "number": letter.number,
        "signed_at": letter.signed_at.isoformat(),
        "signed": letter.signed_sha256,
        "archived": newest.sha256 if newest else "",
    }


def _person(mailbox):
    return User.objects.get(email__startswith=mailbox)
