"""The demonstration, acted out once for all tests of this folder and taken back at its end."""

from io import StringIO

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from accounts.models import Office


@pytest.fixture(scope="package")
def storage(tmp_path_factory):
    """The private folder in which the demonstration keeps its files."""
    from django.conf import settings

    folder = tmp_path_factory.mktemp("demonstration") / "private"
    default = settings.STORAGES["default"]
    options = default["OPTIONS"] | {"location": folder}
    storages = settings.STORAGES | {"default": default | {"OPTIONS": options}}
    return {"PRIVATE_ROOT": folder, "STORAGES": storages}


@pytest.fixture(scope="package")
def printed(storage, django_db_setup, django_db_blocker):
    """What `manage.py demo` says; its data stay until the last test of this folder."""
    said = StringIO()
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(**storage):
            call_command("reference", verbosity=0)
            call_command("demo", stdout=said)
        yield said.getvalue()
        transaction.set_rollback(True)
    ContentType.objects.clear_cache()


@pytest.fixture(autouse=True)
def private_files(settings, storage):
    """Read the demonstration's files, not those of a folder of this test alone."""
    settings.PRIVATE_ROOT, settings.STORAGES = storage["PRIVATE_ROOT"], storage["STORAGES"]


@pytest.fixture
def demonstration(printed, db):
    """The office after three months."""
    return Office.objects.get(code="6302")
