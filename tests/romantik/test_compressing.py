"""Pages travel compressed, files as they are."""

import gzip

import pytest
from django.urls import reverse

from tests.submissions import make_draft

ACCEPTS = {"HTTP_ACCEPT_ENCODING": "gzip, br"}


def test_a_page_travels_compressed(client, sari):
    client.force_login(sari)
    plain = client.get(reverse("desk"))
    packed = client.get(reverse("desk"), **ACCEPTS)

    assert packed.headers["Content-Encoding"] == "gzip"
    assert "<h1>" in gzip.decompress(packed.content).decode()
    assert len(packed.content) < len(plain.content) / 2
    assert not plain.has_header("Content-Encoding")


def test_its_length_tells_nothing(client, sari):
    """The same page is as long as another time by chance only."""
    client.force_login(sari)
    lengths = {len(client.get(reverse("desk"), **ACCEPTS).content) for _ in range(8)}

    assert len(lengths) > 1


@pytest.mark.parametrize("name", ["form_pdf", "submissions_csv"])
def test_a_file_travels_as_it_is(client, sari, name):
    client.force_login(sari)
    url = reverse(name, args=[make_draft(sari).code] if name == "form_pdf" else [])

    assert not client.get(url, **ACCEPTS).has_header("Content-Encoding")
