"""The scripts: what they look for stands in some page."""

import re

import pytest

from tests.test_house import APPS, ROOT, pages, read

SCRIPTS = sorted((ROOT / "static/js").glob("*.js"))
ATTRIBUTE = re.compile(r"\[data-([a-z-]+)")
DATASET = re.compile(r'dataset\.(\w+)|"(\w+)" in [\w.]*dataset')
PLACE = re.compile(r'getElementById\("([\w-]+)"\)|"#([a-z][\w-]*)')


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_what_a_script_looks_for_stands_in_a_page(script, written):
    wanted = marks(script.read_text("utf-8"))

    assert [
        mark for mark in sorted(wanted) if not re.search(rf'[ "]{mark}(?![\w-])', written)
    ] == []


@pytest.mark.parametrize(
    "line",
    ['closest("[data-away]")', "form.dataset.away", '"away" in form.dataset', 'query("#away")'],
)
def test_a_mark_is_seen_however_it_is_asked_for(line):
    assert marks(line) in ({"data-away"}, {'id="away"'})


@pytest.fixture(scope="module")
def written():
    """All that pages and Python say, comments left out."""
    python = [file.read_text("utf-8") for app in APPS for file in (ROOT / app).rglob("*.py")]
    markup = [
        re.sub(r"(?s)\{% comment %\}.*?\{% endcomment %\}", "", read(name)) for name in pages()
    ]
    return "\n".join(markup + python)


def marks(script):
    """The attributes and ids that a script asks for: `data-copy`, `id="papan"`."""
    code = re.sub(r"(?s)/\*.*?\*/", "", script)
    names = {"".join(found) for found in DATASET.findall(code)}
    attributes = {re.sub("[A-Z]", lambda letter: f"-{letter[0].lower()}", name) for name in names}
    places = {"".join(found) for found in PLACE.findall(code)}
    return {f"data-{name}" for name in attributes | set(ATTRIBUTE.findall(code))} | {
        f'id="{place}"' for place in places
    }
