"""Offices of a country from a file: a preview, errors at their lines, all or none."""

import pytest
from django.core import mail as outbox
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.forms.fields import WHOLE_ADDRESS
from accounts.models import Office, OfficeList, Role, User
from files.cells import Table
from files.workbooks import written
from norms.keeping import sweep
from tests.cast import make_region, make_staff
from tests.pages import soup, told, words

HEADINGS = "kode;nama;wilayah;alamat;zona;surel admin;nama admin;tempat surat"
LINES = [
    "6305;BPS Kabupaten Tapin;Kabupaten Tapin;Jalan Haryono 12, Rantau;WITA;a5@bps.example.go.id;;",
    "6300;BPS Provinsi Kalsel;6300;Jalan Trikora 7;wita;A0@bps.example.go.id;Ani;Banjarbaru",
]
BAD = [
    "9905;BPS Entah;;Jalan 1;WITA;b1@bps.example.go.id;;",
    "6305;;Kotabaru;Jalan 2;Moskwa;sinta@bps.example.go.id;;",
    "6305;BPS Tapin;;Jalan 3;WITA;bukan surel;;",
]


@pytest.fixture
def areas(db):
    for code, name in (("6305", "Tapin"), ("6302", "Kotabaru")):
        make_region(code, name=name)


@pytest.fixture
def upload(client, sinta, areas):
    """Returns a function that sends a file and follows where it leads."""
    client.force_login(sinta)

    def send(document, name="kantor.csv"):
        document = document if isinstance(document, bytes) else document.encode()
        file = SimpleUploadedFile(name, document)
        return client.post(reverse("country_list_new"), {"file": file}, follow=True)

    return send


def text(*lines, headings=HEADINGS):
    return "\r\n".join([headings, *lines, ""])


def made(client, page, capture):
    """Press the button of the preview."""
    address = page.redirect_chain[-1][0]
    with capture(execute=True):
        client.post(address)
    return client.get(address)


def test_a_list_is_looked_at_and_made_whole(client, upload, django_capture_on_commit_callbacks):
    page = upload(text(*LINES))
    assert "2 kantor baru akan dibuat, dan adminnya diundang." in words(page)
    assert Office.objects.count() == 2

    page = made(client, page, django_capture_on_commit_callbacks)

    assert "2 kantor selesai" in words(page)
    found = Office.objects.filter(code__in=["6300", "6305"]).values_list(
        "code", "name", "region_id", "address", "city", "time_zone"
    )
    assert list(found) == [
        (
            "6300",
            "BPS Provinsi Kalsel",
            "63",
            "Jalan Trikora 7",
            "Banjarbaru",
            "Asia/Makassar",
        ),
        (
            "6305",
            "BPS Kabupaten Tapin",
            "6305",
            "Jalan Haryono 12, Rantau",
            "Tapin",
            "Asia/Makassar",
        ),
    ]
    people = User.objects.filter(office__in=["6300", "6305"]).order_by("office")
    assert [(one.name, one.email, one.roles) for one in people] == [
        ("Ani", "a0@bps.example.go.id", {Role.ADMIN}),
        ("Admin BPS Kabupaten Tapin", "a5@bps.example.go.id", {Role.ADMIN}),
    ]
    assert sorted(mail.to for mail in outbox.outbox) == [
        ["a0@bps.example.go.id"],
        ["a5@bps.example.go.id"],
    ]
    assert OfficeList.objects.get().rows == []


@pytest.mark.parametrize(
    ("name", "document"),
    [
        ("koma.csv", text(*LINES).replace(", ", " ").replace(";", ",").encode()),
        ("bom.csv", text(*LINES).encode("utf-8-sig")),
        ("utf-16.csv", text(*LINES).replace(";", "\t").encode("utf-16")),
        ("lama.csv", text(*LINES).replace("Rantau", "Rant\u00e9").encode("cp1252")),
        (
            "buku.xlsx",
            written(
                [Table("Kantor", tuple(HEADINGS.split(";")), [one.split(";") for one in LINES])]
            ).read(),
        ),
    ],
)
def test_a_file_is_read_as_spreadsheets_write_it(upload, name, document):
    assert "2 kantor baru akan dibuat" in words(upload(document, name))


