"""Whoever has the public key and the place can put an archive there: it leads nowhere else."""

import errno
import io
import json
import os
import tarfile
from types import SimpleNamespace

import pytest
from django.utils import timezone

from backups import restoring, running, shelf
from backups.archive.packer import FILES, KEYS, MANIFEST, Packer
from backups.archive.streams import packing
from backups.archive.unpacker import unpack
from backups.making import alone
from backups.models import Backup
from files.outside import Trouble, folder, outside

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def forged(identity, fill):
    """An archive with a right manifest, and with what `fill` puts in."""
    sink = io.BytesIO()
    with packing(sink, [identity.to_public()]) as tar:
        packer = Packer(tar)
        packer.database(SimpleNamespace(parts=lambda: [b"SQL"], at=timezone.now(), server=0))
        fill(packer)
        packer.end(missing={}, gone=[])
    sink.seek(0)
    return sink


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (KEYS, "statement-keys//etc/cron.d/jam"),
        (KEYS, "statement-keys/../../jam"),
        (KEYS, "/jam"),
        (FILES, "../jam"),
        (FILES, "a/./jam"),
        ("lain", "jam"),
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(identity, tmp_path, kind, name):
    def fill(packer):
        packer.manifest.setdefault(kind, {})
        packer.content(kind, name, b"*")

    with pytest.raises(Trouble, match="rusak atau terpotong"):
        unpack(forged(identity, fill), [identity], tmp_path)
    assert [path.name for path in tmp_path.rglob("*")] == ["database"]


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE])
def test_what_is_no_file_is_refused(identity, tmp_path, kind):
    def fill(packer):
        link = tarfile.TarInfo("files/lampiran")
        link.type, link.linkname = kind, "/etc"
        packer.tar.addfile(link)

    with pytest.raises(Trouble, match="rusak atau terpotong"):
        unpack(forged(identity, fill), [identity], tmp_path)


def emptied(**facts):
    """A manifest that lacks something, or says it in another way."""

    def end(self, **_):
        whole = self.manifest | {"missing": {}, "gone": []} | facts
        text = json.dumps({name: said for name, said in whole.items() if said is not None})
        self._add(MANIFEST, io.BytesIO(text.encode()), len(text.encode()))

    return end


@pytest.mark.parametrize(
    "end",
    [
        lambda self, **_: self._add(MANIFEST, io.BytesIO(b"{"), 1),
        lambda self, **_: self._add(MANIFEST, io.BytesIO(b"[]"), 2),
        emptied(format=None),
        emptied(files=None),
        emptied(vendor=7),
        emptied(database={"size": 1}),
        emptied(migrations=["accounts"]),
        emptied(at="kemarin"),
        emptied(missing=None),
    ],
)
def test_a_manifest_that_cannot_be_understood_is_told_in_words(
    identity, tmp_path, monkeypatch, end
):
    monkeypatch.setattr(Packer, "end", end)
    with pytest.raises(Trouble, match=r"Daftar isi cadangan itu .* rusak.*Pakai cadangan lain"):
        unpack(forged(identity, lambda packer: None), [identity], tmp_path)


def test_a_manifest_of_a_later_kind_is_told_to_be_one(identity, tmp_path, monkeypatch):
    monkeypatch.setattr(Packer, "end", emptied(format=2))
    with pytest.raises(Trouble, match="dari versi portal yang lebih baru"):
        unpack(forged(identity, lambda packer: None), [identity], tmp_path)


class Full(io.RawIOBase):
    """A disk without room."""

    def write(self, data):
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_place_that_fills_up_while_much_is_written_is_told_in_words(identity, place, monkeypatch):
    monkeypatch.setattr(folder, "open", lambda *how, **more: Full(), raising=False)

    with (
        pytest.raises(Trouble, match=r"Tempat cadangan penuh\. Tambah ruangnya"),
        outside().writing("romantik-x") as file,
        packing(file, [identity.to_public()]) as tar,
    ):
        Packer(tar).content(FILES, "acak", os.urandom(3_000_000))


def test_what_is_being_unpacked_is_not_swept_by_a_backup_at_night(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path / "private"
    with (
        alone(),
        pytest.raises(Trouble, match=r"Hentikan web, worker, dan beat, lalu ulangi\."),
    ):
        restoring.restore(io.BytesIO(), [], replace=True)


@pytest.mark.parametrize("fault", [errno.EXDEV, errno.EACCES, None])
def test_what_stood_there_stays_unless_its_successor_is_whole(tmp_path, monkeypatch, fault):
    """A key on another disk is copied, for its owner alone; any other fault loses nothing."""
    new, old = tmp_path / "new", tmp_path / "old"
    old.write_text("lama")
    if fault:
        new.write_text("baru"), new.chmod(0o600)
    replace = os.replace

    def refusing(path, place):
        if path == new and fault:
            raise OSError(fault, "no")
        replace(path, place)

    monkeypatch.setattr(os, "replace", refusing)
    if fault == errno.EXDEV:
        restoring._move(new, old)
    else:
        with pytest.raises(OSError, match=r"."):
            restoring._move(new, old)

    assert old.read_text() == ("baru" if fault == errno.EXDEV else "lama")
    if fault == errno.EXDEV:
        assert old.stat().st_mode & 0o777 == 0o600
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_a_rotten_note_holds_up_neither_the_next_backup_nor_another_restore(place):
    for name in ("romantik-20260301T000000Z", "romantik-20260302T000000Z"):
        (place / f"{name}.tar.zst.age").write_bytes(b"x")
    (place / "romantik-20260301T000000Z.json").write_text("{")
    (place / "romantik-20260302T000000Z.json").write_text(
        '{"at": "2026-03-02T00:00:00+00:00", "size": 1, "sha256": ""}'
    )
    (place / "romantik-20260303T000000Z.tar.zst.age").write_bytes(b"half")

    shelf.sweep(outside())

    assert len(list(place.iterdir())) == 4
    assert shelf.find(outside(), "terbaru").name == "romantik-20260302T000000Z.tar.zst.age"
    with pytest.raises(Trouble, match=r"romantik-20260301T000000Z\.json di tempat cadangan rusak"):
        shelf.find(outside(), "romantik-20260301T000000Z.tar.zst.age")


def test_a_drill_that_breaks_off_is_told_and_not_under_way_for_ever(monkeypatch):
    def break_off(*given):
        raise TimeoutError

    monkeypatch.setattr(running, "drill", break_off)
    backup = Backup.objects.create(state=Backup.State.GOOD)

    running.try_out(backup, identity=None)

    backup.refresh_from_db()
    assert backup.drill_fault == "Uji terhenti oleh kesalahan (TimeoutError)."
    assert (backup.progress, backup.drilled_at is None) == ("", False)
