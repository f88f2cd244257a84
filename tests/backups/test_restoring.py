"""Putting the portal back: refused in words where it cannot be meant, and nothing done twice."""

import json
from pathlib import Path

import pyrage
import pytest
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from backups import restoring
from backups.archive.packer import Packer
from backups.models import Backup
from events.models import Event, Made, Mail
from events.outbox import enqueue_message
from letters import statements
from requests_app.models import Submission
from tests.backups.portal import backed_up
from tests.submissions import make_submitted


@pytest.fixture
def archive(living, place, sari, identity, tmp_path, client, settings):
    """A backup of a portal with a submission, a session, and mails that wait; and its key."""
    client.force_login(sari)
    Made.objects.create(digest="0" * 64, address="/")
    make_submitted(sari)
    settings.STATEMENT_KEYS = settings.PRIVATE_ROOT / "statement-keys"
    statements.new_key()
    settings.SEALS_FILE.write_text("segel lama")
    Mail.objects.update(state=Mail.State.SENT)
    enqueue_message("trial", "sari@example.go.id", "Menunggu", "Isi")
    Mail.objects.filter(subject="Menunggu").update(state=Mail.State.QUEUED)
    backup = backed_up()
    assert (backup.state, backup.error) == ("good", "")
    (tmp_path / "key.txt").write_text(f"# created: today\n{identity}\n")
    return place / backup.name


@pytest.fixture
def key(tmp_path):
    return str(tmp_path / "key.txt")


def restore(archive, key, **options):
    call_command("restore", str(archive), key=key, **options)


def test_an_outsider_puts_it_back_by_one_command(archive, key, elsewhere, sari, capsys):
    files = [attachment.file.name for attachment in attachments()]
    signing_key = statements.newest_key()

    with elsewhere():
        for name in ("maintenance.json", "alarms.json", "metrics/web-1-1/counter_1.db"):  # watched
            Path(default_storage.path(name)).parent.mkdir(parents=True, exist_ok=True)
            Path(default_storage.path(name)).write_text("{}")
        restore(archive, key)

        assert "1 surel yang belum terkirim menunggu keputusan orang." in capsys.readouterr().out
        assert Submission.objects.get().state == "submitted"
        assert [attachment.file.name for attachment in attachments()] == files
        assert attachments()[0].file.read()[:5] == b"%PDF-"
        assert statements.newest_key() == signing_key != ""
        assert Backup.objects.get().state == "good"
        assert Event.objects.last().action == "backup.restore"


def attachments():
    return list(Submission.objects.get().revision.attachments.all())


def test_seals_that_lie_there_already_stay(archive, key, elsewhere, settings):
    """They may be newer than the backup: then they are a witness to what it does not know."""
    with elsewhere():
        settings.SEALS_FILE.parent.mkdir()
        settings.SEALS_FILE.write_text("segel baru")

        restore(archive, key)

        assert settings.SEALS_FILE.read_text() == "segel baru"
        settings.SEALS_FILE.unlink()
        restore(archive, key, replace=True)
        assert settings.SEALS_FILE.read_text() == "segel lama"


def test_what_was_on_its_way_is_not_done_twice(archive, key, elsewhere, sari, client):
    before = User.objects.get(pk=sari.pk).sessions_ended
    assert client.get(reverse("desk")).status_code == 200

    with elsewhere():
        restore(archive, key)

        waiting = Mail.objects.get(subject="Menunggu")
        assert (waiting.state, waiting.last_error) == (Mail.State.UNKNOWN, restoring.UNSENT)
        assert not Mail.objects.due().exists()
        assert not Session.objects.exists()
        assert not Made.objects.exists()
        assert User.objects.get(pk=sari.pk).sessions_ended == before + 1
        assert client.get(reverse("desk")).status_code == 302


def test_a_portal_in_use_is_not_replaced_unless_told(archive, key, sari):
    make_submitted(sari)
    with pytest.raises(CommandError, match="Portal di sini sudah berisi data"):
        restore(archive, key)
    assert Submission.objects.count() == 2

    restore(archive, key, replace=True)

    assert Submission.objects.count() == 1


