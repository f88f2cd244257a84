"""What strangers need to take the code up: a licence for every file, and a description of it."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
LINKED = (
    "CONTRIBUTING.md",
    "CODE_OF_CONDUCT.md",
    "GOVERNANCE.md",
    "LICENSE",
    "docs/public-good.md",
)
# https://yml.publiccode.tools/schema.core.html, version 0.4
REQUIRED = {
    *("publiccodeYmlVersion", "name", "url", "softwareVersion", "platforms", "developmentStatus"),
    *("softwareType", "description", "legal", "maintenance", "localisation"),
}
STATUSES = {"concept", "development", "beta", "stable", "obsolete"}


@pytest.fixture(scope="module")
def described():
    return yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))


def test_every_file_says_whose_it_is_and_under_which_licence():
    command = [Path(sys.executable).with_name("reuse"), "--root", ROOT, "lint", "--lines"]
    linted = subprocess.run(command, capture_output=True, text=True)

    assert (linted.stdout, linted.returncode) == ("", 0)


def test_the_licence_is_the_same_at_both_places():
    named = (ROOT / "LICENSES" / "Apache-2.0.txt").read_bytes()

    assert (ROOT / "LICENSE").read_bytes() == named


def test_the_description_has_what_catalogues_of_public_software_ask(described):
    assert described.keys() >= REQUIRED
    assert described["developmentStatus"] in STATUSES
    assert described["legal"]["license"] == "Apache-2.0"
    for texts in described["description"].values():
        assert len(texts["shortDescription"]) <= 150
        assert 150 <= len(texts["longDescription"]) <= 10_000


def test_the_description_names_the_version_that_this_is(described):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert described["softwareVersion"] == project["version"]


def test_an_address_that_is_none_yet_is_told_as_open(described):
    told = (ROOT / "docs" / "public-good.md").read_text(encoding="utf-8")
    is_placeholder = ".example." in described["url"]

    assert is_placeholder == ("the owner has not chosen the public address" in told)


@pytest.mark.parametrize("name", LINKED)
def test_the_readme_leads_to_what_newcomers_ask(name):
    assert f"]({name})" in (ROOT / "README.md").read_text(encoding="utf-8")
