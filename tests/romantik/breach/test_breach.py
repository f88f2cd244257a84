"""Who is affected, what was read and taken away by whom, both drafts: exactly what is needed."""

import csv
import hashlib
import io
import zipfile
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from allauth.usersessions.models import UserSession
from django.core.management import CommandError, call_command
from django.urls import reverse
from time_machine import travel

from events.models import Event, Read
from guestbook.models import Visit
from romantik.breach.kinds import NAMES, data_of
from romantik.serving.reading import READS
from tests.cast import make_agency, make_member, make_staff
from tests.pages import words
from tests.submissions import WITA, make_examined

pytestmark = pytest.mark.django_db
NIGHT = {"since": "2026-03-02T08:00", "until": "2026-03-03T08:00", "known_at": "2026-03-03T09:00"}
FILES = [
    *("ringkasan.txt", "pemberitahuan-subjek-data.txt", "pemberitahuan-lembaga.txt"),
    *("terdampak.csv", "pembacaan.csv", "peristiwa.csv", "sesi.csv", "bukti.csv"),
    "DAFTAR-ISI.csv",
]


@pytest.fixture
def clock():
    with travel(datetime(2026, 3, 2, 10, tzinfo=WITA), tick=False) as clock:
        yield clock


def read(by, what, kind="", about="", hour=11, day=2, address="/"):
    at = datetime(2026, 3, day, hour, tzinfo=WITA)
    role = by.role_labels
    return Read.objects.create(
        by=by, role=role, what=what, kind=kind, about=str(about), address=address, at=at
    )


@pytest.fixture
def night(clock, sari, ratna, budi, dewi):
    """Ratna's account was misused: it took a file's attachment and a list; Budi worked as ever."""
    file = make_examined(sari, ratna)
    read(ratna, "Lampiran", "submission", file.code)
    read(
        ratna, "Ekspor daftar pengajuan (CSV)", address="/pengajuan/daftar.csv?q=%3D1%2B1", hour=12
    )
    read(budi, "Halaman pengajuan", "submission", file.code, hour=13)
    read(ratna, "Halaman pengajuan", "submission", file.code, day=4)  # after the night
    UserSession.objects.create(
        user=ratna,
        ip="192.0.2.7",
        user_agent="=cmd|'/c calc'!A1",
        session_key="x" * 32,
        created_at=datetime(2026, 3, 2, 9, tzinfo=WITA),
        last_seen_at=datetime(2026, 3, 2, 12, tzinfo=WITA),
    )
    UserSession.objects.update(last_seen_at=datetime(2026, 3, 2, 12, tzinfo=WITA))
    clock.move_to(datetime(2026, 3, 3, 10, tzinfo=WITA))
    return file


def unpacked(response):
    content = b"".join(response) if hasattr(response, "streaming_content") else response
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        return {name: pack.read(name) for name in pack.namelist()}


def table(pack, name):
    return list(csv.reader(io.StringIO(pack[name].decode()), delimiter=";"))[1:]


@pytest.fixture
def asking(client, dewi):
    """Returns a function with which the admin asks for a pack."""
    client.force_login(dewi)

    def ask(**facts):
        return client.post(reverse("office_breach"), NIGHT | facts)

    return ask


def test_the_pack_of_one_account_says_who_is_affected_and_by_what(asking, night, ratna, sari):
    pack = unpacked(asking(accounts=ratna.email.upper()))

    assert list(pack) == FILES
    assert [line[:4] for line in table(pack, "terdampak.csv")] == [
        [*line, "yang tertulis dalam berkas itu, misalnya nama, tanda tangan, dan kontak"]
        for line in sorted(
            [
                [sari.name, f"anggota {sari.agency.name}", sari.email],
                *contacts_of(night),
            ]
        )
    ]
    assert [[line[1], line[3], line[4], line[5]] for line in table(pack, "pembacaan.csv")] == [
        [ratna.email, "Lampiran", night.code, "ya"],
        [ratna.email, "Ekspor daftar pengajuan (CSV)", "q==1+1", "ya"],
    ]
    assert table(pack, "sesi.csv") == [
        [
            *(ratna.email, "2026-03-02 09:00:00 WITA", "2026-03-02 12:00:00 WITA"),
            *("192.0.2.7", "'=cmd|'/c calc'!A1"),
        ]
    ]