@pytest.mark.parametrize("how", ["truncated", "changed", "empty"])
def test_a_damaged_archive_touches_nothing(archive, key, sari, how):
    content = bytearray(archive.read_bytes())
    if how == "changed":
        content[len(content) // 2] ^= 1
    archive.write_bytes({"truncated": content[:-40], "empty": b""}.get(how, content))
    make_submitted(sari)

    with pytest.raises(CommandError, match="Cadangan itu rusak atau terpotong"):
        restore(archive, key, replace=True)
    assert Submission.objects.count() == 2


def test_a_whole_stream_without_its_manifest_is_not_whole(
    living, place, key, sari, monkeypatch, identity, tmp_path
):
    monkeypatch.setattr(Packer, "end", lambda self, **facts: None)
    backup = backed_up()
    (tmp_path / "key.txt").write_text(str(identity))

    with pytest.raises(CommandError, match="Cadangan itu rusak atau terpotong"):
        restore(place / backup.name, key, replace=True)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("AGE-SECRET-KEY-1" + "Q" * 58, "bukan kunci age"),
        ("bukan kunci", "bukan kunci age"),
        ("# kosong\n", "Berkas kunci kosong"),
        (None, "Berkas kunci tidak dapat dibaca"),
    ],
)
def test_a_key_that_is_none_is_told(archive, tmp_path, text, words):
    if text is not None:
        (tmp_path / "wrong.txt").write_text(text)

    with pytest.raises(CommandError, match=words):
        restore(archive, str(tmp_path / "wrong.txt"))


def test_somebody_elses_key_opens_nothing(archive, tmp_path):
    (tmp_path / "other.txt").write_text(str(pyrage.x25519.Identity.generate()))

    with pytest.raises(CommandError, match="Kunci ini tidak membuka cadangan itu"):
        restore(archive, str(tmp_path / "other.txt"), replace=True)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"vendor": "oracle"}, "Cadangan itu dari oracle"),
        ({"migrations": [["events", "9999_later"]]}, "versi portal yang lebih baru"),
        ({"format": 2}, "versi portal yang lebih baru"),
    ],
)
def test_what_cannot_be_put_back_here_is_refused(
    living, place, key, sari, monkeypatch, facts, words, identity, tmp_path
):
    end = Packer.end
    monkeypatch.setattr(Packer, "end", lambda self, **more: end(self, **more | facts))
    backup = backed_up()
    (tmp_path / "key.txt").write_text(str(identity))

    with pytest.raises(CommandError, match=words):
        restore(place / backup.name, key, replace=True)


def test_an_archive_is_found_at_its_place_by_name_or_as_the_newest(archive, key, place, capsys):
    call_command("backup", list=True)
    assert capsys.readouterr().out.startswith(archive.name)
    with pytest.raises(CommandError, match="Cadangan itu tidak ada di tempat cadangan"):
        restore("romantik-lain.tar.zst.age", key, replace=True)

    restore("terbaru", key, replace=True)

    assert "Dipulihkan ke keadaan" in capsys.readouterr().out


def test_one_that_somebody_renamed_is_as_old_as_it_is(archive, key, elsewhere):
    """On PostgreSQL a row without its moment stood before all later ones, for ever."""
    renamed = archive.rename(archive.with_name("x" * 120))
    at = Backup.objects.get().taken_at.replace(microsecond=0)
    with elsewhere():
        restore(renamed, key)

        known = Backup.objects.get(name="x" * 100)
        assert (known.state, known.ended_at is None) == ("good", False)
        assert abs(known.taken_at - at).total_seconds() < 5
        later = Backup.objects.create(state="good", name="later", taken_at=timezone.now())
        assert Backup.objects.good().first() == later


def test_one_that_broke_off_is_begun_anew(archive, key, elsewhere, monkeypatch):
    with elsewhere():
        with monkeypatch.context() as broken:
            broken.setattr(restoring, "load", interrupted)
            with pytest.raises(KeyboardInterrupt):
                restore(archive, key)
        assert default_storage.holds_anything()

        restore(archive, key)

        assert Submission.objects.count() == 1


def interrupted(path):
    raise KeyboardInterrupt


def test_the_note_beside_an_archive_tells_no_secret(archive, place):
    (note,) = place.glob("*.json")

    assert set(json.loads(note.read_text())) == {"at", "size", "sha256"}


def test_the_drill_restores_beside_the_portal_and_forgets_its_key(archive, place, identity):
    backup = backed_up(with_drill=True)

    assert (backup.drill_fault, backup.drilled_at is None) == ("", False)
    assert Submission.objects.count() == 1
