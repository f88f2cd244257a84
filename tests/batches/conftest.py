"""The day of the stories about several files at once, and the hands that tick and press."""

import pytest
from django.urls import reverse
from time_machine import travel

from events.once import TOKEN
from tests.pages import soup
from tests.submissions import at


@pytest.fixture
def today(db):
    with travel(at(2026, 3, 2), tick=False) as clock:
        yield clock


@pytest.fixture
def ticking(client, today):
    """Returns a function that ticks files, chooses a deed and opens what it would mean."""

    def tick(who, deed, *files, **given):
        client.force_login(who)
        chosen = {"tindakan": deed, "berkas": [file.code for file in files], **given}
        return client.get(reverse("batch_new"), chosen)

    return tick


@pytest.fixture
def pressing(client, django_capture_on_commit_callbacks):
    """Returns a function that presses the one button of a preview; its answer, followed."""

    def press(preview, **typed):
        form = soup(preview).select_one("main form[method=post]")
        sent = {TOKEN: form.select_one(f"[name={TOKEN}]")["value"], **typed}
        for field in form.select("input[type=hidden]"):
            if field["name"] != TOKEN:
                sent.setdefault(field["name"], []).append(field["value"])
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(form["action"], sent)
        return client.get(response.url) if response.status_code == 302 else response

    return press