def contacts_of(file):
    told = file.revision.answers["contacts"]
    for key, value in told.items():
        if key.endswith("_email"):
            name = told[f"{key.removesuffix('_email')}_name"]
            yield [name, "narahubung dalam formulir", value.lower()]


def test_the_drafts_say_what_article_46_asks_for_and_by_when(asking, night, ratna):
    pack = unpacked(
        asking(accounts=ratna.email, what="Sandi dipakai orang lain.", measures="Sandi diganti.")
    )
    person, authority = (
        pack[f"pemberitahuan-{whom}.txt"].decode() for whom in ("subjek-data", "lembaga")
    )

    for draft in (person, authority):
        assert "paling lambat 6 Maret 2026 pukul 09.00 WITA" in draft
        assert "(UU 27/2022 Pasal 46 ayat (1))" in draft
        assert "1. Data pribadi yang terungkap" in draft
        assert "2. Kapan dan bagaimana data itu terungkap" in draft
        assert "Antara 2 Maret 2026 pukul 08.00 WITA dan 3 Maret 2026 pukul 08.00 WITA." in draft
        assert "Sandi dipakai orang lain." in draft
        assert "3. Upaya penanganan dan pemulihan\n   Sandi diganti." in draft
    assert "Tercatat 2 pembacaan, 2 di antaranya dibawa keluar sebagai berkas." in authority
    assert "belum termasuk orang dalam 1 daftar atau ekspor yang dibuka" in authority


def test_the_manifest_and_the_evidence_have_the_digests_of_what_is_there(asking, night):
    pack = unpacked(asking())

    assert table(pack, "DAFTAR-ISI.csv") == [
        [name, str(len(content)), hashlib.sha256(content).hexdigest()]
        for name, content in pack.items()
        if name != "DAFTAR-ISI.csv"
    ]
    attachment = night.revision.attachments.get()
    evidence = table(pack, "bukti.csv")
    assert [line[0] for line in evidence] == [
        "Pembacaan dalam paket ini",
        "Akhir riwayat",
        "Segel terakhir",
        "Lampiran",
    ]
    assert evidence[3] == [
        *("Lampiran", f"{night.code}/{attachment.pk}", str(attachment.size), attachment.sha256)
    ]
    assert [line[5] for line in table(pack, "peristiwa.csv")] == list(
        Event.objects.filter(at__gte=datetime(2026, 3, 2, tzinfo=UTC))
        .exclude(action="office.pack_breach")
        .order_by("pk")
        .values_list("digest", flat=True)
    )


def test_no_more_personal_data_than_needed(asking, night):
    """Neither what was written in the file, nor phone numbers, nor words of events."""
    whole = b"\n".join(unpacked(asking()).values()).decode()

    for block in night.revision.answers.values():
        for key, value in block.items():
            if key.endswith(("_phone", "_address")) and isinstance(value, str) and value:
                assert value not in whole, key
    assert night.title not in whole


def test_a_file_narrows_it_down(asking, night, budi, ratna):
    pack = unpacked(asking(files=night.code.lower()))

    assert {line[1] for line in table(pack, "pembacaan.csv")} == {ratna.email, budi.email}
    assert {line[4] for line in table(pack, "peristiwa.csv")} == {f"submission {night.pk}"}
    assert table(pack, "sesi.csv") == []


@pytest.mark.parametrize("name", ["since", "until", "known_at"])
@pytest.mark.parametrize("moment", ["0001-01-01T00:00", "9999-12-31T23:00"])
def test_a_year_that_cannot_be_is_told_in_words(asking, name, moment):
    assert "Isi tanggal dan jam yang ada." in words(asking(**{name: moment}))


def test_two_guests_with_one_telephone_are_two_people(asking, night, budi):
    """Nobody is left out of the list because another wrote the same, or a dash."""
    for name, contact in (("Yusuf", "-"), ("Wulan", "-"), ("Yusuf", "-")):
        visit = Visit.objects.arrive(office=budi.office, service="R", name=name, contact=contact)
        read(budi, "Kunjungan", "visit", visit.pk, hour=14)

    guests = [line[:3] for line in table(unpacked(asking()), "terdampak.csv") if line[1] == "tamu"]

    assert guests == [["Wulan", "tamu", "-"], ["Yusuf", "tamu", "-"]]


