"""An office's list of what it recommended before the portal comes in, and is taken back."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from earlier.models import Import
from earlier.tasks import go_on
from events.models import Event
from events.refusals import NotAllowed, NotNow
from letters.models import Counter
from requests_app.activities.publishing import faults, rebuild
from requests_app.models import Activity, Earlier, Word
from tests.cast import make_agency, make_office, make_staff
from tests.earlier.making import (
    FISHERS,
    HEADINGS,
    PATIENTS,
    as_csv,
    as_xlsx,
    brought,
    checked,
    imported,
    said,
)

State = Import.State


def row(base, **changes):
    return [changes.get(heading, cell) for heading, cell in zip(HEADINGS, base, strict=True)]


def changed(base, heading, cell):
    return row(base, **{heading: cell})


@pytest.mark.parametrize(
    "upload",
    [
        lambda: as_xlsx(FISHERS, PATIENTS),
        lambda: as_csv(FISHERS, PATIENTS),
        lambda: as_csv(FISHERS, PATIENTS, sign=",", code="utf-8-sig"),
        lambda: as_csv(FISHERS, PATIENTS, sign="\t", code="cp1252"),
        lambda: as_csv(FISHERS, PATIENTS, code="utf-16"),
    ],
)
def test_a_list_comes_in_however_it_was_saved(dewi, agency, upload):
    made = imported(upload(), dewi)

    assert (made.state, made.done, made.document) == (State.DONE, 2, None)
    assert Activity.objects.count() == 2
    fishers = Activity.objects.get(code="V-24.6302.001")
    assert (fishers.title, fishers.year, fishers.is_archive) == (FISHERS[3], 2024, True)
    assert (fishers.purpose, fishers.regions) == ("Mengetahui biaya melaut", ["63", "6302"])
    assert fishers.variables == ["biaya bahan bakar", "pendapatan per trip"]
    assert str(fishers.letter_dated_on) == "2024-03-05"
    assert Earlier.objects.get(identity="V-24.6302.001").agency == agency
    assert Activity.objects.search("nelayan").count == 1
    assert Activity.objects.search("", [("asal", "arsip")]).count == 2
    assert list(faults()) == []


def test_columns_are_guessed_by_their_headings_and_may_be_corrected(dewi):
    made = brought(as_csv(FISHERS, headings=["a", *HEADINGS[1:3], "Uraian", *HEADINGS[4:]]), dewi)

    assert (made.state, made.total, made.mapping.get("title")) == (State.MAPPING, 1, None)
    with pytest.raises(NotNow, match="Pilih kolom untuk: Judul kegiatan"):
        made.map(by=dewi, mapping=made.mapping)
    made.map(by=dewi, mapping=made.mapping | {"title": 3})
    made.work()

    assert (made.state, made.lines.counted()) == (State.CHECKED, {"ready": 1})


def test_each_faulty_row_says_where_it_is_wrong_and_what_is_right(dewi):
    wrong = row(
        FISHERS,
        Identitas="V-24.6302",
        **{"Judul Kegiatan": "", "Tgl Surat": "31/02/2024", "Wilayah": "Atlantis"},
    )
    made = checked(
        as_csv(
            PATIENTS,
            wrong,
            changed(FISHERS, "Jenis", "kompilasi"),
            changed(FISHERS, "Tgl Surat", "2023-03-05"),
            changed(FISHERS, "Judul Kegiatan", "Hubungi andi@example.go.id"),
            changed(FISHERS, "Identitas", "V-24.7400.001"),
        ),
        dewi,
    )

    assert made.lines.counted() == {"ready": 1, "faulty": 5}
    assert said(made) == [
        (
            3,
            "faulty",
            [
                "“V-24.6302” bukan identitas rekomendasi. Tulis seperti V-24.6302.001: huruf V "
                "atau K, tahun, kode satuan kerja, nomor urut.",
                "Belum diisi.",
                "“31/02/2024” bukan tanggal. Tulis seperti 2024-03-05 atau 5 Maret 2024.",
                "Tidak ada wilayah “Atlantis”. Tulis nama kabupaten/kota atau provinsi, atau kode "
                "BPS-nya; beberapa wilayah dipisah titik koma.",
            ],
        ),
        (4, "faulty", ["Identitas berhuruf V adalah survei, bukan “kompilasi”."]),
        (5, "faulty", ["Bertahun 2023, tetapi identitasnya terbit tahun 2024."]),
        (
            6,
            "faulty",
            ["Memuat surel atau nomor telepon, yang tidak boleh tampil di katalog."],
        ),
        (7, "faulty", ["Satuan kerja 7400 tidak ada di portal."]),
    ]


def test_what_is_here_comes_in_no_second_time_and_what_is_alike_is_told(dewi):
    imported(as_csv(FISHERS), dewi)
    again = changed(FISHERS, "Identitas", "V-24.6302.002")
    made = checked(as_csv(FISHERS, again, PATIENTS, PATIENTS), dewi)

    assert said(made) == [
        (2, "doubled", ["V-24.6302.001 sudah ada di portal ini."]),
        (
            3,
            "warned",
            [
                "Judul, instansi, dan tahunnya sama dengan V-24.6302.001. Periksa apakah keduanya "
                "benar."
            ],
        ),
        (5, "doubled", ["K-24.6302.007 sudah ada pada baris 4 berkas ini."]),
    ]
    made.start(by=dewi, leaves_alike=True)
    made.work()
    assert sorted(Earlier.objects.values_list("identity", flat=True)) == [
        "K-24.6302.007",
        "V-24.6302.001",
    ]


def test_the_whole_import_is_undone_and_no_number_falls(dewi, agency):
    before = Word.objects.count()
    made = imported(as_csv(FISHERS, PATIENTS), dewi)
    counters = list(Counter.objects.order_by("pk").values_list("year", "register", "last"))

    made.undo(by=dewi)
    made.work()

    assert (made.state, made.lines.count()) == (State.UNDONE, 0)
    assert (Earlier.objects.count(), Activity.objects.count()) == (0, 0)
    assert Word.objects.count() == before
    assert list(faults()) == []
    assert counters == [(2024, "K", 7), (2024, "V", 1)]
    assert list(Counter.objects.order_by("pk").values_list("year", "register", "last")) == counters
    said_of = Event.objects.filter(action__startswith="earlier.").order_by("pk")
    assert list(said_of.values_list("action", flat=True)) == [
        *("earlier.bring", "earlier.map", "earlier.start", "earlier.finish"),
        *("earlier.undo", "earlier.empty"),
    ]
    call_command("check_registers")


def test_only_the_centre_brings_in_what_others_have_recommended(dewi):
    make_office("6301")
    made = checked(as_csv(changed(FISHERS, "Identitas", "V-24.6301.001"), PATIENTS), dewi)
    assert said(made) == [
        (
            2,
            "faulty",
            [
                "Identitas ini milik satuan kerja 6301. Rekomendasi satuan kerja lain diimpor oleh "
                "admin di sana atau admin pusat."
            ],
        )
    ]

    centre = make_staff("Pusat", "admin", office=make_office("0000"))
    made = imported(as_csv(changed(FISHERS, "Identitas", "V-24.6301.001"), PATIENTS), centre)

    assert {one.office_id for one in Earlier.objects.all()} == {"6301", "6302"}
    neighbour = make_staff("Tetangga", "admin", office=make_office("6301"))
    assert list(Import.objects.visible_to(neighbour)) == []
    with pytest.raises(NotAllowed):
        made.undo(by=neighbour)


def test_work_that_broke_off_is_gone_on_with_and_makes_nothing_twice(dewi, monkeypatch):
    monkeypatch.setattr("earlier.models.working.HANDFUL", 1)
    made = checked(as_csv(FISHERS, PATIENTS), dewi)
    made.start(by=dewi, leaves_alike=False)
    publish = monkeypatch.setattr  # the second handful finds the plug pulled
    from requests_app.activities import archive

    real, calls = archive.publish, []

    def cut_off(*given):
        calls.append(given)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(*given)

    publish(archive, "publish", cut_off)
    with pytest.raises(KeyboardInterrupt):
        made.work()
    half = Import.objects.get()
    assert (half.state, half.done, Earlier.objects.count()) == (State.RUNNING, 1, 1)

    go_on()
    assert Import.objects.get().state == State.RUNNING  # somebody may be at it
    Import.objects.update(moved_at=timezone.now() - timedelta(minutes=5))
    go_on()

    assert Import.objects.get().state == State.DONE
    assert (Earlier.objects.count(), Activity.objects.count()) == (2, 2)


def test_an_agency_that_registers_later_finds_its_own(dewi, office):
    imported(as_csv(PATIENTS), dewi)
    late = make_agency("Dinas Kesehatan Kabupaten Kotabaru", office=office, state="pending")

    late.approve(by=dewi)

    assert Earlier.objects.get().agency == late
    assert list(faults()) == []


def test_the_catalogue_made_anew_keeps_the_archive_beneath_what_the_portal_decided(dewi):
    imported(as_csv(FISHERS, PATIENTS), dewi)
    before = list(Activity.objects.values_list("pk", "code"))

    assert rebuild() == 2

    assert list(Activity.objects.values_list("pk", "code")) == before
    assert [code for _, code in before] == ["K-24.6302.007", "V-24.6302.001"]
    assert all(pk < 0 for pk, _ in before)


def test_a_file_that_says_nothing_is_refused_in_words(dewi, client):
    client.force_login(dewi)
    made = brought(as_csv(headings=["Judul", "Identitas"]), dewi)
    assert (made.state, made.problem[:40]) == (
        State.UNREADABLE,
        "Berkas ini tidak memuat baris di bawah j",
    )
    made.discard(by=dewi)
    assert client.get(reverse("earlier_imports")).status_code == 200
    assert not Import.objects.exists()
