"""One recommended activity, as anybody reads it."""

from datetime import date

from django.urls import reverse
from django.utils import timezone

from letters.models import Letter
from requests_app.activities.publishing import publish
from requests_app.models import Submission
from tests.catalogue.conftest import several
from tests.letters.conftest import equip
from tests.pages import facts, queries, soup, words
from tests.submissions import make_proposed, make_recommended

ENTRY = reverse("catalogue_entry", args=["V-26.6302.001"])
BEGIN = ".state-line .btn"


def test_the_entry_names_the_letter_and_the_public_answers(client, published):
    page = soup(client.get(ENTRY))
    blocks = [block.h2.get_text() for block in page.select(".read-block")]

    assert page.h1.get_text() == published.title
    assert page.select_one(".state-line .hint").get_text() == (
        "FS3 · Dinas Perikanan Kabupaten Kotabaru · 2026"
    )
    assert facts(page, ".layout-aside dl div") == {
        "Identitas rekomendasi": "V-26.6302.001",
        "Nomor surat": "B-001/63020/KS.000/03/2026",
        "Tanggal": "16 Maret 2026",
        "Diterbitkan oleh": "BPS Kabupaten Kotabaru",
        "Sektor": "Pertanian dan Perikanan",
    }
    assert [title.split(".")[0] for title in blocks] == [
        *("Sampul", "Blok III", "Blok IV", "Blok V", "Blok VI", "Blok VII")
    ]


def test_the_same_address_in_small_letters_is_the_same_entry(client, published):
    assert client.get(ENTRY.lower()).status_code == 200
    assert client.get(ENTRY.replace("001", "002")).status_code == 404


def test_who_may_begin_a_draft_is_offered_to_begin_from_it(
    client, published, sari, budi, ratna, dewi, pending_member
):
    def offered():
        return [way["href"] for way in soup(client.get(ENTRY)).select(BEGIN)]

    way = [f"{reverse('submission_new')}?dari=V-26.6302.001"]
    assert offered() == way  # after logging in
    for person in (sari, budi, ratna, dewi, pending_member):
        client.force_login(person)
        assert offered() == (way if person in (sari, budi, pending_member) else []), person


def test_a_withdrawn_letter_is_told_at_its_address_and_not_listed(
    client, published, hasan, stranger
):
    published.withdraw_letter(by=hasan, letter_number="B-9", dated_on=date(2026, 4, 1))

    entry = client.get(ENTRY)

    assert soup(client.get(reverse("catalogue"))).select(".results h2") == []
    assert "dicabut pada 1 April 2026" in words(entry)
    assert soup(entry).select_one(".state-line .chip").get_text(strip=True) == "Surat dicabut"
    assert soup(entry).select(BEGIN) == []
    assert entry["X-Robots-Tag"] == "noindex"
    client.force_login(stranger)
    assert client.get(reverse("submission_new"), {"dari": "V-26.6302.001"}).status_code == 404


def test_the_years_of_an_activity_lead_to_each_other(client, sari, ratna, hasan):
    for year, identity in ((2025, "V-25.6302.007"), (2026, "V-26.6302.001")):
        make_recommended(
            sari,
            ratna,
            hasan,
            identity=identity,
            survey_title=f"Survei Nelayan {year}",
            fieldwork_start=f"{year}-05-04",
            fieldwork_end=f"{year}-05-29",
        )

    years = soup(client.get(ENTRY)).select_one(".through-years")

    assert " ".join(years.get_text().split()) == "Kegiatan yang sama: 2025 · 2026"
    assert years.strong["aria-current"] == "page"
    assert [link["href"] for link in years.select("a")] == [
        reverse("catalogue_entry", args=["V-25.6302.007"])
    ]


def test_an_activity_of_one_year_speaks_of_no_others(client, published):
    several(published, 3)  # of other titles

    assert soup(client.get(ENTRY)).select(".through-years") == []


def test_one_year_and_three_ask_the_same_queries(client, published):
    def twin(year):
        other = Submission.objects.get(pk=published.pk)
        newest = other.revision
        other.pk, other.code, other.identity = None, f"Z000{year}", f"V-{year % 100}.6302.009"
        other.save()
        newest.pk, newest.submission = None, other
        newest.answers["processing"]["fieldwork_start"] = f"{year}-05-04"
        newest.save()
        publish(Submission.objects.get(pk=other.pk))

    one = queries(client, ENTRY)
    twin(2024), twin(2025)

    assert len(soup(client.get(ENTRY)).select(".through-years a")) == 2
    assert queries(client, ENTRY) == one <= 10


def test_the_way_to_the_check_is_that_of_the_letter_once_it_is_signed(client, sari, ratna, hasan):
    equip(hasan)
    letter = make_proposed(sari, ratna).letters.get().reserve_numbers(by=hasan)
    letter.submission.recommend(
        by=hasan,
        identity=letter.identity,
        letter_number=letter.number,
        dated_on=letter.dated_on,
    )
    machine = reverse("api_activity", args=[letter.identity])

    def ways():
        entry = client.get(reverse("catalogue_entry", args=[letter.identity]))
        return [link["href"] for link in soup(entry).select(".layout-aside a")]

    assert ways() == [machine]
    Letter.objects.update(state="signed", signed_sha256="0" * 64, signed_at=timezone.now())
    assert ways() == [reverse("letter_verification", args=[letter.token]), machine]


def test_an_entry_that_did_not_change_is_not_sent_again(client, published):
    etag = client.get(ENTRY)["ETag"]

    assert client.get(ENTRY, headers={"If-None-Match": etag}).status_code == 304
    assert client.post(ENTRY).status_code == 405
