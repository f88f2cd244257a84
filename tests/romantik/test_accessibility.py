"""The accessibility statement says what was examined, what is not reached, and whom to tell."""

from django.urls import reverse
from pytest_django.asserts import assertContains

from romantik.views.accessibility import STATEMENT


def test_it_names_standard_day_and_how_many_pages(client, office):
    page = client.get(reverse("accessibility"))

    assertContains(page, "WCAG 2.2 tingkat AA")
    assertContains(page, f"pada {STATEMENT['pages']} halaman")


def test_it_names_each_limit_with_a_way_around_and_whom_to_tell(client, office):
    page = client.get(reverse("accessibility"))

    for limit in STATEMENT["limits"]:
        assertContains(page, f"{limit['why']} {limit['instead']}")
    assertContains(page, f"mailto:{office.email}")


def test_every_page_leads_there(client, office):
    assertContains(client.get("/"), f'href="{reverse("accessibility")}">Aksesibilitas</a>')
