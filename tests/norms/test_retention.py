"""The nightly work follows the table: just inside stays, just outside goes, files on disk too."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from accounts.models import Brake, Invitation
from complaints.models import Complaint
from consultations.models import Consultation
from events.chain import verify
from events.models import Made, Notice, Read
from files.taking import Taken
from guestbook.models import Visit
from norms import keeping, loading
from norms.models import Norm, Sweep
from norms.reading import norm
from norms.tasks import sweep_kept
from tests.complaints.making import make_handled
from tests.consultations.making import make_guests
from tests.pages import words
from tests.submissions import at, make_draft, upload

A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def aged(db, sari, maya, ratna, office):
    """Returns a function that makes one thing of each kind, as old as its time and so much more."""

    def make(more):
        def moment(key):
            return timezone.now() - norm(key).span - more

        read = Read.objects.create(
            by=ratna, role="Pemeriksa", what="Surat", address="/", at=moment("keep.reads")
        )
        notice = Notice.objects.create(
            person=sari, kind="x", title="x", path="/", created_at=moment("keep.notices")
        )
        made = Made.objects.create(digest="0" * 64, address="/", at=moment("keep.forms"))
        invited = Invitation.objects.create(
            agency=sari.agency,
            email="rekan@example.go.id",
            invited_by=sari,
            invited_at=moment("keep.invitations"),
        )
        swept = Sweep.objects.create(
            key="keep.reads", until=timezone.now(), count=0, at=moment("keep.sweeps")
        )
        return [read, notice, made, invited, swept]

    return make


def there(rows):
    return [row._meta.label for row in rows if type(row).objects.filter(pk=row.pk).exists()]


def test_rows_just_inside_stay_and_rows_just_outside_go(aged, time_machine):
    time_machine.move_to(at(2026, 3, 2), tick=False)
    inside, outside = aged(-A_MINUTE), aged(A_MINUTE)

    sweep_kept()

    assert there(inside) == [
        "events.Read",
        "events.Notice",
        "events.Made",
        "accounts.Invitation",
        "norms.Sweep",
    ]
    assert there(outside) == []


def test_each_run_leaves_of_each_kind_how_many_and_until_when(aged, time_machine):
    time_machine.move_to(at(2026, 3, 2), tick=False)
    aged(A_MINUTE)
    sweep_kept()
    counts = {run.key: run.count for run in Sweep.objects.filter(at=timezone.now())}

    assert set(counts) == set(keeping.KINDS)
    assert {key for key, count in counts.items() if count} == {
        "keep.reads",
        "keep.notices",
        "keep.forms",
        "keep.invitations",
        "keep.sweeps",
    }
    reads = Sweep.objects.get(key="keep.reads", at=timezone.now())
    assert (reads.count, reads.until) == (1, at(2025, 3, 2))


def test_a_kind_that_fails_is_told_and_holds_up_no_other(aged, monkeypatch, time_machine):
    time_machine.move_to(at(2026, 3, 2), tick=False)
    outside = aged(A_MINUTE)

    def fail(before):
        raise OSError("disk full")

    broken = keeping.Kind("keep.notices", ("events.Notice",), fail)
    monkeypatch.setitem(keeping.KINDS, "keep.notices", broken)
    sweep_kept()

    assert there(outside) == ["events.Notice"]
    run = Sweep.objects.filter(key="keep.notices").first()
    assert (run.count, run.error) == (0, "OSError: disk full")


def test_guests_complaints_and_their_files_go_and_the_rest_stays_valid(
    sari, maya, ratna, office, time_machine, django_capture_on_commit_callbacks
):
    time_machine.move_to(at(2024, 3, 1))
    visit = Visit.objects.arrive(office=office, service="R", name="Yusuf", contact="0812")
    asked, _ = make_guests(office)
    asked.answer(by=ratna, text="Boleh.")
    file = asked.messages.first().files.create(
        name="a.pdf",
        file=ContentFile(b"%PDF-", "a.pdf"),
        content_type="application/pdf",
        size=5,
        sha256="0" * 64,
    )
    scan = Taken(upload(), "application/pdf", False)
    complaint = make_handled(maya, name="Rahmi", uploads=[scan])
    complaint.answer(by=maya, text="Sudah.")
    kept_file = complaint.files.get()
    draft = make_draft(sari)
    paths = [one.file.storage.path(one.file.name) for one in (file, kept_file)]

    time_machine.move_to(at(2026, 3, 2))
    with django_capture_on_commit_callbacks(execute=True):
        sweep_kept()

    visit.refresh_from_db(), asked.refresh_from_db(), complaint.refresh_from_db()
    assert (visit.name, visit.contact, visit.service) == ("", "", "R")
    assert (Consultation.objects.get().name, asked.activity) == ("", "")
    assert (Complaint.objects.get().name, complaint.text) == ("", "")
    assert [path for path in paths if file.file.storage.exists(path)] == []
    assert draft.revision.answers is not None
    assert verify()[1] == ""


def test_brakes_that_were_released_go(db, time_machine):
    time_machine.move_to(at(2026, 3, 2), tick=False)
    now = timezone.now()
    for key, expires in (("over", now - A_MINUTE), ("holds", now + A_MINUTE)):
        Brake.objects.create(cache_key=key, value="1", expires=expires)
    sweep_kept()

    assert [brake.cache_key for brake in Brake.objects.all()] == ["holds"]


def test_a_shorter_time_is_followed_from_the_day_it_holds(dewi, office, time_machine):
    time_machine.move_to(at(2026, 3, 2))
    loading.load()
    visit = Visit.objects.arrive(office=office, service="R", name="Yusuf")
    time_machine.move_to(at(2026, 9, 3))
    row = Norm.objects.get(key="keep.visitors")
    row.confirm(by=dewi, read_on=None, value=6, starts_on=timezone.localdate())
    sweep_kept()

    visit.refresh_from_db()
    assert visit.name == ""


def test_the_admin_reads_what_the_nights_have_erased_and_everybody_how_long(
    client, dewi, aged, time_machine
):
    time_machine.move_to(at(2026, 3, 2), tick=False)
    aged(A_MINUTE)
    sweep_kept()
    public = words(client.get(reverse("privacy")))
    client.force_login(dewi)
    page = words(client.get(reverse("office_retention")))

    assert "12 bulan sejak dibuka" in page
    assert "1 dihapus, sampai 2 Maret 2025" in page
    assert "Tamu pada buku tamu 12 bulan sejak hari kunjungan" in public
    assert "(UU 27/2022 Pasal 6 dan Pasal 30 ayat (1))" in public
    assert "dihapus, sampai" not in public
