"""The pages that everybody sees, in a real browser."""

import pytest
from django.urls import reverse


@pytest.mark.parametrize("name", ["home", "account_login", "account_signup", "service_standard"])
def test_a_public_page_is_accessible_and_fits(page, live_server, width, accessible, name, office):
    page.goto(live_server.url + reverse(name))

    accessible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("h1").count() == 1
