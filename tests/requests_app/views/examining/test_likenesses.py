"""Activities like the one in hand: for the agency while it types, for the office to judge."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from events.refusals import NotAllowed, NotNow
from requests_app.models import Activity, Resemblance
from tests.cast import make_agency, make_member
from tests.submissions import make_draft, make_examined, make_recommended


@pytest.fixture
def earlier(ratna, hasan, office):
    """Another agency's survey of fishers, recommended last year."""
    other = make_member(agency=make_agency("Dinas Kelautan", office=office))
    title = "Survei Biaya Operasional Nelayan Kabupaten Kotabaru Tahun 2025"
    return make_recommended(other, ratna, hasan, survey_title=title, identity="V-25.6302.007")


def text(response):
    return BeautifulSoup(response.content, "html.parser").get_text(" ", strip=True)


def test_while_the_title_is_typed_the_agency_learns_what_there_is(client, sari, earlier):
    draft = make_draft(sari)
    client.force_login(sari)
    address = reverse("similar", args=[draft.code])
    typed = {"survey_title": "Survei biaya operasional nelayn kotabaru"}

    found = client.get(address, typed, headers={"HX-Request": "true"})
    nothing = client.get(address, {"survey_title": "Kompilasi wisatawan"})

    assert earlier.title in text(found)
    assert "judul mirip" not in text(found)
    assert b"<html" not in found.content
    assert "Tidak ada kegiatan serupa" in text(nothing)
    assert address in client.get(reverse("answers", args=[draft.code, "cover"])).content.decode()


def test_the_examiner_reads_why_each_is_shown_and_judges_it(client, sari, ratna, hasan, earlier):
    file = make_examined(sari, ratna)
    client.force_login(ratna)
    listed = text(client.get(reverse("similar", args=[file.code])))
    pair = reverse("similar_one", args=[file.code, earlier.identity])

    beside = text(client.get(pair))
    without_reason = client.post(pair, {"verdict": "continues", "reason": " "})
    client.post(pair, {"verdict": "continues", "reason": "Kegiatan yang sama, tahun berikutnya."})

    for reason in ("judul mirip 100%", "peubah sama 100%", "wilayah beririsan", "tahun sama"):
        assert reason in listed
    assert "Dinas Kelautan" in beside
    assert without_reason.status_code == 200
    (said,) = file.resemblances.all()
    assert (said.other, said.verdict, said.by) == (earlier, "continues", ratna)
    assert "lanjutan" in text(client.get(reverse("submission", args=[file.code])))
    assert file.title in text(client.get(reverse("submission", args=[earlier.code])))


def test_the_head_reads_the_verdict_before_signing_and_the_agency_never(
    client, sari, ratna, hasan, earlier
):
    file = make_examined(sari, ratna)
    file.resemblances.compare(earlier, by=ratna, verdict="different", reason="Populasinya lain.")
    file.propose_recommendation(by=ratna)

    client.force_login(hasan)
    assert "Populasinya lain." in text(client.get(reverse("issuance", args=[file.code])))
    client.force_login(sari)
    assert "Populasinya lain." not in text(client.get(reverse("submission", args=[file.code])))


def test_only_the_assigned_examiner_judges_and_only_beside_recommended_ones(
    sari, ratna, hasan, dewi, earlier
):
    file, unfinished = make_examined(sari, ratna), make_draft(sari)
    facts = {"verdict": "duplicate", "reason": "Sama."}

    with pytest.raises(NotAllowed):
        file.resemblances.compare(earlier, by=hasan, **facts)
    with pytest.raises(NotNow):
        file.resemblances.compare(unfinished, by=ratna, **facts)
    file.resemblances.compare(earlier, by=ratna, **facts)
    file.resemblances.compare(earlier, by=ratna, verdict="different", reason="Ternyata lain.")
    assert [one.verdict for one in Resemblance.objects.all()] == ["different"]


def test_what_continues_another_is_shown_with_it_through_the_years(sari, ratna, hasan, earlier):
    file = make_examined(sari, ratna)
    file.resemblances.compare(earlier, by=ratna, verdict="continues", reason="Tahun berikutnya.")
    file.propose_recommendation(by=ratna)
    file.recommend(
        by=hasan, identity="V-26.6302.001", letter_number="B-1", dated_on=earlier.letter_dated_on
    )

    rows = Activity.objects.get(submission=file).through_the_years()

    assert {row.code for row in rows} == {"V-25.6302.007", "V-26.6302.001"}


def test_who_compares_nothing_opens_no_pair_and_a_stranger_no_file(
    client, sari, ratna, budi, stranger, earlier
):
    file = make_examined(sari, ratna)
    pair = reverse("similar_one", args=[file.code, earlier.identity])
    for person, code in ((sari, 403), (budi, 403), (stranger, 404)):
        client.force_login(person)
        assert client.get(pair).status_code == code
    client.force_login(ratna)
    assert client.get(pair.replace("007", "008")).status_code == 404


def test_what_is_no_verdict_is_told_and_the_reason_kept(client, sari, ratna, earlier):
    file = make_examined(sari, ratna)
    client.force_login(ratna)
    page = client.post(
        reverse("similar_one", args=[file.code, earlier.identity]),
        {"verdict": "mirip", "reason": "Sama."},
    )

    assert list(page.context["form"].errors) == ["verdict"]
    assert "Sama." in page.content.decode()
    assert not Resemblance.objects.exists()


def test_asking_while_typing_is_braked(client, sari, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"similar": "2/m/user"}
    client.force_login(sari)
    address = reverse("similar", args=[make_draft(sari).code])

    assert [client.get(address).status_code for _ in range(3)] == [200, 200, 429]


@pytest.mark.parametrize(
    ("verdict", "own", "of_others"),
    [
        ("duplicate", "Duplikat dari", "Mempunyai duplikat"),
        ("continues", "Lanjutan dari", "Dilanjutkan oleh"),
        ("different", "Berbeda dari", "Berbeda dari"),
    ],
)
def test_a_verdict_links_both_activities_whatever_it_is(
    client, sari, ratna, hasan, earlier, verdict, own, of_others
):
    file = make_examined(sari, ratna)
    file.resemblances.compare(earlier, by=ratna, verdict=verdict, reason="Alasan dalam.")
    older = reverse("catalogue_entry", args=[earlier.identity])
    writer = earlier.created_by
    assert "Kegiatan terkait" not in text(client.get(older))  # the file is nobody else's matter
    client.force_login(writer)
    assert file.title not in text(client.get(earlier.get_absolute_url()))

    file.propose_recommendation(by=ratna)
    file.recommend(
        by=hasan, identity="V-26.6302.001", letter_number="B-1", dated_on=earlier.letter_dated_on
    )

    newer = reverse("catalogue_entry", args=["V-26.6302.001"])
    told = {
        older: f"{of_others} {file.title}",
        earlier.get_absolute_url(): f"{of_others} {file.title}",
        newer: f"{own} {earlier.title}",
    }
    for address, words in told.items():
        page = client.get(address)
        assert words in text(page), address
        assert "Alasan dalam." not in text(page)
        assert f'href="{newer if address != newer else older}"' in page.content.decode()
    client.force_login(sari)
    assert f"{own} {earlier.title}" in text(client.get(file.get_absolute_url()))
