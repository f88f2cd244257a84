import pytest

from integrity import sealing
from tests.letters.conftest import key, letter, numbered, postgresql, signed  # noqa: F401


@pytest.fixture
def seal(django_capture_on_commit_callbacks):
    """Seal the chain as the hour does, its copy outside included."""

    def seal():
        with django_capture_on_commit_callbacks(execute=True):
            return sealing.seal()

    return seal
