"""The search in the head: straight to what is called so, else by kind; only what one may see."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests.cast import make_agency, make_member, make_office, make_staff
from tests.letters.conftest import key, letter, numbered, signed  # noqa: F401  fixtures
from tests.submissions import make_draft, make_recommended, make_submitted

TITLE = "Survei Biaya Melaut"
QUERIES = 16


def ask(client, words, person=None):
    if person:
        client.force_login(person)
    return client.get(reverse("search"), {"kata": words})


def found(client, words, person):
    groups = ask(client, words, person).context["groups"]
    return {group.title: [line.title for line in group.shown] for group in groups}


@pytest.fixture
def filed(sari):
    return make_submitted(sari, survey_title=TITLE)


def test_a_code_leads_straight_to_the_file_in_small_letters_too(client, filed, sari, ratna):
    for person in (sari, ratna):
        assert ask(client, f" {filed.code.lower()} ", person).url == filed.get_absolute_url()


def test_numbers_lead_straight_there_and_parts_of_them_find(client, signed, ratna, sari):  # noqa: F811
    file = signed.submission
    file.refresh_from_db()
    for person in (ratna, sari):
        assert ask(client, signed.number, person).url == signed.get_absolute_url()
        assert ask(client, file.identity, person).url == file.get_absolute_url()

    part = signed.number.partition("/")[0]
    assert found(client, part, ratna)["Surat"] == [signed.number]
    assert found(client, part, sari)["Pengajuan"] == [file.spoken_title]
    assert "Surat" not in found(client, part, sari)


def test_each_finds_only_what_he_may_see(client, filed, sari, ratna, stranger):
    neighbour = make_member(agency=make_agency())
    elsewhere = make_staff("Ujang Rahmat", "examiner", office=make_office("6303"))
    draft = make_draft(sari, survey_title=f"{TITLE} Baru")

    assert found(client, "biaya melaut", sari)["Pengajuan"] == [TITLE, f"{TITLE} Baru"]
    assert found(client, "biaya melaut", ratna)["Pengajuan"] == [TITLE]
    for person in (neighbour, elsewhere, stranger):
        assert found(client, "biaya melaut", person) == {}
        for file in (filed, draft):
            assert ask(client, file.code, person).status_code == 200


def test_an_agency_is_found_by_who_approves_agencies(client, filed, sari, budi, hasan):
    name = sari.agency.name

    assert found(client, name, budi)["Instansi"] == [name]
    assert "Instansi" not in found(client, name, hasan)
    assert "Instansi" not in found(client, name, sari)


def test_a_stranger_is_led_to_the_catalogue(client, filed, signed):  # noqa: F811
    signed.submission.refresh_from_db()

    assert ask(client, "biaya & melaut").url == "/katalog/?cari=biaya+%26+melaut"
    assert ask(client, filed.code).url == f"/katalog/?cari={filed.code}"
    identity = signed.submission.identity
    assert ask(client, identity.lower()).url == reverse("catalogue_entry", args=[identity])


def test_nothing_found_says_so_and_nothing_asked_asks(client, ratna):
    assert "Tidak ada yang cocok" in ask(client, "tidakada", ratna).content.decode()
    for nothing in ("", "\x00 "):
        page = ask(client, nothing, ratna)
        assert "Tuliskan kode pengajuan" in page.content.decode()


def test_what_is_asked_is_only_words(client, ratna):
    page = ask(client, "<b>x</b> %' --", ratna)

    assert page.status_code == 200
    assert "<b>x</b>" not in page.content.decode()


def test_many_cost_no_more_questions_than_one(client, sari, ratna, django_assert_num_queries):
    make_submitted(sari, survey_title=TITLE)
    client.force_login(ratna)
    ask(client, "melaut")
    with django_assert_num_queries(QUERIES):
        ask(client, "melaut")
    for _ in range(10):
        make_submitted(sari, survey_title=TITLE)
    with django_assert_num_queries(QUERIES):
        page = ask(client, "melaut")
    (files,) = page.context["groups"]
    assert (len(files.shown), files.has_more) == (8, True)
    assert "/pengajuan/?cari=melaut" in page.content.decode()


def test_every_page_has_it_once_in_the_head_and_once_in_the_menu(client, ratna):
    for person in (None, ratna):
        if person:
            client.force_login(person)
        page = BeautifulSoup(client.get(reverse("home")).content, "html.parser")
        forms = page.select("header form[role=search]")
        assert [form["action"] for form in forms] == ["/cari/"] * 2


@pytest.mark.usefixtures("usual_abbreviations")
@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("UMKM", "Survei Usaha Mikro Kecil Menengah Kotabaru"),
        ("Susenas", "Survei Sosial Ekonomi Nasional Kotabaru"),
        ("opd kotabaru", "Survei Pegawai Organisasi Perangkat Daerah Kotabaru"),
        ("usaha mikro kecil dan menengah", "Pendataan UMKM Kotabaru"),
    ],
)
def test_abbreviations_find_what_is_meant(client, sari, ratna, hasan, asked, title):
    make_submitted(sari, survey_title=title)
    make_submitted(sari, survey_title="Survei Biaya Melaut Kotabaru")
    make_recommended(sari, ratna, hasan, survey_title=f"{title} Lama", identity="V-25.6302.007")

    groups = found(client, asked, ratna)
    listed = client.get(reverse("submissions"), {"cari": asked}).context["rows"]
    public = client.get(reverse("catalogue"), {"cari": asked})

    assert sorted(groups["Pengajuan"]) == [title, f"{title} Lama"]
    assert groups["Katalog kegiatan statistik"] == [f"{title} Lama"]
    assert sorted(row.title for row in listed) == [title, f"{title} Lama"]
    assert f"{title} Lama" in public.content.decode()