def test_contacts_of_earlier_versions_are_told_too(asking, night):
    """Versions can be compared: whoever read the file could read them."""
    earlier = night.revision
    contacts = earlier.answers["contacts"]
    mailbox = next(key for key in contacts if key.endswith("_email"))
    changed = contacts | {mailbox: "baru@example.go.id"}
    later = type(earlier)(submission=night, number=earlier.number + 1)
    later.answers = {**earlier.answers, "contacts": changed}
    later.save()

    mailboxes = {line[2] for line in table(unpacked(asking()), "terdampak.csv")}

    assert {"baru@example.go.id", contacts[mailbox].lower()} <= mailboxes


def test_of_a_complaint_the_reporter_is_not_named(asking, night, ratna):
    read(ratna, "Pengaduan", "complaint", "ABCD2345", hour=14)

    pack = unpacked(asking(accounts=ratna.email))

    assert [
        "Pelapor pengaduan ABCD2345",
        "pelapor pengaduan; dihubungi lewat meja pengaduan",
        "",
    ] in [line[:3] for line in table(pack, "terdampak.csv")]


def test_what_is_wrong_is_told_and_nothing_is_made(asking, night):
    page = words(asking(accounts="siapa@example.go.id", until="2026-03-01T08:00"))

    assert "Tidak dikenal di kantor ini: siapa@example.go.id. Periksa ejaannya." in page
    assert "Pilih waktu sesudah “Sejak”, paling lama setahun kemudian." in page
    assert not Event.objects.filter(action="office.pack_breach").exists()


def test_an_admin_packs_nothing_of_another_office(asking, night, official_of_another_office):
    other = official_of_another_office
    read(other, "Lampiran", "submission", "XXXXXXXX")
    member = make_member(agency=make_agency(office=other.office))

    pack = unpacked(asking())
    refused = words(asking(accounts=member.email))

    assert other.email not in b"".join(pack.values()).decode()
    assert "Tidak dikenal di kantor ini" in refused


def test_that_it_was_made_stands_in_the_offices_history(asking, night):
    b"".join(asking())

    event = Event.objects.get(action="office.pack_breach")
    assert event.sentence.strip() == (
        "Dewi Anggraini menyusun paket kebocoran data pribadi untuk 02-03-2026 08.00 sampai "
        "03-03-2026 08.00."
    )


def test_the_command_writes_it_for_its_owner_alone(night, ratna, tmp_path, capsys):
    facts = {"since": NIGHT["since"], "until": NIGHT["until"], "known": NIGHT["known_at"]}
    given = [f"--{name}={value}" for name, value in facts.items()]

    (folder := tmp_path / "paket").mkdir()
    call_command("breach_pack", *given, f"--account={ratna.email}", f"--out={folder}")

    (path,) = folder.iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(unpacked(path.read_bytes())) == FILES
    assert "until 2026-03-06 09:00 WITA (article 46)." in capsys.readouterr().out
    with pytest.raises(CommandError, match=r"There is no user siapa@example\.go\.id"):
        call_command("breach_pack", *given, "--account=siapa@example.go.id")
    with pytest.raises(CommandError, match="name another --out"):
        call_command("breach_pack", *given, f"--out={folder / 'tidak-ada'}")


def test_every_page_that_is_noted_has_its_kinds_of_data():
    """What says nothing of its own shows no more than who is concerned with a file."""
    lean = {
        what
        for what, kind in READS.values()
        if data_of(SimpleNamespace(what=what, kind=kind)) == NAMES
    }

    assert lean == {
        *("Halaman pengajuan", "Tanda terima", "Daftar lampiran", "Catatan dan tanggapan"),
        *("Halaman surat", "Surat", "Salinan arsip surat", "Konsep surat", "Riwayat pengajuan"),
        "Surat sebelum ditandatangani",
        *(f"Ekspor daftar pengajuan ({ending})" for ending in ("CSV", "XLSX", "ODS")),
    }


def test_only_admins_get_there(client, night):
    client.force_login(make_staff("Nur", "head"))

    assert client.get(reverse("office_breach")).status_code == 403
