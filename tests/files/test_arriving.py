"""Files that are not sent in one go: each person's own, whole or not at all, swept after a day."""

import hashlib
import os
import re
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from files.arriving import store
from files.arriving.store import Arrivals, Elsewhere
from files.sniffing import LARGEST_FILE, Unfit

A_DAY = timedelta(days=1)

pytestmark = pytest.mark.one_database
CONTENT = bytes(range(256)) * 40
SIZE = len(CONTENT)
DIGEST = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture(autouse=True)
def private(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": settings.STORAGES["default"] | {"OPTIONS": {"location": tmp_path}}
    }
    return tmp_path


@pytest.fixture
def mine():
    return Arrivals("7")


def send(arrivals, *pieces, offset=0, digest=DIGEST, length=SIZE):
    for piece in pieces:
        offset = arrivals.append(digest, piece, offset=offset, length=length)
    return offset


def age(path, seconds):
    os.utime(path, (path.stat().st_mtime - seconds,) * 2)


def test_a_file_comes_in_pieces_and_is_there_once_it_is_whole(mine):
    assert mine.received(DIGEST) is None
    send(mine, CONTENT[:3000], CONTENT[3000:8000])
    assert (mine.received(DIGEST), mine.open(DIGEST)) == (8000, None)

    assert send(mine, CONTENT[8000:], offset=8000) == len(CONTENT)
    assert mine.open(DIGEST).read() == CONTENT


@pytest.mark.parametrize("offset", [0, 2000, 4000])
def test_a_piece_at_another_offset_is_not_taken_and_the_right_one_named(mine, offset):
    send(mine, CONTENT[:3000])
    with pytest.raises(Elsewhere) as told:
        send(mine, CONTENT[offset : offset + 100], offset=offset)

    assert told.value.offset == 3000
    send(mine, CONTENT[3000:], offset=3000)
    assert mine.open(DIGEST).read() == CONTENT


def test_a_piece_of_a_file_that_is_whole_changes_nothing(mine):
    send(mine, CONTENT)
    with pytest.raises(Elsewhere) as told:
        send(mine, CONTENT)

    assert told.value.offset == len(CONTENT)


def test_bytes_that_changed_on_the_way_are_not_kept(mine):
    with pytest.raises(Unfit, match="berubah di perjalanan"):
        send(mine, CONTENT[:-1], b"?")

    assert (mine.received(DIGEST), mine.open(DIGEST)) == (None, None)
    assert send(mine, CONTENT) == len(CONTENT)


@pytest.mark.parametrize("length", [0, -1, LARGEST_FILE + 1])
def test_what_is_too_large_is_not_begun(mine, length):
    with pytest.raises(Unfit):
        send(mine, b"x", length=length)

    assert mine.received(DIGEST) is None


def test_nothing_comes_after_the_end(mine):
    with pytest.raises(Elsewhere):
        send(mine, CONTENT + b"more")

    assert mine.received(DIGEST) is None


def test_everybody_finds_his_own_alone(mine):
    send(mine, CONTENT)

    for other in (Arrivals("8"), Arrivals("")):
        assert (other.received(DIGEST), other.open(DIGEST)) == (None, None)
        other.forget(DIGEST)
    assert mine.open(DIGEST).read() == CONTENT


def test_what_arrives_is_readable_by_the_portal_alone(mine, private):
    send(mine, CONTENT[:3000])

    modes = [path.stat().st_mode & 0o777 for path in sorted((private / "kiriman").rglob("*"))]
    assert modes == [0o700, 0o600]
    assert (private / "kiriman").stat().st_mode & 0o777 == 0o700


def test_the_oldest_makes_room(mine, monkeypatch):
    monkeypatch.setattr(store, "MOST_BYTES", 2500)
    first, second, third = (mine.keep(bytes([number]) * 1000) for number in (1, 2, 3))

    assert mine.received(first) is None
    assert (mine.received(second), mine.received(third)) == (1000, 1000)


def test_files_that_grow_make_room_too(mine, monkeypatch):
    monkeypatch.setattr(store, "MOST_BYTES", 2500)
    contents = [bytes([number]) * 1000 for number in (1, 2, 3)]
    for start, end in ((0, 1), (1, 900)):
        for content in contents:
            digest = hashlib.sha256(content).hexdigest()
            send(mine, content[start:end], offset=start, digest=digest, length=1000)

    assert sum(mine.weights().values()) <= 2500


def test_crumbs_do_not_fill_the_store_with_files(mine, monkeypatch, private):
    monkeypatch.setattr(store, "MOST_PIECES", 3)
    with pytest.raises(Unfit, match="terlalu kecil"):
        send(mine, *(CONTENT[place : place + 1] for place in range(4)))

    assert [path for path in private.rglob("*") if path.is_file()] == []


def test_who_cancels_while_the_last_piece_comes_is_told_to_begin_anew(mine, monkeypatch):
    save = Arrivals._save
    monkeypatch.setattr(Arrivals, "_save", lambda *it: (save(*it), mine.forget(DIGEST)))
    with pytest.raises(Elsewhere) as told:
        send(mine, CONTENT)

    assert (told.value.offset, mine.received(DIGEST)) == (0, None)


def test_the_pieces_may_reach_several_hosts_at_once(mine, monkeypatch):
    """Both hosts saw that the second piece was due; it is kept once."""
    send(mine, CONTENT[:3000])
    save = Arrivals._save

    def late(self, name, content):
        monkeypatch.setattr(Arrivals, "_save", save)
        send(Arrivals("7"), CONTENT[3000:8000], offset=3000)
        return save(self, name, content)

    monkeypatch.setattr(Arrivals, "_save", late)
    with pytest.raises(Elsewhere) as told:
        send(mine, CONTENT[3000:8000], offset=3000)

    assert told.value.offset == 8000
    send(mine, CONTENT[8000:], offset=8000)
    assert (mine.read(DIGEST), mine.weights()) == (CONTENT, {DIGEST: SIZE})


def test_who_cancels_leaves_nothing(mine):
    send(mine, CONTENT[:3000])
    mine.forget(DIGEST)

    assert mine.received(DIGEST) is None


def test_what_nobody_took_is_swept_after_a_day(mine, private):
    send(mine, CONTENT[:3000])
    fresh = mine.keep(b"fresh")
    forgotten = Arrivals("8")
    send(forgotten, CONTENT)
    for path in (private / "kiriman").rglob(f"{DIGEST}*"):
        age(path, A_DAY.total_seconds() + 1)
    assert store.sweep(A_DAY) == 2

    assert mine.received(fresh) == 5
    assert mine.received(DIGEST) is None
    assert not (private / forgotten.folder).exists()


@pytest.mark.parametrize("digest", ["../8/" + DIGEST, "/etc/passwd", DIGEST + "\n", DIGEST[:63]])
def test_what_is_no_sha256_names_no_file(mine, digest):
    for deed in (mine.received, mine.open, mine.read, mine.forget):
        with pytest.raises(ValueError, match=re.escape(digest)):
            deed(digest)


@pytest.mark.django_db
def test_pieces_arrive_in_a_bucket_and_are_swept_there(bucket, mine):
    send(mine, CONTENT[:3000], CONTENT[3000:])
    assert (mine.read(DIGEST), Arrivals("8").received(DIGEST)) == (CONTENT, None)
    lying = [name for name, _ in default_storage.names()]
    assert lying == [f"{store.FOLDER}/7/{DIGEST}.{SIZE}"]

    assert (store.sweep(A_DAY), store.sweep(timedelta(seconds=-60))) == (0, 1)
    assert not default_storage.holds_anything()
