"""How a draft begins: blank, for whom, or from an activity that is picked."""

import pytest
from django.urls import reverse

from requests_app.models import Submission
from requests_app.views.filling import beginnings
from tests.cast import make_agency, make_member
from tests.pages import soup, told, words
from tests.submissions import at, make_recommended, make_submitted

NEW, PICKER = reverse("submission_new"), reverse("submission_source")


def picked(client, **asked):
    page = client.get(PICKER, asked)
    return [row.a.get_text() for row in soup(page).select(".task")]


def test_an_agency_begins_a_blank_draft(client, sari, agency):
    client.force_login(sari)
    begun = client.post(NEW, {"edition": "fs3_2021"})

    draft = Submission.objects.get()
    assert begun.url == reverse("answers", args=[draft.code, "cover"])
    assert told(begun) == ["Draf dibuat. Isi blok demi blok; urutannya bebas."]
    assert (draft.agency, draft.created_by, draft.entered_by) == (agency, sari, None)


def test_the_front_desk_begins_one_for_an_agency_and_goes_on_at_the_counter(client, budi, agency):
    client.force_login(budi)
    begun = client.post(NEW, {"edition": "fpkpa_2021", "agency": agency.name.upper()})

    draft = Submission.objects.get()
    assert begun.url == reverse("counter_begin", args=[draft.code])
    assert (draft.agency, draft.entered_by, draft.edition) == (agency, budi, "fpkpa_2021")


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"edition": "fs3_2021", "agency": "Dinas Antah"}, "agency"),
        ({"edition": "fs3_2021", "agency": "Dinas Pariwisata Kabupaten Kotabaru"}, "agency"),
        ({"edition": "fs3_1999", "agency": "Dinas Perikanan Kabupaten Kotabaru"}, "edition"),
        ({"agency": "Dinas Perikanan Kabupaten Kotabaru"}, "edition"),
    ],
)
def test_what_begins_nothing_is_told_and_kept(client, budi, agency, pending_member, typed, wrong):
    client.force_login(budi)
    page = client.post(NEW, typed)

    assert list(page.context["form"].errors) == [wrong]
    assert soup(page).select_one("input[name=agency]")["value"] == typed["agency"]
    assert Submission.objects.count() == 0


def test_the_check_before_leads_to_its_form_and_the_desk_to_its_agency(client, budi, sari):
    asked = {"formulir": "fpkpa_2021", "instansi": "Dinas Pasar"}
    client.force_login(budi)
    desk = soup(client.get(NEW, asked))
    client.force_login(sari)
    own, nonsense = soup(client.get(NEW, asked)), soup(client.get(NEW, {"formulir": "lain"}))

    assert desk.select_one("input[name=agency]")["value"] == "Dinas Pasar"
    assert own.select("input[name=agency]") == []
    for page in (desk, own):
        assert page.select_one("input[name=edition][checked]")["value"] == "fpkpa_2021"
    assert nonsense.select("input[name=edition][checked]") == []


@pytest.mark.parametrize("person", ["ratna", "hasan", "dewi"])
def test_who_starts_no_drafts_is_told_who_does(client, person, request):
    client.force_login(request.getfixturevalue(person))
    for address in (NEW, PICKER):
        refused = client.get(address)
        assert refused.status_code == 403
        assert "Pengajuan dibuat oleh instansi, atau oleh petugas PST" in (refused.content.decode())


@pytest.fixture
def three(sari, ratna, hasan, office, time_machine):
    """Sari's of 2025 and 2026, and one of another agency that was recommended in 2026."""
    time_machine.move_to(at(2025, 3, 3))
    make_submitted(sari, survey_title="Survei Nelayan 2025")
    time_machine.move_to(at(2026, 3, 2))
    make_submitted(sari, survey_title="Survei Nelayan 2026")
    other = make_agency("Dinas Kebun", office=office)
    make_recommended(make_member(agency=other), ratna, hasan, survey_title="Survei Kebun 2026")


def test_the_picker_narrows_by_year_words_and_agency(client, three, sari, budi):
    client.force_login(sari)

    assert picked(client) == ["Survei Kebun 2026", "Survei Nelayan 2026", "Survei Nelayan 2025"]
    assert picked(client, tahun="2025") == ["Survei Nelayan 2025"]
    assert picked(client, tahun="2026", cari="\x00kebun ") == ["Survei Kebun 2026"]
    assert picked(client, milik="sendiri", tahun="2026") == ["Survei Nelayan 2026"]
    assert picked(client, tahun="x") == picked(client, tahun="1") == picked(client)
    client.force_login(budi)
    assert len(picked(client, milik="sendiri")) == 3  # the desk has no agency of its own


def test_what_was_asked_stays_in_the_fields_and_nothing_found_leads_on(client, three, sari):
    client.force_login(sari)
    page = client.get(PICKER, {"cari": "gajah", "tahun": "2026", "milik": "sendiri"})

    assert soup(page).select_one("#cari")["value"] == "gajah"
    assert soup(page).select_one("#tahun")["value"] == "2026"
    assert soup(page).select("input[name=milik][checked]")
    assert "Tidak ada kegiatan yang cocok" in words(page)
    assert NEW in [link["href"] for link in soup(page).select(".empty a")]


def test_a_row_says_what_it_lends(client, three, sari):
    client.force_login(sari)
    rows = soup(client.get(PICKER)).select(".task")

    lent = [" ".join(row.select_one(".hint").get_text(" ").split()) for row in rows]
    assert [said.rpartition("Disalin: ")[2] for said in lent] == [
        "hanya isian yang terbuka untuk umum",
        *["semua isian, kecuali tanggal, jumlah, dan referensi waktu"] * 2,
    ]
    ways = [row.a["href"] for row in rows]
    assert ways[0] == f"{NEW}?dari=V-26.6302.001"
    assert ways[1:] == [
        f"{NEW}?dari={Submission.objects.get(title=f'Survei Nelayan {year}').code}"
        for year in (2026, 2025)
    ]


def test_the_picker_goes_on_page_by_page(client, three, sari, monkeypatch):
    monkeypatch.setattr(beginnings, "PAGE", 2)
    client.force_login(sari)
    first = soup(client.get(PICKER, {"cari": "survei"}))
    following = first.select_one("a[rel=next]")["href"]
    second = soup(client.get(PICKER + following))

    assert following.startswith("?cari=survei&sesudah=")
    assert [row.a.get_text() for row in second.select(".task")] == ["Survei Nelayan 2025"]
    assert second.select("a[rel=next]") == []
