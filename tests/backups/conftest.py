import functools

import pyrage
import pytest

from tests.backups import portal


@pytest.fixture
def living(transactional_db, tmp_path):
    """The portal on disk: others may write while it is backed up."""
    with portal.on_disk(tmp_path):
        yield


@pytest.fixture
def identity():
    """The private key, which lies in the office's safe."""
    return pyrage.x25519.Identity.generate()


@pytest.fixture
def place(settings, tmp_path, identity):
    """The folder where backups go."""
    folder = tmp_path / "backups"
    folder.mkdir()
    settings.BACKUP_TARGET, settings.BACKUP_KEYS = str(folder), [str(identity.to_public())]
    return folder


@pytest.fixture
def elsewhere(living, tmp_path):
    """Returns a context in which the portal is another, new one."""
    return functools.partial(portal.elsewhere, tmp_path / "elsewhere")
