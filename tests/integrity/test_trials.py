"""Somebody with the database and the disk in his hands changes what was kept: he is noticed.

Each trial undoes rules and traces as far as he can, then the hour and the night come.
"""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from events import ends
from events.models import ChainHead, Event, Mail
from events.recording import record
from events.write_once import guarded, lifted
from integrity import inspecting, tasks
from integrity.models import Damage, Seal, Turn
from letters import archive
from requests_app.models import Attachment

pytestmark = pytest.mark.django_db
KEEPERS = {"dewi@bps.example.go.id", "hasan@bps.example.go.id"}


@pytest.fixture
def kept(signed, dewi, seal):
    """A signed letter and the history that led to it, sealed."""
    assert seal().count == Event.objects.count()
    return signed


def night(seal):
    """The hourly seal, then a run of the night, which looks at all there is of so little."""
    seal()
    tasks.look_at_shares()


def found():
    """What was found, each told to two persons."""
    for damage in Damage.objects.all():
        told = Mail.objects.filter(kind="integrity_alarm", about_id=str(damage.pk))
        assert {mail.to for mail in told} == KEEPERS
    return [(damage.kind, damage.words) for damage in Damage.objects.order_by("pk")]


def test_what_is_whole_gives_no_alarm(kept, seal):
    night(seal)
    night(seal)

    assert found() == []
    assert {turn.kind: turn.whole for turn in Turn.objects.all()} == {
        "chain": Event.objects.count(),
        "letters": 1,
        "attachments": 1,
        "results": 0,
        "complaint_files": 0,
        "consultation_files": 0,
        "appeal_files": 0,
    }


def test_a_week_of_nights_looks_at_everything(kept, seal, monkeypatch):
    """However much there is: shares of 48 runs, eight a night, are the whole."""
    monkeypatch.setattr(inspecting, "AT_LEAST", 1)
    monkeypatch.setattr(inspecting, "RUNS", 4)
    for _ in range(inspecting.RUNS + 1):
        tasks.look_at_shares()

    assert Turn.objects.get(kind="chain").whole == Event.objects.count()


def test_a_changed_event_is_noticed(kept, seal):
    event = Event.objects.earliest("pk")
    with lifted(connection):
        Event.objects.filter(pk=event.pk).update(particulars={"code": "lain"})

    night(seal)

    ((kind, words),) = found()
    assert kind == "chain"
    assert words.startswith(f"Catatan nomor {event.pk} ({event.action}, ")


def test_a_removed_event_is_noticed(kept, seal):
    first, second, *_ = Event.objects.order_by("pk")
    with lifted(connection):
        first.delete()

    night(seal)

    (gone, broken) = found()
    assert "ada yang dihapus atau disisipkan" in gone[1]
    assert broken[1].startswith(f"Catatan nomor {second.pk} ")


def cut_the_tail():
    """Take the last event away, and let the chain's own end agree."""
    *_, before, last = Event.objects.order_by("pk")
    with lifted(connection):
        Mail.objects.filter(event=last).update(event=None)
        last.delete()
        ChainHead.objects.update(digest=before.digest, count=Event.objects.count())
    return last.pk or before.pk + 1


def test_a_tail_that_was_cut_with_the_end_set_back_is_noticed(kept, seal):
    count, last = Event.objects.count(), Event.objects.last().pk
    cut_the_tail()

    night(seal)

    assert [words for _, words in found()] == [
        f"Sampai catatan nomor {last} seharusnya ada {count} catatan, yang ada {count - 1}: "
        "ada yang dihapus atau disisipkan.",
        f"Catatan nomor {last}, yang tersegel, tidak ada lagi atau telah diubah.",
    ]


@pytest.fixture
def done_since(kept, dewi, django_capture_on_commit_callbacks):
    """Two deeds after the seal: the numbers of their events."""
    with django_capture_on_commit_callbacks(execute=True):
        record(dewi, "user.close_calendar", by=dewi)
        record(dewi, "user.renew_calendar", by=dewi)
    return list(Event.objects.order_by("-pk").values_list("pk", flat=True)[:2])


def test_a_tail_cut_before_it_was_sealed_is_noticed(done_since, seal):
    last, _ = done_since
    cut_the_tail()

    night(seal)

    assert found() == [
        (
            "chain",
            f"1 catatan, yang pertama nomor {last}, sudah direkam menurut berkas di luar basis "
            "data, tetapi tidak ada lagi atau telah diubah.",
        )
    ]


def test_so_is_one_that_was_replaced_with_a_chain_that_fits(done_since, seal, dewi):
    last, _ = done_since
    cut_the_tail()
    record(dewi, "user.close_calendar", by=dewi)

    night(seal)

    assert [words.split(", sudah")[0] for _, words in found()] == [
        f"1 catatan, yang pertama nomor {last}"
    ]


