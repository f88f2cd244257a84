"""The demonstration's keys stay in the demonstration."""

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from events.refusals import NotNow
from letters.checks import no_trial_root_in_production
from letters.models import Certificate
from letters.signing import Failure, SigningError, demonstration
from letters.signing.roots import trusted_roots
from tests.letters.conftest import PASSPHRASE


@pytest.fixture
def root_file(tmp_path):
    path = tmp_path / "roots.pem"
    path.write_bytes(demonstration.root_certificate().public_bytes(Encoding.PEM))
    return path


def test_production_refuses_the_demonstrations_root_at_start(settings, root_file):
    settings.SIGNING_ROOTS = str(root_file)
    assert no_trial_root_in_production(None) == []
    settings.DEMONSTRATION = False
    assert [error.id for error in no_trial_root_in_production(None)] == ["letters.E001"]


def test_a_file_of_roots_that_cannot_be_read_is_told_at_start(settings, tmp_path):
    path = tmp_path / "roots.pem"
    path.write_text("nothing of the kind")
    settings.SIGNING_ROOTS = str(path)
    assert [error.id for error in no_trial_root_in_production(None)] == ["letters.E002"]


def test_outside_a_demonstration_its_keys_are_neither_made_nor_trusted(settings, hasan):
    container = demonstration.container_for(hasan)
    settings.DEMONSTRATION = False

    with pytest.raises(ImproperlyConfigured):
        demonstration.container_for(hasan)
    assert trusted_roots() == []
    with pytest.raises(SigningError) as error:
        Certificate.objects.examine(container, secret=PASSPHRASE)
    assert error.value.failure == Failure.UNTRUSTED


def test_a_letter_numbered_in_a_demonstration_is_not_signed_outside(numbered, hasan, settings):
    settings.DEMONSTRATION = False
    with pytest.raises(NotNow):
        numbered.attempts.sign(
            by=hasan, passphrase=PASSPHRASE, unsigned_sha256=numbered.unsigned_sha256
        )


def test_the_root_is_made_once(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    assert demonstration.root_certificate() == demonstration.root_certificate()
    key = tmp_path / "demonstration" / "root.key.pem"
    assert key.stat().st_mode & 0o077 == 0


def test_a_trial_key_can_be_had_for_the_certificate_page(hasan, tmp_path, capsys):
    path = tmp_path / "hasan.p12"
    call_command("trial_key", hasan.email, str(path))
    assert PASSPHRASE in capsys.readouterr().out
    assert Certificate.objects.examine(path.read_bytes(), secret=PASSPHRASE).name == "Hasan Basri"
    with pytest.raises(CommandError):
        call_command("trial_key", "nobody@example.go.id", str(path))
