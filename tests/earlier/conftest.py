from tests.letters.conftest import key, letter  # noqa: F401  fixtures
