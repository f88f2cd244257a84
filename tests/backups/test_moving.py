"""Files on their way from a folder into a bucket and back; backups of what lies in a bucket."""

import hashlib
import io
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from backups import drilling, moving
from backups.models import Backup
from files.arriving.store import Arrivals
from files.storing import places
from files.storing.places import FOLDER
from files.storing.trouble import StoreAway
from integrity.inspections import KINDS
from integrity.scanning import withhold
from letters import archive
from requests_app.models import Attachment, Submission
from tests import stores
from tests.backups import bucket_server
from tests.backups.portal import backed_up, elsewhere
from tests.submissions import PDF, attach, make_draft, make_submitted

pytestmark = pytest.mark.one_database


def move(**options):
    """What the command says."""
    output = io.StringIO()
    call_command("move_files", stdout=output, stderr=output, **options)
    return output.getvalue().splitlines()


@pytest.fixture
def portal(db, sari):
    """In a folder: three attachments, one of them infected, and the file of a mail."""
    draft = make_draft(sari)
    for name in ("satu.pdf", "dua.pdf"):
        attach(draft, by=sari, kind="other", name=name)
    withhold(KINDS["attachments"], Attachment.objects.get(name="dua.pdf"), "virus")
    return draft


@pytest.fixture
def to(settings, address):
    """Returns a switch: the portal's files go there, and were there before."""

    def switch(now, before=""):
        settings.FILES_OLD = before
        stored = stores.stored(settings, now, before) if address in (now, before) else None
        settings.STORAGES = settings.STORAGES | {"default": stored or at_home}

    at_home = settings.STORAGES["default"]
    return switch


def every_file():
    """Whatever the rows name, read."""
    found = {}
    for row in Attachment.objects.all():
        with default_storage.open(row.file.name if row.name != "dua.pdf" else aside(row)) as file:
            found[row.name] = file.read()
    return found


def aside(row):
    return f"karantina/{row.file.name.rpartition('/')[2]}"


def test_all_goes_into_the_bucket_and_comes_back_and_is_there_all_the_while(
    portal, to, address, settings, sari
):
    before = every_file()
    to(address, FOLDER)
    assert every_file() == before
    new = attach(portal, by=sari, kind="other", name="tiga.pdf")

    assert move() == [
        "3 berkas dipindahkan, 0 tertinggal.",
        "Hapus FILES_OLD dari pengaturan, lalu jalankan ulang portal.",
    ]
    assert move()[0] == "0 berkas dipindahkan, 0 tertinggal."
    to(address)
    assert every_file() == before | {"tiga.pdf": PDF}
    assert not [path for path in settings.PRIVATE_ROOT.rglob("*") if path.is_file()]

    to(FOLDER, address)
    assert move(keep=True) == ["4 berkas dipindahkan, 4 tertinggal."]
    assert move()[0] == "4 berkas dipindahkan, 0 tertinggal."
    to(FOLDER)
    assert every_file() == before | {"tiga.pdf": PDF}
    assert (settings.PRIVATE_ROOT / new.file.name).stat().st_mode & 0o077 == 0


def test_it_goes_on_where_a_silent_store_broke_it_off(portal, to, address, monkeypatch):
    before = every_file()
    to(address, FOLDER)
    digest_of, seen = moving.digest_of, []

    def fatal(file):
        seen.append(file.name)
        if len(seen) == 4:  # the second is there, and was not read back
            raise StoreAway("Tempat berkas tidak menjawab.")
        return digest_of(file)

    monkeypatch.setattr(moving, "digest_of", fatal)
    with pytest.raises(CommandError, match="yang sudah pindah tetap di sana"):
        move()
    monkeypatch.undo()

    assert every_file() == before
    assert move()[0] == "2 berkas dipindahkan, 0 tertinggal."
    to(address)
    assert every_file() == before


def test_a_changed_file_stays_and_is_told_and_a_deleted_one_does_not_come_back(
    portal, to, address, settings, monkeypatch
):
    changed, deleted = (
        Attachment.objects.get(name=name) for name in ("satu.pdf", "surat-pengantar.pdf")
    )
    (settings.PRIVATE_ROOT / changed.file.name).write_bytes(b"lain")
    to(address, FOLDER)
    copy = moving._copy

    def copy_while_it_is_deleted(name, file, new):
        copy(name, file, new)
        if name == deleted.file.name:
            default_storage.delete(name)
            copy(name, file, new)  # the store was slow

    monkeypatch.setattr(moving, "_copy", copy_while_it_is_deleted)
    with pytest.raises(CommandError, match=r"1 berkas tidak dapat dipindahkan\."):
        move()

    lying = [name for name, _ in default_storage.names()]
    assert sorted(lying) == sorted(
        [changed.file.name, aside(Attachment.objects.get(name="dua.pdf"))]
    )
    assert (settings.PRIVATE_ROOT / changed.file.name).read_bytes() == b"lain"


