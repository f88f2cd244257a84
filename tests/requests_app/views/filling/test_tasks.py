"""How each block stands, told truly beside the form and on the file's page."""

from django.urls import reverse

from tests.pages import soup
from tests.submissions import make_examined


def way_to(file):
    return reverse("advice", args=[file.code])


def test_the_way_through_the_form_is_drawn_anew_with_the_advice(client, sari, ratna):
    file = make_examined(sari, ratna)
    file.notes.write(by=ratna, text="Jelaskan.", question="cover.survey_title")
    file.return_for_revision(by=ratna)
    client.force_login(sari)

    way = soup(client.get(way_to(file), {"blok": "cover"})).select_one("#bagian-formulir")
    counter = soup(client.get(way_to(file), {"blok": "cover", "loket": "1"}))

    cover = way.li
    assert cover.a["href"] == reverse("answers", args=[file.code, "cover"])
    assert cover.a["aria-current"] == "page"
    assert " ".join(cover.span.get_text().split()) == "1 catatan · 1 belum dijawab"
    assert counter.select_one("#bagian-formulir a")["href"] == (
        reverse("counter_entry", args=[file.code, "cover"])
    )
    client.force_login(ratna)
    assert soup(client.get(way_to(file), {"blok": "cover"})).select_one("#bagian-formulir") is None
