"""In a country nobody is led to "the first office": the page says whose it is, or asks."""

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts.models import Agency, Office, Region
from complaints.models import Complaint
from consultations.models import Consultation
from tests.cast import PASSWORD, make_agency, make_member, make_office, make_region, make_staff

OF_ONE_OFFICE = ["service_standard", "satisfaction", "complaint_summary", "rating_form_pdf"]
OF_ONE_OFFICE += ["satisfaction_pdf", "satisfaction_xlsx", "guestbook", "queue_display"]


def choose(client, typed, **more):
    return client.post(reverse("fronts"), {"region": typed} | more)


def shown(response):
    return response.context["shown_office"] or None


def page_of(code, name):
    """The line in the head of a page that is about an office."""
    return f'Halaman <a href="/kantor-bps/{code}/">{name}</a>.'


@pytest.mark.parametrize("name", OF_ONE_OFFICE)
def test_a_page_of_one_office_asks_whose_it_shall_be(client, country, name):
    address = reverse(name)

    assertRedirects(
        client.get(address), f"{reverse('fronts')}?lanjut={address.replace('/', '%2F')}"
    )


@pytest.mark.parametrize("name", OF_ONE_OFFICE)
def test_one_office_alone_is_asked_about_nowhere(client, office, name):
    assert client.get(reverse(name)).status_code in (200, 404)  # no figures yet: 404
    assert client.get(reverse("fronts")).status_code == 404
    for page in ("office_front", "front_service_standard"):
        assert client.get(reverse(page, args=["6302"])).status_code == 404


def test_one_office_alone_reads_nothing_of_a_country(client, office):
    for name in ("home", "service_standard", "complaint_new", "privacy", "catalogue"):
        page = client.get(reverse(name))
        assert shown(page) == office
        for word in ("kantor-bps/", "canonical", "wilayah kegiatan Anda", "Ganti wilayah"):
            assertNotContains(page, word)


def test_the_first_page_of_a_country_asks_for_the_region_and_names_no_office(client, country):
    page = client.get(reverse("home"))

    assertContains(page, "Di wilayah mana kegiatan Anda?")
    assertContains(page, reverse("region_suggestions"))
    assert shown(page) is None
    for one in country:
        assertNotContains(page, one.name)
        assertNotContains(page, one.email)


@pytest.mark.parametrize(
    "typed", ["6305", "Kabupaten Daerah 6305 (6305)", "daerah 6305", "Kabupaten Daerah 6305"]
)
def test_the_region_that_was_typed_leads_on_and_is_remembered(client, country, typed):
    answer = choose(client, typed, lanjut="/standar-pelayanan/")

    assertRedirects(answer, "/standar-pelayanan/")
    assertContains(client.get("/standar-pelayanan/"), page_of("6305", "BPS Kabupaten Tapin"))
    assertContains(client.get(reverse("home")), "20 hari kerja")
    assertNotContains(client.get(reverse("home")), "Di wilayah mana kegiatan Anda?")


def test_the_choice_is_changed_on_every_public_page(client, country):
    choose(client, "6305")
    for name in ("home", "service_standard", "satisfaction", "complaint_new", "letter_check"):
        page = client.get(reverse(name))
        assert shown(page).code == "6305"
        change = f"{reverse('fronts')}?lanjut={reverse(name).replace('/', '%2F')}"
        assertContains(page, f'<a href="{change}">Ganti wilayah</a>', html=True)
    choose(client, "3273")

    assert shown(client.get(reverse("home"))).code == "3273"


def test_a_region_without_an_office_goes_to_its_province_then_to_the_centre(client, country):
    make_region("6309", name="Tabalong")
    answer = choose(client, "6309")
    assertContains(answer, "belum memakai portal ini")
    assert "romantik_office" not in client.cookies

    make_office("0000", name="BPS")
    choose(client, "6309")
    assert client.cookies["romantik_office"].value == "0000"
    make_office("6300", name="BPS Provinsi Kalimantan Selatan")
    choose(client, "6309")
    assert client.cookies["romantik_office"].value == "6300"
    choose(client, "", is_wider="on")
    assert client.cookies["romantik_office"].value == "0000"


def test_nothing_typed_and_nonsense_are_told_and_kept(client, country):
    assertContains(choose(client, ""), "Tuliskan wilayahnya, misalnya Kabupaten Kotabaru.")
    wrong = choose(client, "Antah-berantah")
    assertContains(wrong, "Wilayah itu tidak ditemukan.")
    assertContains(wrong, 'value="Antah-berantah"')


@pytest.mark.parametrize(
    "onward", ["https://lain.example/", "//lain.example/", "/\\lain.example", "javascript:a"]
)
def test_the_choice_leads_to_no_other_portal(client, country, onward):
    assertRedirects(choose(client, "6305", lanjut=onward), reverse("office_front", args=["6305"]))


@pytest.mark.parametrize("cookie", ["9999", "' OR 1", "63020", "6 30"])
def test_a_cookie_that_names_no_office_is_none(client, country, cookie):
    client.cookies["romantik_office"] = cookie

    assert shown(client.get(reverse("home"))) is None


