"""One version everywhere: on pages, on the status page, at the command line, in the changelog."""

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from romantik import __version__

ROOT = Path(__file__).parents[2]


@pytest.mark.django_db
def test_the_foot_of_every_page_names_it(client):
    for page in ("home", "catalogue", "account_login"):
        assertContains(client.get(reverse(page)), f'<p class="hint">Romantik {__version__}</p>')


@pytest.mark.django_db
def test_the_foot_names_it_on_pages_that_are_not_found(client):
    assertContains(client.get("/tidak-ada/"), f"Romantik {__version__}", status_code=404)


def test_the_status_page_begins_with_it(client, dewi):
    client.force_login(dewi)
    assertContains(client.get(reverse("status")), f"Romantik {__version__} · diperiksa")


@pytest.mark.parametrize("through", ["the folder", "a link"])
def test_the_command_line_names_it(tmp_path, through):
    command = ROOT / "bin" / "romantik"
    if through == "a link":
        (tmp_path / "romantik").symlink_to(command)
        command = tmp_path / "romantik"
    done = subprocess.run([command, "--version"], cwd=tmp_path, capture_output=True, text=True)
    assert (done.stdout, done.returncode) == (f"romantik {__version__}\n", 0)


def test_the_changelog_begins_with_it_and_its_day():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest, *older = re.findall(r"^## \[(.+)\] - (.+)$", text, re.MULTILINE)
    assert newest[0] == __version__
    days = [date.fromisoformat(day) for _, day in (newest, *older)]
    assert days == sorted(days, reverse=True)
