"""Offices of a country, one by one: who makes them, what they begin with, who looks after them."""

import pytest
from django.core import mail as outbox
from django.urls import reverse

from accounts.links import welcome_link
from accounts.models import Office, Role, User
from events.models import Event, Mail
from letters.models import LetterTemplate
from letters.page.placeholders import RECOMMEND
from romantik.offices.first_steps import steps_of
from tests.cast import make_region, make_staff
from tests.pages import queries, soup, told, words
from workdays.calendar import calendar_for

TAPIN = {
    "code": "6305",
    "name": "BPS Kabupaten Tapin",
    "region": "Kabupaten Tapin",
    "address": "Jalan Haryono MT 12, Rantau",
    "city": "",
    "time_zone": "Asia/Makassar",
    "admin_name": "Tari Handayani",
    "email": "Tari@bps.example.go.id",
}


@pytest.fixture
def tapin(db):
    return make_region("6305", name="Tapin")


def test_an_office_is_made_with_its_invited_admin_and_all_it_begins_with(
    client, sinta, tapin, django_capture_on_commit_callbacks
):
    client.force_login(sinta)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("country_office_new"), TAPIN)

    office = Office.objects.get(code="6305")
    tari = User.objects.get(email="tari@bps.example.go.id")
    assert answer.url == reverse("country_office", args=["6305"])
    assert (office.name, office.head_title, office.region, office.city, office.time_zone) == (
        "BPS Kabupaten Tapin",
        "Kepala BPS Kabupaten Tapin",
        tapin,
        "Tapin",
        "Asia/Makassar",
    )
    assert (tari.name, tari.office, tari.roles) == ("Tari Handayani", office, {Role.ADMIN})
    assert [(one.to, one.subject) for one in outbox.outbox] == [
        (["tari@bps.example.go.id"], "Buat kata sandi untuk akun petugas BPS Kabupaten Tapin")
    ]
    assert LetterTemplate.objects.in_use(office, RECOMMEND).version == 0
    assert not calendar_for(office).is_workday(office.today().replace(month=8, day=17))
    state = {step.title: (step.is_done, step.words) for step in steps_of(office, tari)}
    assert state["Data kantor"] == (False, "Belum diisi: kode pos, telepon, surel.")
    assert state["Penugasan penanda tangan"] == (
        False,
        "Belum ada yang berwenang menandatangani hari ini.",
    )
    assert [one.action for one in Event.objects.about(office)] == ["office.establish"]


def test_the_new_admin_comes_in_by_the_mailed_link_and_is_led_to_what_is_missing(
    client, sinta, tapin
):
    client.force_login(sinta)
    client.post(reverse("country_office_new"), TAPIN)
    client.logout()
    secret = "itik-alabio-di-rawa-7"
    link = welcome_link(User.objects.get(email="tari@bps.example.go.id"))
    page = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(page, {"password1": secret, "password2": secret})
    client.post(reverse("account_login"), {"login": "tari@bps.example.go.id", "password": secret})

    rows = soup(client.get(reverse("desk"))).select(".tasks .task a")
    titles = [row.get_text(strip=True) for row in rows]
    assert {"Menyiapkan kantor", "Data kantor", "Penugasan penanda tangan"} <= set(titles)


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"code": "63O5"}, ["Kode satuan kerja terdiri dari empat angka."]),
        ({"code": "9905"}, ["Tidak ada wilayah berkode 9905. Periksa kodenya."]),
        ({"code": "6302"}, ["Kantor 6302 sudah ada: BPS Kabupaten Kotabaru."]),
        (
            {"region": "Kotabaru"},
            ["Kode 6305 milik Kabupaten Tapin, bukan “Kotabaru”. Perbaiki salah satunya."],
        ),
        ({"time_zone": "Asia/Tokyo"}, ["Zona waktu ini tidak dikenal. Tulis WIB, WITA, atau WIT."]),
        (
            {"email": "sinta@bps.example.go.id"},
            ["Surel ini sudah dipakai akun lain. Gunakan alamat lain."],
        ),
        ({"address": ""}, ["Isi alamat kantornya; tercetak pada setiap surat."]),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_is_made(
    client, sinta, tapin, changes, errors
):
    client.force_login(sinta)
    page = client.post(reverse("country_office_new"), TAPIN | changes)

    assert [one.get_text(strip=True) for one in soup(page).select(".field-error")] == errors
    assert soup(page).select_one("[name=name]")["value"] == TAPIN["name"]
    assert not Office.objects.filter(code="6305").exists()


