"""What strangers need to take the code up: a licence for every file, and a description of it."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

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
KNOWN = REQUIRED | {
    *("landingURL", "isBasedOn", "releaseDate", "logo", "categories", "usedBy", "roadmap"),
    *("intendedAudience", "dependsOn", "organisation", "fundedBy"),
}
OF_A_LANGUAGE = {
    *("localisedName", "shortDescription", "longDescription", "documentation"),
    *("apiDocumentation", "features", "screenshots", "videos", "awards"),
}
SCOPES = {
    *("agriculture", "culture", "defence", "education", "emergency-services", "employment"),
    *("energy", "environment", "finance-and-economic-development", "foreign-affairs"),
    *("government", "healthcare", "infrastructures", "justice", "local-authorities"),
    *("manufacturing", "research", "science-and-technology", "security", "society", "sport"),
    *("tourism", "transportation", "welfare"),
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
    assert REQUIRED <= described.keys() <= KNOWN
    assert described["developmentStatus"] in STATUSES
    assert described["legal"]["license"] == "Apache-2.0"
    for texts in described["description"].values():
        assert texts.keys() <= OF_A_LANGUAGE  # what is not there is deprecated
        assert len(texts["shortDescription"]) <= 150
        assert 150 <= len(texts["longDescription"]) <= 10_000


def test_its_words_are_those_of_the_standards_own_lists(described):
    """https://yml.publiccode.tools/categories-list.html and scope-list.html."""
    known = (ROOT / "tests/data/publiccode_categories.txt").read_text(encoding="utf-8").split()
    audience, local = described["intendedAudience"], described["localisation"]

    assert set(described["categories"]) - set(known) == set()
    assert set(audience["scope"]) - SCOPES == set()
    assert (audience["countries"], local["availableLanguages"]) == (["ID"], ["id"])
    assert described["maintenance"]["type"] in {"internal", "contract", "community", "none"}
    assert all(contact["name"] for contact in described["maintenance"]["contacts"])


def test_the_files_that_it_shows_are_there(described):
    shown = [
        each for told in described["description"].values() for each in told.get("screenshots", [])
    ]

    assert [name for name in (described["logo"], *shown) if not (ROOT / name).is_file()] == []


def test_the_description_names_the_version_that_this_is_and_its_day(described):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    version, day = re.search(r"^## \[(.+)\] - (.+)$", changes, re.MULTILINE).groups()

    assert (described["softwareVersion"], described["releaseDate"]) == (version, day)
    assert version == project["version"]


def test_an_address_that_is_none_yet_is_told_as_open(described):
    told = (ROOT / "docs" / "public-good.md").read_text(encoding="utf-8")
    is_placeholder = urlsplit(described["url"]).hostname.endswith(".invalid")  # RFC 2606

    assert is_placeholder == ("the owner has not chosen the public address" in told)


@pytest.mark.parametrize("name", LINKED)
def test_the_readme_leads_to_what_newcomers_ask(name):
    assert f"]({name})" in (ROOT / "README.md").read_text(encoding="utf-8")