def test_what_is_on_its_way_goes_along_and_goes_on(portal, to, address, settings):
    digest = hashlib.sha256(PDF).hexdigest()
    Arrivals("7").append(digest, PDF[:20], offset=0, length=len(PDF))
    to(address, FOLDER)

    assert move()[0] == "4 berkas dipindahkan, 0 tertinggal."
    to(address)

    assert not [path for path in settings.PRIVATE_ROOT.rglob("*") if path.is_file()]
    Arrivals("7").append(digest, PDF[20:], offset=20, length=len(PDF))
    assert Arrivals("7").read(digest) == PDF


def test_without_a_place_before_nothing_is_moved(db, settings):
    settings.FILES_OLD = ""
    with pytest.raises(CommandError, match="FILES_OLD belum diatur"):
        move()


def test_a_backup_takes_what_lies_in_the_bucket_and_brings_it_into_another(
    living, bucket, place, identity, sari, settings, tmp_path, address, monkeypatch
):
    submission = make_submitted(sari)
    digest = archive.keep(b"%PDF-1.7 surat")
    monkeypatch.setattr("backups.contents._of_letters", lambda alias: [digest])
    (tmp_path / "key.txt").write_text(str(identity))
    backup = backed_up()
    assert (backup.error, backup.damaged, backup.files) == ("", 0, 2)

    with elsewhere(tmp_path / "other"):
        other = stores.stored(settings, f"{address}-lain")
        settings.STORAGES = settings.STORAGES | {"default": other}
        default_storage.save("lampiran/lain", ContentFile(b"isi"))
        with pytest.raises(CommandError, match="Portal di sini sudah berisi data"):
            call_command("restore", "terbaru", key=str(tmp_path / "key.txt"))
        default_storage.delete("lampiran/lain")
        call_command("restore", "terbaru", key=str(tmp_path / "key.txt"))

        restored = Submission.objects.get(code=submission.code).revision.attachments.get()
        assert restored.file.read() == PDF
        assert archive.read(digest) == b"%PDF-1.7 surat"


def test_a_letter_of_a_bucket_comes_back_into_a_folder_for_reading_alone(
    living, bucket, place, identity, sari, settings, tmp_path, monkeypatch
):
    make_submitted(sari)
    digest = archive.keep(b"%PDF-1.7 surat")
    monkeypatch.setattr("backups.contents._of_letters", lambda alias: [digest])
    (tmp_path / "key.txt").write_text(str(identity))
    backed_up()

    with elsewhere(tmp_path / "other"):
        folder = places.stored_in(tmp_path / "files", "", "", "", "")
        settings.STORAGES = settings.STORAGES | {"default": folder}
        call_command("restore", "terbaru", key=str(tmp_path / "key.txt"))

    mode = (tmp_path / "files" / archive.name_of(digest)).stat().st_mode
    assert oct(mode & 0o777) == "0o400"


def test_a_backup_while_the_store_is_away_is_none(living, place, sari, settings, impatient):
    make_submitted(sari)
    nobody = stores.stored(settings, "s3+http://127.0.0.1:1/berkas")
    settings.STORAGES = settings.STORAGES | {"default": nobody}
    backup = backed_up()

    assert backup.state == Backup.State.FAILED
    assert backup.error == "Tempat berkas (S3) tidak menjawab (EndpointConnectionError)."
    assert list(place.iterdir()) == []


def test_the_drill_touches_no_bucket(settings, monkeypatch, tmp_path):
    monkeypatch.setenv("FILES_FILE", str(tmp_path / "address"))
    monkeypatch.setenv("FILES_SECRET", bucket_server.SECRET)
    monkeypatch.setenv("BACKUP_TARGET_FILE", str(tmp_path / "target"))

    around = drilling.surroundings(Path(tmp_path), "sqlite:")

    assert {around[name] for name in ("FILES", "FILES_OLD", "FILES_KEY", "FILES_SECRET")} == {""}
    assert (around["FILES_FILE"], around["BACKUP_TARGET_FILE"]) == ("", "")


def test_the_drill_touches_no_database_but_its_own(monkeypatch, tmp_path):
    own = "postgres://own@127.0.0.1/portal"
    monkeypatch.setenv("DATABASE_DIRECT_URL", own)
    monkeypatch.setenv("REPLICA_URL", own)
    monkeypatch.setenv("DATABASE_POOLED", "true")
    ask = "from django.conf import settings as s; print(s.DIRECT_DATABASE, s.DATABASES)"

    around = drilling.surroundings(tmp_path, "postgres://own@127.0.0.1/portal_uji")
    done = subprocess.run(  # as the drill's own command reads it
        [sys.executable, "-c", ask], cwd=settings.BASE_DIR, env=around, capture_output=True
    )

    said = done.stdout.decode()
    assert "portal_uji" in said, done.stderr
    assert "'portal'" not in said
    assert "'POOLED': True" not in said


def test_a_lost_file_comes_back_into_the_bucket(bucket, db, sari, tmp_path, capsys):
    attachment = make_draft(sari).revision.attachments.get()
    copy = tmp_path / "copy" / attachment.file.name
    copy.parent.mkdir(parents=True)
    copy.write_bytes(PDF)
    bucket.client.put_object(**bucket._at(attachment.file.name), Body=b"lain")

    call_command("restore_files", tmp_path / "copy")

    assert capsys.readouterr().out.endswith("1 berkas dipulihkan, 0 belum.\n")
    assert attachment.file.open().read() == PDF
