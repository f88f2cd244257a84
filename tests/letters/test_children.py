"""What is loaded in the processes that sign and check: they start for every letter."""

import fcntl
import os
import re
import subprocess

import pytest

from letters.checking.files import FileFinding, check_file
from tests.letters.conftest import PASSPHRASE

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
ROOM = 1 << 20  # bytes of a pipe, so that nobody waits for its reader


@pytest.fixture
def loaded(monkeypatch):
    """Returns a function: the modules that each child has loaded so far, in its own words."""
    real, pipes = subprocess.Popen, []

    def start(command, **options):
        reads, writes = os.pipe()
        fcntl.fcntl(writes, fcntl.F_SETPIPE_SZ, ROOM)
        pipes.append(reads)
        python, *rest = command
        try:
            return real([python, "-X", "importtime", *rest], **options | {"stderr": writes})
        finally:
            os.close(writes)

    def loaded():
        for pipe in pipes:
            with os.fdopen(pipe) as said:
                yield set(re.findall(r"\| +([\w.]+)$", said.read(), re.MULTILINE))

    monkeypatch.setattr("subprocess.Popen", start)
    return loaded


def test_nothing_that_reaches_a_network_is_loaded(numbered, hasan, loaded):
    numbered.attempts.sign(
        by=hasan, passphrase=PASSPHRASE, unsigned_sha256=numbered.unsigned_sha256
    )
    assert check_file(numbered.document()).finding is FileFinding.GENUINE

    signed, *checked = loaded()

    assert "pyhanko.sign.signers.functions" in signed
    assert "pyhanko.sign.validation" in checked[-1]
    assert {name for names in (signed, *checked) for name in names if "aiohttp" in name} == set()