def test_people_of_an_office_and_of_an_agency_have_theirs(client, country):
    _, tapin, bandung = country
    agency = make_agency("Dinas Bandung", office=bandung)
    people = [(make_staff("Ani", "examiner", office=tapin), tapin)]
    people += [(make_member("Asep", agency=agency), bandung)]
    for person, own in people:
        client.force_login(person)
        assert shown(client.get(reverse("service_standard"))) == own
        choose(client, "6302", lanjut="/standar-pelayanan/")
        assert shown(client.get(reverse("service_standard"))) == own
        elsewhere = client.get(reverse("front_service_standard", args=["6302"]))
        assert shown(elsewhere).code == "6302"
        assertContains(elsewhere, page_of("6302", "BPS Kabupaten Kotabaru"))


def test_one_persons_choice_is_kept_out_of_shared_stores(client, country):
    chosen = {"6305": "BPS Kabupaten Tapin", "3273": "BPS Kota Bandung"}
    for code, name in chosen.items():
        client.cookies["romantik_office"] = code
        for page in ("home", "service_standard", "complaint_new", "catalogue", "privacy"):
            answer = client.get(reverse(page))
            assertContains(answer, name)
            assert "Cookie" in answer.headers["Vary"], page
            assert "public" not in answer.headers.get("Cache-Control", ""), page


def test_what_anybody_may_store_knows_no_choice(client, country):
    said = {}
    for code in ("", "6305", "3273"):
        client.cookies["romantik_office"] = code
        for page in ("security_txt", "robots", "region_suggestions", "catalogue_dcat"):
            answer = client.get(reverse(page))
            said.setdefault(page, set()).add(answer.content)
    assert {page: len(answers) for page, answers in said.items()} == dict.fromkeys(said, 1)


def test_the_portal_itself_is_the_centres_or_nobodys(client, country):
    name = "catalogue_dcat"
    assert b"bps3273" not in client.get(reverse("security_txt")).content
    assert client.get(reverse(name)).json()["dct:publisher"]["foaf:name"] == (
        "Badan Pusat Statistik"
    )
    make_office("0000", name="BPS Pusat")
    assert b"mailto:bps0000@bps.example.go.id" in client.get(reverse("security_txt")).content
    assert client.get(reverse(name)).json()["dct:publisher"]["foaf:name"] == "BPS Pusat"


def sign_up(client, region):
    facts = {
        "name": "Wati",
        "email": "wati@example.go.id",
        "password1": PASSWORD,
        "password2": PASSWORD,
        "agency_name": "Dinas Baru",
        "agency_address": "Jalan 1",
        "agency_region": region,
        "agency_phone": "0518-000009",
        "consent": "on",
    }
    return client.post(reverse("account_signup"), facts)


def test_a_sign_up_goes_to_the_office_of_the_region_and_to_no_other(client, country):
    make_region("3171", name="Jakarta Pusat")
    assertContains(sign_up(client, "3171"), "belum memakai portal ini")
    assert not Agency.objects.exists()

    sign_up(client, "6305")
    assert Agency.objects.get().office.code == "6305"


def test_of_several_offices_none_is_responsible_for_a_strange_region(country):
    assert Office.objects.responsible_for(make_region("3171", name="Jakarta")) is None
    assert Office.objects.responsible_for(None) is None
    assert Office.objects.responsible_for(Region.objects.get(code="6305")).code == "6305"


def stamped(client, address, **facts):
    """Send the form of a page as a person does, who takes some seconds."""
    with time_machine.travel("2026-12-01 10:00:00+08:00", tick=False):
        stamp = client.get(address).context["form"]["stamp"].value()
    with time_machine.travel("2026-12-01 10:01:00+08:00", tick=False):
        return client.post(address, facts | {"stamp": stamp})


COMPLAINT = {"kind": "information", "text": "Kapan buka?", "target": "service"}
COMPLAINT |= {"privacy": "anonymous"}
QUESTION = {"topic": "other", "activity": "Survei", "text": "Bagaimana?", "name": "Wulan"}


@pytest.fixture
def handlers(country):
    for one in country:
        make_staff(f"Petugas {one.code}", "complaint_handler", office=one)


def test_a_complaint_goes_where_the_form_says(client, country, handlers):
    nameless = reverse("complaint_new")
    assertContains(stamped(client, nameless, **COMPLAINT), "Tuliskan kantor BPS yang Anda tuju")
    unknown = stamped(client, nameless, **COMPLAINT, office="BPS Lain")
    assertContains(unknown, "Kantor itu tidak ditemukan")
    assert not Complaint.objects.exists()

    below = reverse("front_complaint_new", args=["6305"])
    assertContains(client.get(below), 'value="BPS Kabupaten Tapin (6305)"')
    stamped(client, below, **COMPLAINT, office="BPS Kabupaten Tapin (6305)")
    assert Complaint.objects.get().office.code == "6305"


def test_a_question_goes_where_the_form_says(client, country):
    client.cookies["romantik_office"] = "3273"
    page = client.get(reverse("consultation_new"))
    assertContains(page, 'value="BPS Kota Bandung (3273)"')

    stamped(client, reverse("consultation_new"), **QUESTION, office="6302")
    assert Consultation.objects.get().office.code == "6302"
