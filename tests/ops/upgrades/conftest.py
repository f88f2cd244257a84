import pytest

from tests.ops.upgrades.kept import Unreachable, has_its_history, releases


@pytest.fixture(scope="session")
def previous():
    """The release before this one. A clone cut short is told; a whole one must have it."""
    release = releases()[-1]
    try:
        release.reach()
    except Unreachable as told:
        if has_its_history():
            pytest.fail(str(told))
        pytest.skip(f"NOT TESTED: {told}")
    return release
