"""What every test stands on; the cast itself is in tests/cast.py."""

import pytest

pytest_plugins = ["tests.cast"]


@pytest.fixture(autouse=True)
def empty_cache():
    """Begin with an empty cache: brakes and counts of one test do not slow another."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture(autouse=True)
def private_files(settings, tmp_path):
    """Keep uploaded files and letters of a test in a folder of its own."""
    options = settings.STORAGES["default"]["OPTIONS"] | {"location": tmp_path / "private"}
    settings.PRIVATE_ROOT = tmp_path / "private"
    settings.STORAGES = settings.STORAGES | {
        "default": settings.STORAGES["default"] | {"OPTIONS": options}
    }
