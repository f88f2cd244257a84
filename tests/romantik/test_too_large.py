"""A form that says more than the portal reads is answered in words."""

import pytest
from django.core.exceptions import RequestDataTooBig
from django.urls import reverse

from romantik.views import faults
from tests.pages import words
from tests.submissions import make_draft

TOO_MUCH = "a" * 3_000_000


@pytest.mark.parametrize(
    "content_type", ["application/x-www-form-urlencoded", "multipart/form-data"]
)
def test_too_large_a_form_is_told_its_limit(client, sari, content_type):
    client.force_login(sari)
    draft = make_draft(sari)
    address = reverse("answers", args=[draft.code, "purpose"])
    sent = {"data": {"variables-paste": TOO_MUCH}}
    if "urlencoded" in content_type:
        sent = {"data": f"variables-paste={TOO_MUCH}", "content_type": content_type}

    answer = client.post(address, **sent)

    assert answer.status_code == 413
    assert "paling banyak 2,5 MB" in words(answer)


def test_what_is_still_sent_is_read_before_the_answer(rf):
    request = rf.post("/", TOO_MUCH, content_type="text/plain")

    faults._let_finish(request)

    assert request.read() == b""


def test_what_cannot_be_read_is_still_a_bad_request(rf, monkeypatch):
    monkeypatch.setattr(faults.defaults, "bad_request", lambda request, exception: "400")
    monkeypatch.setattr(faults, "render", lambda *args, **kwargs: kwargs["status"])

    told = [faults.bad_request(rf.get("/"), each) for each in (ValueError(), RequestDataTooBig())]

    assert told == ["400", 413]
