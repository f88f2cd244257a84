"""A secret, typed wrongly and rightly on every page that asks for one, is found nowhere after."""

import os
import sys

import pytest
from django.apps import apps
from django.core import serializers
from django.core.cache import cache
from django.core.signals import got_request_exception
from django.urls import reverse
from django.views.debug import ExceptionReporter

from letters.models import Attempt, Letter
from tests.letters.conftest import another_letter
from tests.letters.test_certificates import typed

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
CANARY = "kenari-kuning-4711"


def nest(holder):
    """What is typed wrongly: it carries the canary; what is right is a canary by itself."""
    return [CANARY, holder.secret]


@pytest.fixture
def letters(sari, ratna, agency, hasan, holder):
    holder.keep_for(hasan)
    return [another_letter(ratna, agency).take_up(by=hasan) for _ in range(2)]


def everything(client, settings, caplog, capfd, pages):
    """All that is kept or shown: rows, files, sessions, cache, logs, output, pages."""
    for model in apps.get_models():
        yield model.__name__, serializers.serialize("json", model._base_manager.all())
    for folder, _, names in os.walk(settings.PRIVATE_ROOT):
        for name in names:
            with open(os.path.join(folder, name), "rb") as file:
                yield name, file.read().decode("latin-1")
    yield "session", str(dict(client.session))
    yield "cache", str(cache._cache)
    yield "log", caplog.text
    yield "output", "".join(capfd.readouterr())
    yield "environment", str(os.environ)
    for page in pages:
        yield "page", str(page.headers) + ("" if page.streaming else page.content.decode())


def test_no_page_that_asks_for_a_secret_keeps_it(
    client, letters, hasan, holder, settings, caplog, capfd
):
    client.force_login(hasan)
    issuance = reverse("issuance", args=[letters[0].submission.code])
    pages, flowed = [], []
    with caplog.at_level("DEBUG"):
        for secret in nest(holder):
            pages.append(client.post(reverse("certificate"), typed(holder, secret=secret)))
            one = {"unsigned_sha256": letters[0].unsigned_sha256, "passphrase": secret}
            pages.append(client.post(issuance, one))
            several = {"read": [letter.read_mark for letter in letters], "passphrase": secret}
            pages.append(client.post(reverse("sitting"), several))
            flowed.append(pages[-1].getvalue().decode())
            pages.append(client.post(reverse("sitting"), {"passphrase": secret}))
        told = list(everything(client, settings, caplog, capfd, pages))
        told += [("sitting", page) for page in flowed]

    assert {letter.state for letter in Letter.objects.all()} == {"signed"}
    assert Attempt.objects.filter(failure="wrong_secret").count() == 2
    found = [(place, secret) for place, text in told for secret in nest(holder) if secret in text]
    assert found == []


@pytest.mark.parametrize(
    ("holder", "place"),
    [("pkcs12", "hand_over"), ("pkcs11", "take_back"), ("bsre", "settle")],
    indirect=["holder"],
)
def test_no_report_of_an_error_shows_it(client, letters, hasan, holder, monkeypatch, place):
    """Whatever breaks while a secret is in use, its traceback with all variables is clean."""
    reports = []

    def keep(sender, request, **kwargs):
        reporter = ExceptionReporter(request, *sys.exc_info())
        reports.append(reporter.get_traceback_text() + reporter.get_traceback_html())

    def broken(*args):
        raise RuntimeError("Nobody expected this")

    monkeypatch.setattr(Attempt, place, broken)
    client.force_login(hasan)
    client.raise_request_exception = False
    got_request_exception.connect(keep)
    try:
        typed = {"unsigned_sha256": letters[0].unsigned_sha256, "passphrase": holder.secret}
        client.post(reverse("issuance", args=[letters[0].submission.code]), typed)
        several = {"read": [letters[1].read_mark], "passphrase": holder.secret}
        page = client.post(reverse("sitting"), several).getvalue().decode()
    finally:
        got_request_exception.disconnect(keep)

    (report,) = reports
    assert "Nobody expected this" in report
    assert "Terjadi gangguan di sistem" in page
    assert holder.secret not in report + page