def test_the_list_finds_by_words_province_and_state_and_asks_the_same_for_one_and_fifty(
    client, sinta, tapin
):
    client.force_login(sinta)
    before = queries(client, reverse("country"))
    for number in range(10, 60):
        Office.objects.create(
            code=f"12{number}", name=f"BPS Daerah {number}", address="a", city="b"
        )

    def found(**asked):
        page = soup(client.get(reverse("country"), asked))
        return [
            (row.th.get_text(strip=True), row.select_one(".chip").get_text(strip=True))
            for row in page.select("tbody tr")
        ]

    assert queries(client, reverse("country")) == before <= 8
    assert found(cari="daerah 59") == [("BPS Daerah 59", "tanpa petugas")]
    assert found(provinsi="63") == [("BPS Kabupaten Kotabaru", "tanpa petugas")]
    assert found(keadaan="belum-siap", provinsi="00") == [("Badan Pusat Statistik", "belum siap")]
    assert found(keadaan="ditutup") == []
    make_staff("Budi", Role.FRONT_DESK)
    assert found(keadaan="siap", cari="6302") == [("BPS Kabupaten Kotabaru", "siap")]


def test_an_office_without_anybody_gets_an_admin_and_who_never_came_the_link_anew(
    client, sinta, office, django_capture_on_commit_callbacks
):
    client.force_login(sinta)
    address, typed = reverse("country_office_admin", args=["6302"]), {"name": "Dewi A"}
    typed["email"] = "dewi@bps.example.go.id"
    for key in ("first page", "second page"):
        with django_capture_on_commit_callbacks(execute=True):
            client.post(address, typed | {"csrfmiddlewaretoken": key})

    dewi = User.objects.get(email=typed["email"])
    assert (dewi.office, dewi.roles) == (office, {Role.ADMIN})
    assert [one.to for one in outbox.outbox] == [[dewi.email]] * 2
    assert Mail.objects.filter(kind="staff_welcome").count() == 2


def test_nobody_is_taken_from_another_office(client, sinta, office):
    other = make_staff("Rahmat", Role.EXAMINER, office=sinta.office)
    client.force_login(sinta)
    page = client.post(
        reverse("country_office_admin", args=["6302"]), {"name": "R", "email": other.email}
    )

    assert f"Surel {other.email} sudah dipakai akun lain. Gunakan alamat lain." in words(page)
    assert User.objects.get(pk=other.pk).office == sinta.office


ADDRESSES = [
    ("country", ()),
    ("country_office_new", ()),
    ("country_list_new", ()),
    ("country_list_csv", ()),
    ("country_office", ("6302",)),
    ("country_closing", ("6302",)),
]


def test_only_the_centres_admin_comes_here(client, sinta, dewi, budi):
    clerk = make_staff("Klerk", Role.EXAMINER, office=sinta.office)

    def answers(person):
        client.force_login(person)
        return [client.get(reverse(name, args=args)).status_code for name, args in ADDRESSES]

    assert answers(sinta) == [200] * 6
    for person in (dewi, budi, clerk):
        assert answers(person) == [403] * 6


def test_a_country_has_its_door_at_the_centre_only(client, sinta, dewi):
    def doors(person):
        client.force_login(person)
        return [a["href"] for a in soup(client.get(reverse("office"))).select("main .task a")]

    assert reverse("country") in doors(sinta)
    assert reverse("country") not in doors(dewi)


def test_the_page_of_an_office_asks_the_same_for_one_and_five_admins(client, sinta, office):
    make_staff("A", Role.ADMIN)
    client.force_login(sinta)
    before = queries(client, reverse("country_office", args=["6302"]))
    for name in "BCDE":
        make_staff(name, Role.ADMIN)

    assert queries(client, reverse("country_office", args=["6302"])) == before <= 20


def test_a_second_press_tells_of_the_same_office(client, sinta, tapin):
    client.force_login(sinta)
    first, second = (client.post(reverse("country_office_new"), TAPIN) for _ in range(2))

    assert first.url == second.url
    assert told(second) == [
        "BPS Kabupaten Tapin dibuat. Tautan pertama dikirim ke tari@bps.example.go.id."
    ]
    assert Mail.objects.filter(kind="staff_welcome").count() == 1
