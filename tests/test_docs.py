"""What the documentation names is there: settings, commands, scripts, links, pictures, accounts."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from letters.signing.demonstration import PASSPHRASE
from romantik.demonstration import cast

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
FOLDERS = {path.name for path in ROOT.iterdir() if path.is_dir()} - {"var", ".venv"}
PLACEHOLDERS = {"templates/events/noun.verb.html", "templates/emails/kind/"}
LARGEST_PICTURES = 700_000  # bytes, all together
ANCHOR = re.compile(r"[^\w\- ]")


def names_of(documents):
    return [document.relative_to(ROOT).as_posix() for document in documents]


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def settings_read():
    """The names that settings.py asks the environment for."""
    return set(re.findall(r'env\.\w+\(\s*"(\w+)"', read("romantik/settings.py")))


def anchors(text):
    """The anchors that the headings of a document have."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {ANCHOR.sub("", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_setting_is_in_the_example_and_in_the_operators_table():
    example = set(re.findall(r"^#?(\w+)=", read(".env.example"), re.MULTILINE))
    rows = re.findall(r"^\| (`[^|]+) \|", read("docs/operators.md"), re.MULTILINE)
    table = set(re.findall(r"`([A-Z_]+)`", " ".join(rows)))

    assert settings_read() - example == set()
    assert settings_read() - table == set()
    assert example - settings_read() == {"POSTGRES_PASSWORD", "VALKEY_PASSWORD"}  # of compose
    assert table - example == set()


@pytest.mark.parametrize("document", names_of(DOCUMENTS))
def test_every_command_named_exists(document):
    named = set(re.findall(r"manage\.py ([a-z_]+)", read(document)))

    assert named - set(get_commands()) == set()


@pytest.mark.parametrize("document", names_of(DOCUMENTS))
def test_every_script_named_exists(document):
    named = set(re.findall(r"(?<![\w/.-])((?:bin|bench|\.ci)/[\w-]+(?:\.py)?)", read(document)))

    assert {name for name in named if not (ROOT / name).is_file()} == set()


@pytest.mark.parametrize("document", names_of(DOCUMENTS))
def test_every_file_named_exists(document):
    named = set(re.findall(r"`((?:[\w.]+/)+[\w.]*)`", read(document)))
    ours = {name for name in named - PLACEHOLDERS if name.partition("/")[0] in FOLDERS}

    assert {name for name in ours if not (ROOT / name).exists()} == set()


@pytest.mark.parametrize("document", names_of(DOCUMENTS))
def test_every_link_leads_somewhere(document):
    here = (ROOT / document).parent
    lost = []
    for target in re.findall(r"\]\(([^)]+)\)", read(document)):
        if target.startswith("http"):
            continue
        path, _, anchor = target.partition("#")
        file = here / path if path else ROOT / document
        if not file.exists() or (anchor and anchor not in anchors(file.read_text("utf-8"))):
            lost.append(target)

    assert lost == []


GUIDE = "docs/operator.id.md"


def test_every_command_of_the_operators_guide_exists():
    named = set(re.findall(r"(?:^|[`;] ?)romantik ([a-z_]+)", read(GUIDE), re.MULTILINE))

    assert {"first_admin", "doctor", "backup", "restore"} <= named
    assert named - set(get_commands()) == set()


def test_the_operators_guide_leads_to_the_programs_that_are_there():
    named = set(
        re.findall(
            r"(?<![\w.])(?:/opt/romantik/current/)?((?:bin|deploy)/[a-z-]+(?:\.yml)?)", read(GUIDE)
        )
    )

    assert {"bin/configure", "bin/upgrade", "deploy/install"} <= named
    assert {name for name in named if not (ROOT / name).exists()} == set()


def test_every_unit_of_the_operators_guide_exists():
    named = set(re.findall(r"romantik-[a-z]+(?:\.timer)?(?=[`,; ])", read(GUIDE)))
    units = {path.name for path in (ROOT / "deploy" / "systemd").iterdir()}

    assert {"romantik-worker", "romantik-backup.timer"} <= named
    assert {name for name in named if not {name, f"{name}.service"} & units} == set()


def test_every_alarm_has_a_line_in_the_operators_guide():
    section = read(GUIDE).partition("## Bila ada alarm")[2].partition("\n## ")[0]
    lines = set(re.findall(r"^\| ([^|]+) \|", section, re.MULTILINE)) - {"Alarm"}
    parts = set()
    for source in ("romantik/status.py", "romantik/watching/alarms.py"):
        parts |= set(re.findall(r'Health\(\s*"([^"]+)"', read(source)))
    for source in ("backups/health.py", "romantik/watching/inner_lines.py"):
        parts |= set(re.findall(r'yield "([^"]+)", ', read(source)))
    beside = read("romantik/watching/parts.py")
    parts |= set(re.findall(r'^(?:[A-Z]+ =| +(?:yield|return)) "([^"]+)"', beside, re.MULTILINE))

    assert lines == parts


def test_the_pictures_are_used_and_light():
    pictures = list((ROOT / "docs" / "pictures").iterdir())

    assert [picture.name for picture in pictures if picture.name not in read("README.md")] == []
    assert sum(picture.stat().st_size for picture in pictures) <= LARGEST_PICTURES


def test_the_accounts_of_the_readme_are_those_of_the_demonstration():
    readme = read("README.md")
    people = [person.email for person in cast.STAFF]
    people += [cast.person_email(key) for each in cast.APPLICANTS for key, _, _ in each.people]

    assert f"`{cast.PASSWORD}`" in readme
    assert f"`{PASSPHRASE}`" in readme
    assert f'PASSWORD = "{cast.PASSWORD}"' in read("tests/demonstrated.py")
    assert [email for email in people if email.split("@")[0] + "@" not in readme] == []
    assert set(re.findall(r"`(\w+@[\w.]+\.go\.id)`", readme)) - set(people) == set()


def test_the_documentation_names_no_place_on_somebodys_machine():
    for document in DOCUMENTS:
        assert not re.search(r"(?<![\w.])/(work|home|root|Users)/", document.read_text("utf-8"))