def test_what_was_sealed_is_noted_no_longer(done_since, seal):
    assert len(ends.noted()[0]) == 2

    with time_machine.travel(timezone.now() + timedelta(minutes=3), tick=False):
        assert seal().count == Event.objects.count()

    assert ends.noted() == ({}, [])


def test_lines_that_a_full_disk_cut_off_give_no_alarm(done_since, seal):
    (path,) = ends.folder().iterdir()
    path.write_text(path.read_text() + "17 abc")

    assert seal().count == Event.objects.count()
    assert path.stat().st_mode & 0o777 == 0o600


def test_where_no_file_can_be_written_deeds_go_on_and_the_log_has_it(
    kept, dewi, caplog, settings, tmp_path, django_capture_on_commit_callbacks
):
    (tmp_path / "full").write_text("")
    settings.PRIVATE_ROOT = tmp_path / "full"

    with django_capture_on_commit_callbacks(execute=True):
        event = record(dewi, "user.close_calendar", by=dewi)

    assert f"could not be noted (Not a directory): {event.pk} {event.digest}" in caplog.text


def test_neither_does_taking_the_seals_back_help(kept, seal):
    cut_the_tail()
    with lifted(connection):
        Seal.objects.all().delete()

    night(seal)

    assert [words for _, words in found()] == [
        "Segel di basis data hilang, salinannya di luar (SEALS_FILE) masih ada."
    ]


def test_a_seal_of_another_key_is_noticed(kept, seal, settings):
    settings.SEAL_KEY.unlink()

    night(seal)

    assert [words for _, words in found()] == ["Segel terakhir di basis data tidak asli."]


def test_an_inserted_event_is_noticed(kept, seal):
    middle = Event.objects.order_by("pk")[2]
    gap = Event(
        subject_type=middle.subject_type, subject_id=middle.subject_id, action="submission.submit"
    )
    gap.at, gap.digest, gap.pk = middle.at, "0" * 64, Event.objects.last().pk + 1000
    gap.save(force_insert=True)

    night(seal)

    assert found()[0][1].startswith(f"Catatan nomor {gap.pk} (submission.submit, ")


def test_two_swapped_events_are_noticed(kept, seal):
    one, other = Event.objects.order_by("pk")[1:3]
    with lifted(connection):
        for event, facts in ((one, other), (other, one)):
            Event.objects.filter(pk=event.pk).update(
                action=facts.action, particulars=facts.particulars, at=facts.at
            )

    night(seal)

    assert {words.split(" (")[0] for _, words in found()} == {
        f"Catatan nomor {one.pk}",
        f"Catatan nomor {other.pk}",
    }


def overwrite(settings, name, content=b"%PDF-1.7 lain"):
    path = settings.PRIVATE_ROOT / name
    path.chmod(0o600)
    path.write_bytes(content)


def test_an_overwritten_letter_is_noticed(kept, seal, settings):
    overwrite(settings, archive.name_of(kept.signed_sha256))

    night(seal)

    assert [(kind, words.split(":")[0]) for kind, words in found()] == [
        ("letters", "Surat tidak utuh")
    ]


@pytest.mark.parametrize("kind", ["cover_letter", "form_scan"])
def test_an_overwritten_attachment_or_scan_is_noticed(kept, seal, settings, kind):
    attachment = kept.submission.revision.attachments.first()
    with lifted(connection):
        Attachment.objects.filter(pk=attachment.pk).update(kind=kind)
    overwrite(settings, attachment.file.name)

    night(seal)

    assert found() == [("attachments", "Isi berkasnya lain daripada yang disimpan.")]


def test_a_lost_attachment_is_noticed(kept, seal, settings):
    attachment = kept.submission.revision.attachments.first()
    (settings.PRIVATE_ROOT / attachment.file.name).unlink()

    night(seal)

    assert found() == [("attachments", "Berkasnya tidak ada lagi di penyimpanan.")]


@pytest.mark.django_db(transaction=True)
def test_a_rule_that_was_switched_off_is_noticed(kept, seal):
    name, table = next(iter(guarded(connection).items()))
    with lifted(connection):
        if connection.vendor == "sqlite":
            night(seal)
            ((kind, words),) = found()
            assert (kind, words.startswith("Aturan “tulis sekali” hilang")) == ("rules", True)
            assert name in words
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER "{name}"')
            night(seal)
            cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER "{name}"')
        assert found() == [("rules", f"Aturan “tulis sekali” dimatikan: {name}.")]


def test_what_was_accepted_is_told_once_and_sealing_goes_on(kept, seal, dewi):
    cut_the_tail()
    night(seal)
    told = Mail.objects.filter(kind="integrity_alarm").count()
    for damage in Damage.objects.open():
        damage.settle(by=dewi, outcome="accepted", reason="Basis data dipulihkan dari cadangan.")

    made = seal()

    assert made.count == Event.objects.count()
    night(seal)
    assert Damage.objects.open().count() == 0
    assert Mail.objects.filter(kind="integrity_alarm").count() == told
