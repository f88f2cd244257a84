"""The keys to words that have not arrived: each person has one, no page repeats its bytes."""

import base64

from django.urls import reverse

from tests.pages import soup


def keys_on(client):
    """The keys that the page of the person who is logged in carries, unmixed."""
    carried = soup(client.get(reverse("profile"))).body["data-unsent"].split()
    return [unmixed(base64.b64decode(one)) for one in carried], carried


def unmixed(mixed):
    half = len(mixed) // 2
    return bytes(one ^ other for one, other in zip(mixed[:half], mixed[half:], strict=True))


def test_each_person_has_a_key_of_his_own_and_no_page_repeats_its_bytes(client, sari, ratna):
    client.force_login(sari)
    (first, carried), (again, carried_again) = keys_on(client), keys_on(client)
    client.force_login(ratna)
    others, _ = keys_on(client)

    assert first == again
    assert carried != carried_again
    assert [len(key) for key in first] == [32]
    assert first != others


def test_words_sealed_before_the_secret_was_changed_can_still_be_read(client, sari, settings):
    client.force_login(sari)
    (before,), _ = keys_on(client)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret " * 5
    after, _ = keys_on(client)

    assert len(after) == 2
    assert after[1] == before != after[0]


def test_a_stranger_is_given_none(client, db):
    assert "data-unsent" not in soup(client.get(reverse("home"))).body.attrs
