"""What may go wrong while a backup is made: told in words, and nothing half that looks whole."""

import os
import signal
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.storage import filesystem
from django.core.management import CommandError, call_command
from django.db import connections
from django.utils import timezone
from time_machine import travel

from backups import making, running, shelf
from backups.archive.unpacker import unpack
from backups.models import Backup
from events.models import Lease
from files.outside import folder, outside
from integrity.inspections import KINDS
from integrity.models import Damage
from integrity.scanning import withhold
from romantik.management.commands import doctor
from tests.backups.portal import backed_up, refusing
from tests.submissions import at, make_draft

NIGHT, MORNING = at(2026, 3, 3, 2), at(2026, 3, 3, 8)


@pytest.fixture
def written(living, place, sari):
    """A draft with an attachment, and where backups go."""
    return make_draft(sari)


def kept(place):
    """What lies there, by the ending of its name."""
    return sorted(path.name.partition(".")[2] for path in place.iterdir())


def test_a_backup_is_read_back_before_it_counts(written, place):
    said = StringIO()
    call_command("backup", stdout=said)

    backup = Backup.objects.get()
    assert (backup.state, backup.files, backup.damaged) == ("good", 1, 0)
    assert said.getvalue() == f"{backup.name}: 1 berkas, {backup.size:,} byte, cocok\n"
    assert kept(place) == ["json", "tar.zst.age"]
    assert (place / backup.name).stat().st_mode & 0o777 == 0o600
    assert b"surat-pengantar" not in (place / backup.name).read_bytes()


def test_a_full_place_is_told_and_left_clean(written, place, monkeypatch):
    monkeypatch.setattr(folder, "open", opening_the_full, raising=False)

    with pytest.raises(CommandError, match=r"Tempat cadangan penuh\. Tambah ruangnya"):
        call_command("backup")
    assert Backup.objects.get().state == "failed"
    assert kept(place) == []


def opening_the_full(path, mode="rb", **how):
    """The real `open`, for files that are made: into a device that is always full."""
    return open("/dev/full", "wb") if "x" in mode else open(path, mode, **how)


def test_a_folder_that_is_not_mounted_is_not_made_up(written, place):
    place.rmdir()

    assert backed_up().error == f"Folder cadangan {place} tidak ada. Apakah disknya terpasang?"
    assert not place.exists()


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ([], "Tempat dan kunci cadangan belum diatur. Minta pengelola sistem mengaturnya."),
        (["age1salah"], "BACKUP_KEY bukan kunci publik age (age1…)."),
    ],
)
def test_a_key_that_is_wrong_or_missing_is_told(written, place, settings, keys, words):
    settings.BACKUP_KEYS = keys

    assert backed_up().error == words
    assert kept(place) == []


@pytest.mark.django_db
def test_the_doctor_says_whether_backups_can_be_made(place, settings):
    assert list(doctor.backups()) == [("backups", "")]
    settings.BACKUP_KEYS = ["age1salah"]
    assert list(doctor.backups()) == [("backups", "BACKUP_KEY bukan kunci publik age (age1…).")]
    settings.BACKUP_TARGET = ""
    assert list(doctor.backups()) == []


def test_what_arrived_otherwise_does_not_count(written, place, monkeypatch):
    compare = shelf.compare

    def damaged(where, archive):
        (place / archive.name).write_bytes(bytes(archive.size))
        compare(where, archive)

    monkeypatch.setattr(shelf, "compare", damaged)

    assert backed_up().error == "Yang tersimpan di tempat cadangan lain daripada yang dikirim."
    assert kept(place) == []


@pytest.mark.parametrize("how", ["lost", "changed"])
def test_a_file_that_is_not_whole_is_told_and_the_rest_is_kept(written, place, settings, how):
    attachment = written.revision.attachments.get()
    path = settings.PRIVATE_ROOT / attachment.file.name
    path.unlink() if how == "lost" else path.write_bytes(b"lain")

    with pytest.raises(CommandError, match="1 berkas hilang atau berubah; lihat Keutuhan data"):
        call_command("backup", stdout=StringIO())
    assert (Backup.objects.get().state, Backup.objects.get().damaged) == ("good", 1)
    assert Damage.objects.get().named == attachment.file.name


@pytest.mark.parametrize("which", ["a stored file", "a key"])
def test_what_cannot_be_read_is_told_and_the_rest_is_kept(
    written, place, settings, monkeypatch, identity, tmp_path, which
):
    """Root reads everything, so what the kernel would say to the portal's user is said here."""
    settings.SEAL_KEY = settings.PRIVATE_ROOT / "seal-key.pem"
    settings.SEAL_KEY.write_text("kunci")
    name = written.revision.attachments.get().file.name
    locked = settings.PRIVATE_ROOT / name if which == "a stored file" else settings.SEAL_KEY
    lacking = name if which == "a stored file" else "seal-key.pem"
    monkeypatch.setattr(filesystem, "open", refusing(locked), raising=False)
    monkeypatch.setattr(Path, "read_bytes", refusing(locked, Path.read_bytes))

    with pytest.raises(CommandError, match="1 berkas hilang atau berubah; lihat Keutuhan data"):
        call_command("backup", stdout=StringIO())
    monkeypatch.undo()

    backup = Backup.objects.get()
    assert (backup.state, backup.damaged, backup.tone) == ("good", 1, "action")
    told = Damage.objects.get()
    assert (told.named, "tidak dapat dibaca oleh portal" in told.words) == (lacking, True)
    with (place / backup.name).open("rb") as source:
        manifest = unpack(source, [identity], tmp_path)
    assert list(manifest["missing"]) == [lacking]
    whole = {*manifest["files"], *manifest["keys"]}
    assert ({name, "seal-key.pem"} & whole) == {name, "seal-key.pem"} - {lacking}


