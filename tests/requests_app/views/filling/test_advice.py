"""The advice on a form, as a page of its own and for one block."""

from django.urls import reverse

from tests.pages import soup, words
from tests.submissions import make_submitted


def address(file):
    return reverse("advice", args=[file.code])


def looks(page):
    return [link["href"] for link in soup(page).select("#saran-isian > ul a")]


def test_what_wants_a_look_is_said_for_the_form_and_for_its_block(client, sari, draft):
    client.force_login(sari)
    whole = client.get(address(draft))
    block = client.get(address(draft), {"blok": "purpose"})
    other = client.get(address(draft), {"blok": "contacts"})

    assert "#q-variables" in looks(whole)  # one of them is not defined
    assert (looks(block), looks(other)) == (["#q-variables"], [])
    assert soup(block).select_one("#saran-isian")["data-hx-get"] == (
        f"{address(draft)}?blok=purpose"
    )
    assert "Saran membantu dan tidak menghalangi Anda mengajukan." in words(whole)
    assert "Tidak ada saran untuk bagian ini." in words(client.get(address(draft), {"blok": "x"}))


def test_the_office_reads_the_advice_on_what_was_submitted(client, sari, ratna, stranger, draft):
    survey = make_submitted(sari)
    client.force_login(ratna)
    assert client.get(address(survey)).status_code == 200
    assert client.get(address(draft)).status_code == 404
    client.force_login(stranger)
    assert client.get(address(survey)).status_code == 404
