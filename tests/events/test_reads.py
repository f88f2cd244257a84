"""What staff read is noted without a query, entered a little later, told to whom it concerns."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from time_machine import travel

from events import reads
from events.models import Event, Read
from events.tasks import enter_reads
from norms.keeping import sweep
from romantik.celery import app
from romantik.serving.reading import READS
from tests.pages import queries, soup, words
from tests.submissions import make_examined

MINUTES = timedelta(minutes=1)


@pytest.fixture
def clock():
    with travel("2026-03-02 02:00Z", tick=False) as clock:
        yield clock


@pytest.fixture
def file(clock, sari, ratna):
    return make_examined(sari, ratna)


def opened(person, name, *about, **query):
    client = Client()
    client.force_login(person)
    response = client.get(reverse(name, args=about), query)
    assert response.status_code in (200, 302)
    b"".join(response)


def entered(clock):
    clock.shift(3 * MINUTES)
    enter_reads()
    return [(read.by.name, read.what, read.about) for read in Read.objects.order_by("at", "pk")]


def test_a_file_read_by_staff_is_a_row_and_no_event(clock, file, ratna):
    events = Event.objects.count()
    opened(ratna, "submission", file.code)
    assert entered(clock) == [("Ratna Dewanti", "Halaman pengajuan", file.code)]
    read = Read.objects.get()

    assert (read.role, read.kind) == ("Petugas pemeriksa", "submission")
    assert f"{read.at:%H:%M}" == "02:00"
    assert Event.objects.count() == events


def test_attachments_zips_exports_and_persons_are_noted(clock, file, ratna, dewi, sari):
    attachment = file.revision.attachments.first()
    opened(ratna, "attachment", file.code, attachment.pk)
    clock.shift(MINUTES)
    opened(ratna, "dossier", file.code)
    clock.shift(MINUTES)
    opened(ratna, "submissions_csv", status="submitted")
    clock.shift(MINUTES)
    opened(dewi, "office_person", ratna.pk)

    assert entered(clock) == [
        ("Ratna Dewanti", "Lampiran", file.code),
        ("Ratna Dewanti", "Seluruh berkas dalam ZIP", file.code),
        ("Ratna Dewanti", "Ekspor daftar pengajuan (CSV)", ""),
        ("Dewi Anggraini", "Data pegawai", str(ratna.pk)),
    ]


def test_an_agency_reading_its_own_file_is_not_noted_nor_what_was_refused(
    clock, file, sari, stranger, hasan, ratna
):
    opened(sari, "submission", file.code)
    client = Client()
    client.force_login(ratna)
    assert client.get(reverse("submission", args=["AAAAAAAA"])).status_code == 404

    assert entered(clock) == []


def test_reading_costs_no_query(clock, file, ratna, monkeypatch):
    client = Client()
    client.force_login(ratna)
    address = reverse("submission", args=[file.code])
    client.get(address)
    with_note = queries(client, address)
    monkeypatch.setattr("romantik.serving.reading.READS", {})

    assert queries(client, address) == with_note


def test_within_a_minute_a_page_is_one_reading(clock, file, ratna):
    for _ in range(3):
        opened(ratna, "submission", file.code)
    clock.shift(MINUTES)
    opened(ratna, "submission", file.code)

    assert len(entered(clock)) == 2


def test_the_file_of_a_minute_is_entered_once_and_only_when_it_is_over(clock, file, ratna):
    opened(ratna, "submission", file.code)
    enter_reads()
    assert Read.objects.count() == 0
    [kept] = reads.folder().glob("*")
    assert oct(kept.stat().st_mode)[-3:] == "600"

    text = kept.read_text()
    assert len(entered(clock)) == 1
    assert list(reads.folder().glob("*")) == []
    kept.write_text(text)  # it was killed before it had removed the file
    assert len(entered(clock)) == 1


def test_where_no_file_can_be_written_reading_goes_on_and_the_log_has_it(
    clock, file, ratna, caplog
):
    reads.folder().parent.mkdir(parents=True, exist_ok=True)
    reads.folder().write_text("in the way")

    opened(ratna, "submission", file.code)

    assert f'"about": "{file.code}"' in caplog.text


def test_a_line_that_was_cut_off_keeps_no_other_back(clock, file, ratna):
    opened(ratna, "submission", file.code)
    [kept] = reads.folder().glob("*")
    kept.write_text(kept.read_text() + '{"id": "7')

    assert len(entered(clock)) == 1


def test_the_agency_reads_role_and_time_the_admin_the_name(clock, file, ratna, sari, dewi):
    opened(ratna, "submission", file.code)
    entered(clock)
    page = reverse("submission_reads", args=[file.code])
    client = Client()
    client.force_login(sari)
    hers = words(client.get(page))
    assert "2 Maret 2026 pukul 10.00 WITA Halaman pengajuan Petugas pemeriksa" in hers
    assert "Ratna" not in hers
    assert soup(client.get(reverse("submission", args=[file.code]))).find(href=page)

    client.force_login(dewi)
    assert "Ratna Dewanti Petugas pemeriksa" in words(client.get(page))
    assert "Ratna Dewanti" in words(client.get(reverse("office_reads")))
    before = client.get(reverse("office_reads"), {"sampai": "2026-03-01"})
    assert "Belum ada yang membaca" in words(before)

    client.force_login(ratna)
    assert client.get(page).status_code == 403


def test_rows_are_kept_for_a_year(clock, file, ratna):
    opened(ratna, "submission", file.code)
    assert len(entered(clock)) == 1
    clock.shift(timedelta(days=364))
    sweep("keep.reads")
    assert Read.objects.count() == 1

    clock.shift(timedelta(days=2))
    sweep("keep.reads")
    assert Read.objects.count() == 0


def test_every_address_of_the_table_is_one():
    known = set(get_resolver().reverse_dict)

    assert [name for name in READS if name not in known] == []
    assert app.conf.beat_schedule["enter_reads"]["schedule"] == 60
