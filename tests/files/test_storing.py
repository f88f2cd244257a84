"""Stored files: whole or not there, the portal's own, and none that nobody names."""

import errno
import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from pytest_django.asserts import assertContains

from files.storing import bucket as in_bucket
from files.storing import unnamed
from requests_app.models import Attachment
from tests import stores
from tests.submissions import make_draft, upload

pytestmark = pytest.mark.one_database


class Cut(ContentFile):
    """A disk that is full after the first bytes."""

    def chunks(self, chunk_size=None):
        yield b"%PDF-1.7"
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def lying():
    return sorted(name for name, _ in default_storage.names())


def here():
    """Everything in the private folder, with its mode."""
    top = Path(default_storage.path(""))
    return {str(path.relative_to(top)): oct(path.stat().st_mode & 0o777) for path in top.rglob("*")}


def test_a_stored_file_is_for_the_portal_alone():
    default_storage.save("lampiran/abc", ContentFile(b"isi"))

    assert here() == {"lampiran": "0o700", "lampiran/abc": "0o600"}


def test_a_full_disk_leaves_no_half_file():
    with pytest.raises(OSError, match="No space left"):
        default_storage.save("lampiran/abc", Cut(b""))

    assert here() == {"lampiran": "0o700"}


def test_what_a_crash_left_half_written_is_swept_and_open_doors_are_closed():
    default_storage.save("lampiran/abc", ContentFile(b"isi"))
    folder = Path(default_storage.path("lampiran"))
    old, new = folder / f".{'0' * 32}", folder / f".{'1' * 32}"
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (time.time() - 3700,) * 2)
    folder.chmod(0o755)
    (folder / "abc").chmod(0o644)

    default_storage.sweep()

    assert here() == {
        "lampiran": "0o700",
        "lampiran/abc": "0o600",
        f"lampiran/.{'1' * 32}": "0o600",
    }


@pytest.mark.django_db
def test_a_file_whose_row_could_not_be_written_goes_with_it(client, sari, monkeypatch):
    draft = make_draft(sari)
    kept = set(here())  # the cover letter of the draft
    client.force_login(sari)
    client.raise_request_exception = False

    def fill(revision, *, upload, **facts):
        default_storage.save("lampiran/unnamed", upload)
        unnamed.stored.get().append(draft.revision.attachments.get().file.name)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Attachment, "add", fill)
    answer = client.post(
        reverse("attachments", args=[draft.code]), {"kind": "other", "file": upload()}
    )

    assert answer.status_code == 507
    assert answer.headers["Retry-After"] == "60"
    assertContains(answer, "Ruang simpan portal penuh", status_code=507)
    assertContains(answer, answer.headers["X-Request-ID"], status_code=507)
    assert set(here()) == kept


@pytest.mark.django_db
def test_what_a_crash_left_without_a_row_is_swept_once_a_night(sari, bucket, monkeypatch):
    kept = make_draft(sari).revision.attachments.get().file.name
    for name in ("lampiran/lama", "letters/ab/abc.pdf", "karantina/x"):
        default_storage.save(name, ContentFile(b"isi"))
    default_storage.sweep()  # none is a week old
    assert len(lying()) == 4
    monkeypatch.setattr(in_bucket, "UNNAMED", timedelta(seconds=-10))

    default_storage.sweep()
    assert len(lying()) == 4  # looked at tonight
    monkeypatch.setattr(in_bucket.cache, "add", lambda *args: True)
    default_storage.sweep()

    assert lying() == sorted([kept, "letters/ab/abc.pdf", "karantina/x"])


@pytest.mark.django_db
def test_an_empty_database_sweeps_no_bucket_empty(bucket, monkeypatch, caplog):
    """A portal that is being set up anew after a loss finds all its files without rows."""
    monkeypatch.setattr(in_bucket, "UNNAMED", timedelta(seconds=-10))
    monkeypatch.setattr(in_bucket, "FEW", 2)
    for number in range(3):
        default_storage.save(f"lampiran/{number}", ContentFile(b"isi"))

    default_storage.sweep()

    assert len(lying()) == 3
    assert "no row names 3 of 3 old files in lampiran/: none is removed" in caplog.text


@pytest.mark.django_db
def test_both_buckets_are_swept_while_files_are_moved(bucket, address, settings, monkeypatch):
    monkeypatch.setattr(in_bucket, "UNNAMED", timedelta(seconds=-10))
    both = stores.stored(settings, address, f"{address}-lama")
    settings.STORAGES = settings.STORAGES | {"default": both}
    for place in default_storage.places:
        place.save("lampiran/lama", ContentFile(b"isi"))

    default_storage.sweep()

    assert lying() == []
