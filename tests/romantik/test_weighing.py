"""What is too heavy, or does not say how heavy it is, is refused before a byte of it is read."""

import re

import pytest
from django.conf import settings

from romantik.serving import weighing
from tests.pages import words

pytestmark = pytest.mark.one_database
TWO_GB = 2 * 1024**3


class Unread:
    """A body that nobody may read."""

    def read(self, *size):
        raise AssertionError("it was read")

    readline = read


def sent(client, path="/pengaduan/baru/", **more):
    return client.generic(
        "POST", path, b"", "multipart/form-data; boundary=x", **{"wsgi.input": Unread()} | more
    )


def test_two_gigabytes_are_refused_by_their_length_alone(client):
    answer = sent(client, CONTENT_LENGTH=str(TWO_GB))  # without a database, too

    assert answer.status_code == 413
    assert "Satu kiriman paling besar 60 MB, dan satu berkas paling besar 10 MB." in words(answer)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Content-Security-Policy" in answer.headers


def test_what_does_not_tell_its_length_is_refused(client):
    answer = sent(client, HTTP_TRANSFER_ENCODING="chunked")

    assert answer.status_code == 411
    assert "tidak ada yang disimpan" in words(answer).lower()


def test_machines_are_told_in_their_language(client):
    answer = sent(client, "/api/v1/kegiatan", CONTENT_LENGTH=str(TWO_GB))

    assert (answer.status_code, answer.json()["title"]) == (413, "Kiriman terlalu besar")


def test_what_is_just_light_enough_goes_on(rf):
    meta = [{"CONTENT_LENGTH": str(weighing.HEAVIEST + more)} for more in (0, 1)]

    odd = [{"CONTENT_LENGTH": told} for told in ("x", "-1", "9" * 5000)]

    told = [weighing.refusal_of(each) for each in (*meta, {}, *odd)]

    assert told == [None, weighing.TOO_HEAVY, None, None, None, weighing.TOO_HEAVY]


def test_nginx_has_the_same_limit_and_says_the_same_words():
    said = (settings.BASE_DIR / "deploy/nginx/server.conf").read_text("utf-8")

    (limit,) = re.findall(r"client_max_body_size (\d+)m;", said)
    assert int(limit) * 1024 * 1024 == weighing.HEAVIEST
    assert weighing.TOO_HEAVY.title in said
    assert weighing.TOO_HEAVY.words in said