def test_errors_stand_at_their_lines_and_nothing_is_kept(upload):
    page = upload(text(LINES[1], *BAD))

    rows = [
        [" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")]
        for row in soup(page).select("tbody tr")
    ]
    assert rows == [
        [
            "Baris 3",
            "BPS Entah",
            "Kode satuan kerja: Tidak ada wilayah berkode 9905. Periksa kodenya.",
        ],
        [
            "Baris 4",
            "6305",
            "Nama kantor: Isi nama kantornya. "
            "Zona waktu: Zona waktu ini tidak dikenal. Tulis WIB, WITA, atau WIT. "
            "Wilayah: Kode 6305 milik Kabupaten Tapin, bukan “Kotabaru”. Perbaiki salah satunya. "
            "Surel admin pertama: Surel ini sudah dipakai akun lain. Gunakan alamat lain.",
        ],
        [
            "Baris 5",
            "BPS Tapin",
            f"Surel admin pertama: {WHOLE_ADDRESS} "
            "Kode satuan kerja: Kode ini sudah ada pada baris 4.",
        ],
    ]
    assert (OfficeList.objects.count(), Office.objects.count()) == (0, 2)


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (
            "kode;nama\n6305;BPS Tapin\n",
            "Kolom alamat, zona, surel admin tidak ada pada baris judul.",
        ),
        (HEADINGS, "Di bawah baris judul belum ada kantor."),
        (b"\x89PNG\r\n\x00\x00", "Berkas ini bukan CSV yang dapat dibaca."),
        (b" \n ;; \n", "Berkas ini tidak berisi baris."),
        (text('6305;"BPS'), "Berkas ini bukan CSV yang dapat dibaca."),
    ],
)
def test_a_file_that_is_no_list_is_told_so(upload, document, said):
    assert said in words(upload(document))


def test_the_same_list_twice_makes_offices_once(client, upload, django_capture_on_commit_callbacks):
    first, second = upload(text(*LINES)), upload(text(*LINES))
    made(client, first, django_capture_on_commit_callbacks)
    made(client, first, django_capture_on_commit_callbacks)
    page = made(client, second, django_capture_on_commit_callbacks)

    assert "Baris 2: kantor 6305 dibuat orang lain sementara ini." in words(page)
    assert "2 kantor sudah ada dan tidak diubah." in words(upload(text(*LINES)))
    assert (Office.objects.count(), len(outbox.outbox)) == (4, 2)


def test_who_stands_is_left_alone_and_who_has_nobody_is_given_an_admin(
    client, upload, office, django_capture_on_commit_callbacks
):
    office.address = "Tetap"
    office.save()
    kotabaru = "6302;BPS Lain;;Jalan Lain;WIB;dewi@bps.example.go.id;Dewi;"
    page = upload(text(kotabaru))
    assert "1 kantor tanpa petugas tetap seperti adanya; adminnya diundang" in words(page)
    made(client, page, django_capture_on_commit_callbacks)

    office.refresh_from_db()
    assert (office.name, office.address) == ("BPS Kabupaten Kotabaru", "Tetap")
    assert User.objects.get(email="dewi@bps.example.go.id").office == office
    again = upload(text(kotabaru.replace(";Dewi;", ";D;")))
    assert "1 kantor sudah ada dan tidak diubah." in words(again)
    assert told(client.post(again.redirect_chain[-1][0])) == [
        "Semua kantor dalam daftar ini sudah ada. Tidak ada yang perlu dibuat."
    ]


def test_where_one_cannot_be_made_any_more_none_is(
    client, upload, django_capture_on_commit_callbacks
):
    page = upload(text(*LINES))
    make_staff("Ani", Role.EXAMINER, email="a0@bps.example.go.id")
    page = made(client, page, django_capture_on_commit_callbacks)

    assert (
        "Baris 3: surel a0@bps.example.go.id sementara ini dipakai akun lain. "
        "Belum ada yang dibuat. Unggah daftarnya sekali lagi."
    ) in words(page)
    assert Office.objects.count() == 2
    assert outbox.outbox == []


def test_nobody_else_sees_a_list_and_what_was_never_made_is_erased(client, upload, sinta):
    page = upload(text(*LINES))
    client.force_login(make_staff("Rekan", Role.ADMIN, office=sinta.office))
    assert client.get(page.redirect_chain[-1][0]).status_code == 404

    OfficeList.objects.update(at="2020-01-01T00:00Z")
    sweep("keep.invitations")
    assert OfficeList.objects.count() == 0


def test_the_file_to_begin_with_can_be_filled_and_read(client, upload, sinta):
    make_region("6301", name="Tanah Laut")
    sample = b"".join(client.get(reverse("country_list_csv")))

    assert "1 kantor baru akan dibuat" in words(upload(sample))


def test_a_line_that_ends_before_the_code_is_told(upload):
    page = upload(
        "nama;alamat;zona;surel admin;kode\r\nBPS Tapin;Jalan 1;WITA;a@bps.example.go.id\r\n"
    )
    assert page.status_code == 200
    assert "Baris 2" in words(page) or "baris 2" in words(page)
    assert not OfficeList.objects.exists()
