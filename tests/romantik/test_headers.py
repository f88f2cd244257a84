"""What every answer says to the browser, and methods that are refused."""

import pytest
from django.urls import reverse

from romantik.serving.headers import HEADERS

DJANGOS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def test_a_page_says_all_of_them(client, sari):
    client.force_login(sari)
    for name in ("home", "desk", "letter_check"):
        answer = client.get(reverse(name))
        assert {header: answer[header] for header in HEADERS | DJANGOS} == HEADERS | DJANGOS
        assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert "camera=()" in HEADERS["Permissions-Policy"]


def test_so_do_an_error_and_a_style_sheet(client, db):
    for address in ("/tidak-ada/", "/static/css/romantik.css"):
        answer = client.get(address)
        assert {header: answer[header] for header in HEADERS} == HEADERS


def test_what_is_open_to_every_site_may_be_loaded_there(client, office):
    answer = client.get(reverse("api_openapi"))

    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "PROPFIND", "PUT", "PATCH"])
def test_methods_that_nobody_needs_are_refused(client, sari, method):
    client.force_login(sari)
    answer = client.generic(method, reverse("desk"), headers={"X-Secret": "rahasia"})

    assert answer.status_code == 405
    assert answer.content == b""
