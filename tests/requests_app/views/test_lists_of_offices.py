"""Abbreviations and headings hold for all offices; each is in the hands of who added it."""

from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse

from accounts.models import Office
from events.models import Event
from events.refusals import NotAllowed
from requests_app.models import ColumnHeading, Synonym
from tests.cast import make_office, make_staff
from tests.pages import soup, told

SYNONYM = {"short": "psat", "full": "pangan segar asal tumbuhan"}
HEADING = {"words": "unsur data", "column": "name"}
KINDS = [(Synonym, SYNONYM, "office_synonym"), (ColumnHeading, HEADING, "office_column_heading")]
kinds = pytest.mark.parametrize(("model", "facts", "page"), KINDS)


@pytest.fixture
def elsewhere(db, office):
    """The admin of another office."""
    return make_staff("Wati Lestari", "admin", office=make_office("6301"))


@pytest.fixture
def centre(db, office):
    """The admin of the office above all others."""
    return make_staff("Agus Salim", "admin", office=make_office("0000"))


@kinds
def test_another_office_neither_sees_the_button_nor_takes_it_off(
    client, dewi, elsewhere, model, facts, page
):
    row = model.objects.keep(by=dewi, **facts)
    client.force_login(elsewhere)

    lines = soup(client.get(reverse(f"{page}s"))).select("tbody tr")
    line = next(each for each in lines if str(each.th.get_text()) in str(row))
    assert (line.select("form"), dewi.office.name in line.get_text()) == ([], True)
    answer = client.post(reverse(f"{page}_removal", args=[row.pk]))

    assert (answer.status_code, model.objects.filter(pk=row.pk).count()) == (302, 1)
    (said,) = told(answer)
    assert f"ditambahkan {dewi.office.name} dan berlaku untuk semua satuan kerja" in said
    assert not Event.objects.filter(action__contains="drop").exists()


@kinds
@pytest.mark.parametrize("who", ["dewi", "centre"])
def test_its_own_office_and_the_centre_take_it_off(
    client, dewi, elsewhere, request, model, facts, page, who
):
    row = model.objects.keep(by=dewi, **facts)
    client.force_login(request.getfixturevalue(who))

    client.post(reverse(f"{page}_removal", args=[row.pk]))

    assert not model.objects.filter(pk=row.pk).exists()


@kinds
def test_what_came_with_the_portal_is_the_centres(elsewhere, centre, model, facts, page):
    row = model.objects.create(**facts)
    with pytest.raises(NotAllowed, match="bawaan portal"):
        model.objects.drop(row, by=elsewhere)
    model.objects.drop(row, by=centre)


def test_another_office_gives_a_heading_no_other_meaning(dewi, elsewhere):
    ColumnHeading.objects.keep(by=dewi, **HEADING)
    ColumnHeading.objects.keep(by=elsewhere, **HEADING)  # says the same
    with pytest.raises(NotAllowed):
        ColumnHeading.objects.keep(by=elsewhere, words="unsur data", column="concept")
    ColumnHeading.objects.keep(by=dewi, words="unsur data", column="concept")
    assert ColumnHeading.objects.get(words="unsur data").office == dewi.office


@kinds
def test_whose_it_was_is_asked_of_the_history(dewi, elsewhere, model, facts, page):
    row = model.objects.keep(by=dewi, **facts)
    model.objects.filter(pk=row.pk).update(office=None)

    import_module("requests_app.migrations.0023_whose_the_lists_are").ask_the_history(apps, None)

    assert model.objects.get(pk=row.pk).office == Office.objects.get(pk=dewi.office_id)
