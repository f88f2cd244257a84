"""The office answers an objection: who may, what is asked, what is told."""

import pytest
from django.urls import reverse

from requests_app.links import objection_token
from requests_app.models import Objection
from tests.pages import soup, told, words
from tests.submissions import make_submitted


@pytest.fixture
def objected(budi, agency):
    """A file that Budi entered, to which the agency objects."""
    file = make_submitted(budi, agency=agency)
    file.objections.raise_for(file.revision, reason="Sampelnya bukan 300.")
    return file


def address(file):
    return reverse("objection_settlement", args=[file.code])


@pytest.mark.parametrize("person", ["budi", "ratna", "hasan"])
def test_the_office_reads_what_the_agency_objects_to(client, objected, person, request):
    client.force_login(request.getfixturevalue(person))
    page = client.get(address(objected))

    assert "menyatakan keberatan atas versi 1, yang direkam petugas Budi Santoso" in words(page)
    assert "“Sampelnya bukan 300.”" in words(page)
    assert [option["value"] for option in soup(page).select("input[name=outcome]")] == (
        Objection.Outcome.values
    )


def test_nobody_else_settles_and_a_stranger_learns_of_no_file(
    client, objected, sari, dewi, stranger
):
    told = {}
    for person in (sari, dewi, stranger):
        client.force_login(person)
        told[person] = client.get(address(objected))

    assert [answer.status_code for answer in told.values()] == [403, 403, 404]
    assert "diselesaikan oleh petugas satuan kerja BPS" in told[dewi].content.decode()


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"answer": "Sesuai surat."}, ["outcome"]),
        ({"outcome": "lain", "answer": "Sesuai surat."}, ["outcome"]),
        ({"outcome": "explained", "answer": " "}, ["answer"]),
        ({"outcome": "corrected", "answer": "Sesuai surat."}, ["__all__"]),  # not given back yet
    ],
)
def test_what_settles_nothing_is_told_and_kept(client, objected, budi, typed, wrong):
    client.force_login(budi)
    page = client.post(address(objected), typed)

    assert list(page.context["form"].errors) == wrong
    kept = soup(page).select_one("textarea[name=answer]").get_text().strip()
    assert kept == typed["answer"].strip()
    assert Objection.objects.get().settled_at is None


def test_a_second_answer_finds_nothing_to_settle(client, objected, budi, ratna):
    typed = {"outcome": "explained", "answer": "Sesuai surat."}
    client.force_login(budi)
    first = client.post(address(objected), typed)
    client.force_login(ratna)
    second = client.post(address(objected), typed | {"answer": "Lain."})

    assert first.url == second.url == reverse("submission", args=[objected.code])
    assert told(first) == ["Keberatan diselesaikan. Instansi diberi tahu lewat surel."]
    assert told(second) == ["Tidak ada keberatan yang menunggu pada pengajuan ini."]
    assert Objection.objects.get().answer == "Sesuai surat."


def test_trying_links_is_braked(client, objected, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"objection": "2/m/ip"}
    link = reverse("objection", args=[objection_token(objected.revision)])

    assert [client.get(link).status_code for _ in range(3)] == [302, 302, 429]
