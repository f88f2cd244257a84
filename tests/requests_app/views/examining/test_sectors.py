"""The sector of statistics: proposed from the words, set by an examiner."""

from django.urls import reverse

from requests_app.models import Activity
from tests.pages import soup, told
from tests.submissions import make_recommended


def address(file):
    return reverse("sector", args=[file.code])


def test_the_sector_is_proposed_and_set_by_an_examiner(client, survey, ratna):
    client.force_login(ratna)
    page = soup(client.get(address(survey)))

    set_so = client.post(address(survey), {"sector": 2})

    survey.refresh_from_db()
    assert page.select_one("select[name=sector] [selected]").get_text() == (
        "1. Pertanian dan Perikanan"
    )
    assert set_so.url == reverse("submission", args=[survey.code])
    assert told(set_so) == ["Sektor tersimpan."]
    assert (survey.sector, survey.likely_sector) == (2, 2)


def test_what_is_no_sector_is_told(client, survey, ratna):
    client.force_login(ratna)
    for wrong in ("0", "99", "x", ""):
        page = client.post(address(survey), {"sector": wrong})
        assert list(page.context["form"].errors) == ["sector"]
    survey.refresh_from_db()
    assert survey.sector is None


def test_nobody_else_sets_it_and_a_stranger_learns_of_no_file(
    client, survey, sari, budi, hasan, stranger
):
    for person, code in ((sari, 403), (budi, 403), (hasan, 403), (stranger, 404)):
        client.force_login(person)
        assert client.post(address(survey), {"sector": 2}).status_code == code
    survey.refresh_from_db()
    assert survey.sector is None


def test_the_catalogue_follows_the_sector(client, sari, ratna, hasan):
    file = make_recommended(sari, ratna, hasan)
    client.force_login(ratna)

    client.post(address(file), {"sector": "13"})

    assert Activity.objects.get().sector == 13
