"""The versions of a file: read as submitted, and held beside an earlier one."""

import pytest
from django.urls import reverse

from tests.pages import queries, soup, words
from tests.submissions import make_returned


def again(file, sari, ratna, **answers):
    """Sari answers what was asked, changes some questions and submits again."""
    for note in file.notes.all():
        if note.awaits_answer:
            note.answer(by=sari, text="Sudah.")
    for name, value in answers.items():
        file.revision.store("design", {name: value}, by=sari)
    file.submit(by=sari)


@pytest.fixture
def thrice(sari, ratna):
    """Submitted three times: 14 enumerators the second time, 16 the third."""
    file = make_returned(sari, ratna)
    again(file, sari, ratna, enumerator_count=14)
    file.begin_examination(by=ratna)
    file.return_for_revision(by=ratna, note="Kurang.")
    again(file, sari, ratna, enumerator_count=16)
    return file


def address(file, number, name="changes"):
    return reverse(name, args=[file.code, number])


def test_a_version_is_read_as_it_was_submitted(client, thrice, ratna):
    client.force_login(ratna)
    told = {}
    for number in (1, 2, 3):
        page = client.get(address(thrice, number, "revision"))
        told[number] = [
            reading.spoken
            for _, readings in page.context["blocks"]
            for reading in readings
            if reading.key == "design.enumerator_count"
        ]

    assert told == {1: ["12"], 2: ["14"], 3: ["16"]}


def test_the_comparison_is_with_the_version_before_or_the_one_chosen(client, thrice, ratna):
    client.force_login(ratna)
    page = address(thrice, 3)

    for asked, earlier in (
        *(("", 2), ("?sejak=2", 2), ("?sejak=1", 1)),
        *(("?sejak=3", 2), ("?sejak=9", 2), ("?sejak=x", 2), ("?sejak=1234567", 2)),
    ):
        assert client.get(page + asked).context["earlier"].number == earlier, asked
    chosen = soup(client.get(page + "?sejak=1"))
    assert chosen.select_one("#sejak [selected]")["value"] == "1"
    assert [option["value"] for option in chosen.select("#sejak option")] == ["1", "2"]


def test_only_what_differs_is_shown_or_everything(client, thrice, ratna):
    client.force_login(ratna)
    few = soup(client.get(address(thrice, 3)))
    all_of_it = soup(client.get(address(thrice, 3), {"tampil": "semua"}))

    assert [block["aria-labelledby"] for block in few.select("[aria-labelledby^=blok-]")] == [
        "blok-design"
    ]
    assert len(all_of_it.select("[aria-labelledby^=blok-]")) > 5
    assert all_of_it.select_one("input[name=tampil]")["value"] == "semua"


def test_a_version_in_which_nothing_changed_says_so(client, sari, ratna):
    file = make_returned(sari, ratna)
    again(file, sari, ratna)
    client.force_login(ratna)

    page = words(client.get(address(file, 2)))

    assert "Isian dan lampiran versi ini sama dengan versi 1." in page
    assert "Tidak ada yang berubah" in page


def test_a_version_that_is_not_there_is_not_found(client, survey, sari, stranger):
    missing = [("changes", 1), ("changes", 2), ("changes", 0), ("revision", 2), ("revision", 0)]
    client.force_login(sari)
    for name, number in missing:
        assert client.get(address(survey, number, name)).status_code == 404, (name, number)
    client.force_login(stranger)
    assert client.get(address(survey, 1, "revision")).status_code == 404


def test_what_the_agency_is_still_writing_is_its_own(client, sari, ratna, stranger):
    file = make_returned(sari, ratna)
    for person, code in ((sari, 200), (ratna, 404), (stranger, 404)):
        client.force_login(person)
        assert client.get(address(file, 2)).status_code == code
        assert client.get(address(file, 2, "revision")).status_code == code


def test_two_versions_and_three_cost_the_same_queries(client, sari, ratna):
    file = make_returned(sari, ratna)
    again(file, sari, ratna, enumerator_count=14)
    client.force_login(ratna)
    client.get(address(file, 2))
    two = queries(client, address(file, 2)), queries(client, address(file, 2, "revision"))
    file.begin_examination(by=ratna)
    file.return_for_revision(by=ratna, note="Kurang.")
    again(file, sari, ratna, enumerator_count=16)

    three = queries(client, address(file, 3)), queries(client, address(file, 3, "revision"))
    assert three == two