def test_a_file_erased_since_the_moment_is_no_fault(written, place, settings, monkeypatch):
    """Somebody takes an attachment off his draft while files are copied."""
    attachment = written.revision.attachments.get()
    pack_files = making.pack_files

    def meanwhile(packer, backup, names):
        (settings.PRIVATE_ROOT / attachment.file.name).unlink()
        attachment.delete()
        return pack_files(packer, backup, names)

    monkeypatch.setattr(making, "pack_files", meanwhile)
    backup = backed_up()

    assert (backup.state, backup.files, backup.damaged) == ("good", 0, 0)
    assert not Damage.objects.exists()


def test_one_that_was_killed_is_made_anew_and_leaves_nothing(written, place, settings, monkeypatch):
    monkeypatch.setattr(running, "drill_is_due", lambda: False)
    with travel(MORNING, tick=False):
        Backup.objects.ask_if_due()
        child = os.fork()
        if child == 0:
            for alias in connections:
                connections[alias].connection = None  # the parent's
            making.Packer.end = lambda self, **facts: os.kill(os.getpid(), signal.SIGKILL)
            running.run_waiting()
            os._exit(1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
        assert Backup.objects.get().state == "running"
        assert len(kept(place)) == 1
        assert list(shelf.archives(outside())) == []

        Lease.objects.all().delete()  # of the dead: free by itself after twenty seconds
        running.run_waiting()

    backup = Backup.objects.get()
    assert (backup.state, backup.tries) == ("good", 2)
    assert kept(place) == ["json", "tar.zst.age"]
    assert [each.name for each in (settings.PRIVATE_ROOT / making.WORK).iterdir()] == ["lock"]


def test_two_at_once_are_one(written, place):
    with making.alone() as is_first:
        assert is_first
        running.run_waiting()
        with pytest.raises(CommandError, match="Cadangan lain sedang dibuat"):
            call_command("backup")

    assert not Backup.objects.exists()


@pytest.mark.django_db
@pytest.mark.one_database
def test_one_a_night_and_what_failed_an_hour_later(place, ratna):
    with travel(NIGHT - timedelta(minutes=1), tick=False) as clock:
        assert Backup.objects.ask_if_due() is None
        clock.move_to(NIGHT)
        tonight = Backup.objects.ask_if_due()
        assert Backup.objects.ask_if_due() is None
        tonight.begin()
        tonight.fail("Tempat cadangan penuh.")
        clock.shift(timedelta(minutes=59))
        assert Backup.objects.ask_if_due() is None
        clock.shift(timedelta(minutes=2))
        second = Backup.objects.ask_if_due()
        second.begin()
        second.succeed()
        clock.move_to(NIGHT + timedelta(hours=23, minutes=59))
        assert Backup.objects.ask_if_due() is None
        clock.move_to(NIGHT + timedelta(days=2, hours=6))  # a night was missed
        assert Backup.objects.ask_if_due()


@pytest.mark.django_db
@pytest.mark.one_database
def test_a_new_machine_makes_none_before_somebody_is_there(place):
    with travel(NIGHT, tick=False):
        running.run_waiting()
        call_command("backup", due=True)
    assert kept(place) == []


@pytest.mark.django_db
@pytest.mark.one_database
def test_the_drill_is_due_a_week_after_the_last_good_one(place):
    assert running.drill_is_due()
    with travel(NIGHT, tick=False) as clock:
        Backup.objects.create().note_drill("")
        clock.shift(timedelta(days=6))
        assert not running.drill_is_due()
        Backup.objects.create().note_drill("Cadangan itu rusak.")
        clock.shift(timedelta(days=1))
        assert running.drill_is_due()


def test_old_ones_go_after_a_good_one(written, place):
    with travel(MORNING, tick=False) as clock:
        for _ in range(9):
            backed_up()
            clock.shift(timedelta(days=1))

    stay = [backup.taken_at.day for backup in Backup.objects.filter(removed_at=None)]
    assert stay == [11, 10, 9, 8, 7, 6, 5]  # the Sunday of the first week, 8, is among them
    assert len(kept(place)) == 14
    assert timezone.now() > MORNING


def test_an_infected_file_is_kept_where_it_is_withheld_and_is_not_lost(written, place):
    attachment = written.revision.attachments.get()
    withhold(KINDS["attachments"], attachment, "Virus.")

    call_command("backup")

    backup = Backup.objects.get()
    assert (backup.state, backup.files, backup.damaged) == ("good", 1, 0)
    assert [damage.kind for damage in Damage.objects.all()] == ["infected"]


def test_the_timer_makes_the_backup_of_the_night_only_where_the_worker_has_not(written, place):
    with travel(NIGHT + timedelta(hours=2), tick=False):
        said = StringIO()
        call_command("backup", due=True, stdout=said)
        backup = Backup.objects.get()
        call_command("backup", due=True, stdout=said)

        assert said.getvalue() == f"{backup.name}: Jadi\n" * 2
        assert kept(place) == ["json", "tar.zst.age"]
    with travel(NIGHT + timedelta(days=1, hours=2), tick=False):
        place.rename(place.with_name("away"))
        with pytest.raises(CommandError, match="Apakah disknya terpasang"):
            call_command("backup", due=True)


@pytest.mark.django_db
def test_the_timer_fails_while_no_place_is_set(settings):
    settings.BACKUP_TARGET = ""

    with pytest.raises(CommandError, match="Tempat dan kunci cadangan belum diatur"):
        call_command("backup", due=True)
