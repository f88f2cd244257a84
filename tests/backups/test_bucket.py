"""Backups and seals in a bucket: against a real service, away, and with a wrong key."""

from contextlib import suppress

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from backups import shelf
from events.models import Event
from events.write_once import lifted
from files.outside import Trouble, outside
from integrity import tasks
from requests_app.models import Submission
from tests.backups import bucket_server
from tests.backups.portal import backed_up
from tests.integrity.conftest import seal  # noqa: F401
from tests.submissions import make_submitted

pytestmark = pytest.mark.one_database


@pytest.fixture(scope="module")
def service(store):
    """An empty bucket for backups; its address."""
    address = bucket_server.address_of(store)
    client = outside(address).client
    with suppress(client.exceptions.BucketAlreadyOwnedByYou):
        client.create_bucket(Bucket=bucket_server.BUCKET)
    return address


@pytest.fixture
def bucket(service, place, settings):
    """Where backups go; emptied afterwards."""
    settings.BACKUP_TARGET = service
    yield outside()
    for name in outside(service).names():
        outside(service).remove(name)


def test_a_backup_goes_there_is_compared_and_comes_back(
    living, bucket, identity, elsewhere, sari, tmp_path
):
    make_submitted(sari)
    bucket.client.create_multipart_upload(Bucket=bucket.bucket, Key=f"{bucket.folder}romantik-x")
    backup = backed_up()
    (tmp_path / "key.txt").write_text(str(identity))

    assert (backup.state, backup.error, backup.files) == ("good", "", 1)
    assert bucket.names() == [backup.name.replace(shelf.ENDING, ".json"), backup.name]
    left = bucket.client.list_multipart_uploads(Bucket=bucket.bucket)
    assert left.get("Uploads", []) == []  # that one was begun and never finished
    with elsewhere():
        call_command("restore", "terbaru", key=str(tmp_path / "key.txt"))
        assert Submission.objects.get().revision.attachments.get().file.read()[:5] == b"%PDF-"


def test_what_is_longer_than_a_piece_arrives_whole_and_what_breaks_off_not_at_all(bucket):
    content = bytes(range(256)) * 80 * 1024  # 20 MB, two pieces

    with bucket.writing("long") as file:
        for start in range(0, len(content), 3_000_000):
            file.write(content[start : start + 3_000_000])
    with pytest.raises(KeyError):
        write_and_break_off(bucket, content)

    with bucket.reading("long") as file:
        assert file.read() == content
    assert bucket.names() == ["long"]
    assert (bucket.holds("long"), bucket.holds("short")) == (True, False)


def write_and_break_off(bucket, content):
    with bucket.writing("short") as file:
        file.write(content)
        raise KeyError


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("rahasia-uji", "lain"), "Rahasia kunci akses tempat cadangan salah."),
        (("kunci-uji", "lain"), "Tempat cadangan tidak mengenal kunci aksesnya."),
        (("/cadangan", "/lain"), "Wadah (bucket) cadangan tidak ada."),
    ],
)
def test_what_the_service_refuses_is_told_without_the_secret(service, change, words):
    with pytest.raises(Trouble) as told:
        outside(service.replace(*change)).names()

    assert str(told.value) == words


def test_a_service_that_is_away_is_told(living, place, settings):
    settings.BACKUP_TARGET = "s3+http://kunci:rahasia@127.0.0.1:1/cadangan"

    said = backed_up().error

    assert said == "Tempat cadangan (S3) tidak menjawab (EndpointConnectionError)."


@pytest.fixture(params=["bucket", "folder"])
def somewhere(request, place):
    """Seals go where backups go."""
    if request.param == "bucket":
        request.getfixturevalue("bucket")


@pytest.mark.django_db
def test_seals_lie_there_and_prove_the_history_later(somewhere, seal, sari, capsys):  # noqa: F811
    make_submitted(sari)
    seal()
    tasks.copy_seals()
    make_submitted(sari)
    second = seal()
    tasks.copy_seals()
    tasks.copy_seals()

    names = outside().names("seals/")
    assert len(names) == 2
    assert names[1].startswith(f"seals/{second.last:012}-")
    call_command("check_seal", outside=True)
    assert capsys.readouterr().out.count("cocok: ") == 2


@pytest.mark.django_db
def test_a_history_that_was_changed_is_noticed_by_what_lies_there(place, seal, sari):  # noqa: F811
    make_submitted(sari)
    kept = seal()
    tasks.copy_seals()

    with lifted(connection):
        Event.objects.filter(pk=kept.last).update(digest="0" * 64)

    with pytest.raises(CommandError, match="tidak ada lagi atau telah diubah"):
        call_command("check_seal", outside=True)


@pytest.mark.django_db
def test_without_a_place_no_seal_is_copied(seal, settings):  # noqa: F811
    settings.BACKUP_TARGET = ""
    seal()

    tasks.copy_seals()

    with pytest.raises(CommandError, match="Tidak ada segel di tempat cadangan"):
        call_command("check_seal", outside=True)
