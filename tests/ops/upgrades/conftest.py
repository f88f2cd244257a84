import os

import pytest

from tests.ops.upgrades.kept import Unreachable, releases


@pytest.fixture(scope="session")
def previous():
    """The release before this one. A clone without it is told, and fails where CI runs."""
    release = releases()[-1]
    try:
        release.reach()
    except Unreachable as told:
        if os.environ.get("CI"):
            pytest.fail(str(told))
        pytest.skip(str(told))
    return release
