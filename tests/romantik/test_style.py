"""The style sheet: parts that are joined, nothing in them that no page wears, colours by name."""

import re
from gzip import compress
from itertools import pairwise
from pathlib import Path

import brotli
import pytest
import tinycss2
from bootstrap_wrapper import get_bootstrap_dir
from django.contrib.staticfiles import finders
from django.core.files.storage import FileSystemStorage
from tinycss2.color4 import Color, parse_color

from romantik.serving.fitting import fitted_bootstrap
from romantik.serving.staticfiles import IMPORT, SHEET, MadeSheets, compact, joined_style
from tests.test_house import APPS, ROOT, pages, read, strings_of_the_code

STYLES = ROOT / "static/css"
PARTS = sorted((STYLES / "romantik").glob("*.css"))
PROPERTIES = STYLES / "romantik/properties.css"
SHEETS = [*PARTS, STYLES / "slip.css"]
COMMENT = re.compile(r"\{% comment %\}.*?\{% endcomment %\}", re.DOTALL)
TAG, VALUE = r"\{%.*?%\}", r"\{\{.*?\}\}|\{\w*\}"
CLASS = re.compile(rf'class="((?:{TAG}|{VALUE}|[^"])*)"')
CLASS_OF_PYTHON = re.compile(r'"class": "([^"]*)"|class="([^"]*)"')
CLASS_OF_JAVASCRIPT = re.compile(r'className = "([^"]*)"|classList\.\w+\("([^"]*)"')


def by_name(path):
    return path.name


# Joined


def test_the_sheet_imports_every_part_once():
    imported = IMPORT.findall((STYLES / "romantik.css").read_text("utf-8"))

    assert sorted(imported) == [f"romantik/{part.name}" for part in PARTS]


def test_the_parts_are_served_as_one_file():
    served = Path(finders.find(SHEET)).read_text("utf-8")

    assert served == joined_style()
    assert [part for part in PARTS if compact(last_rule(part)) not in served] == []
    assert [words for words in ("@import", "/*") if words in served] == []


def test_no_part_is_served_by_itself():
    served = [path for finder in finders.get_finders() for path, _ in finder.list(None)]

    assert [path for path in served if path.startswith("css/romantik")] == [SHEET]
    assert [part for part in PARTS if finders.find(f"css/romantik/{part.name}")] == []


def test_a_change_is_served_at_once(settings, tmp_path):
    finder = MadeSheets(FileSystemStorage(tmp_path / "joined"))
    settings.BASE_DIR = tmp_path
    (tmp_path / "static/css").mkdir(parents=True)
    sheet = tmp_path / "static/css/romantik.css"
    sheet.write_text("a { top: 0; }\n")
    earlier = Path(finder.find(SHEET)).read_text()

    sheet.write_text("b { top: 0; }\n")

    assert (earlier, Path(finder.find(SHEET)).read_text()) == ("a{top: 0;}", "b{top: 0;}")


# Small and whole


def test_the_sheet_is_small_however_it_is_compressed():
    style = joined_style().encode()

    assert len(brotli.compress(style)) <= 12_000
    assert len(compress(style)) <= 12_000


def test_of_bootstrap_all_that_is_worn_is_served_and_little_else(worn):
    whole = Path(get_bootstrap_dir(), "css/bootstrap.min.css").read_text("utf-8")
    fitted = fitted_bootstrap()

    assert (named_in(whole) & worn) - named_in(fitted) == set()
    assert {".carousel-fade", ".offcanvas-start", ".placeholder-wave"} & named_in(fitted) == set()
    assert fitted.count("{") == fitted.count("}")
    assert len(brotli.compress(f"{fitted}{joined_style()}".encode())) <= 25_000


@pytest.mark.parametrize("part", PARTS, ids=by_name)
def test_a_part_is_read_at_a_glance(part):
    lines = part.read_text("utf-8").splitlines()

    assert lines[0].startswith("/* ")
    assert len(lines) <= 150
    assert [line for line in lines if len(line) > 130 and "url(" not in line] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=by_name)
def test_every_rule_is_closed_before_the_next(sheet):
    """A line stands as deep as it is indented: a bracket lost would show at the next rule."""
    depth = 0
    for line in without_comments(sheet.read_text("utf-8")).splitlines():
        at = depth - line.lstrip().startswith("}")
        assert not line.strip() or line.index(line.strip()) == 2 * at, line
        depth += line.count("{") - line.count("}")

    assert depth == 0


# Nothing unused


@pytest.fixture(scope="module")
def worn():
    return worn_somewhere()


def test_every_selector_is_worn_by_something(worn):
    named = set().union(*(named_in(sheet.read_text("utf-8")) for sheet in SHEETS))

    assert named - worn == set()


@pytest.mark.parametrize(
    ("rule", "unused"),
    [
        (".nowhere { top: 0; }", {".nowhere"}),
        ("main > :is(.note, .nowhere):hover { top: 0; }", {".nowhere"}),
        ("@media print { .note:not(.nowhere) { top: 0; } }", {".nowhere"}),
        (".note { .nowhere { top: 0; } }", {".nowhere"}),
        ("#nowhere { top: 0; }", {"#nowhere"}),
        (".tone-loud { top: 0; }", {".tone-loud"}),  # no state has this tone
        (".tone-good, .note-open, .icon, .conflict, .display { top: 0.5rem; }", set()),
    ],
)
def test_a_selector_that_nothing_wears_is_found(rule, unused, worn):
    assert named_in(rule) - worn == unused


def test_every_property_of_ours_is_read():
    style = "".join(sheet.read_text("utf-8") for sheet in SHEETS)
    set_here = set(re.findall(r"(--(?!bs-)[\w-]+):", style))

    assert set_here - set(re.findall(r"var\((--[\w-]+)\)", style)) == set()


# Colours


@pytest.mark.parametrize("sheet", SHEETS, ids=by_name)
def test_colours_are_properties(sheet):
    named = [name for name, _ in colours_in(sheet.read_text("utf-8"))]

    assert [name for name in named if sheet != PROPERTIES or not name.startswith("--")] == []


def test_the_dark_changes_nothing_but_properties():
    dark = [
        thing.name
        for rule in things_in(PROPERTIES.read_text("utf-8"))
        if rule.type == "at-rule"
        for thing in things_in(rule.content)
        if thing.type == "declaration"
    ]

    assert [sheet for sheet in SHEETS if "prefers-color" in sheet.read_text("utf-8")] == [
        PROPERTIES
    ]
    assert [name for name in dark if not name.startswith("--")] == []


@pytest.mark.parametrize("colour", ["#fff", "navy", "rgb(0 0 0 / 5%)", "oklch(50% 0.1 90)"])
def test_a_colour_is_seen_wherever_it_stands(colour):
    rule = (
        f"@media print {{ a {{ background: url(#fff) center, linear-gradient({colour}, red); }} }}"
    )

    assert [words for _, words in colours_in(rule)] == [colour, "red"]
    assert list(colours_in("a { color: currentcolor; fill: transparent; top: var(--red); }")) == []


# How a sheet and a page are read


def last_rule(part):
    return part.read_text("utf-8").rpartition("\n\n")[2]


def without_comments(text):
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


def things_in(content):
    """Every rule and declaration, those inside others too."""
    for thing in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        assert thing.type != "error", thing.message
        yield thing
        if thing.type != "declaration" and thing.content:
            yield from things_in(thing.content)


def named_in(style):
    """The classes and ids of its selectors: `.note`, `#isi`."""
    rules = [thing for thing in things_in(style) if thing.type == "qualified-rule"]
    return {name for rule in rules for name in names(rule.prelude)}


def names(selector):
    for before, token in pairwise([None, *selector]):
        if token.type == "ident" and before == ".":
            yield f".{token.value}"
        elif token.type == "hash":
            yield f"#{token.value}"
        elif token.type == "function":
            yield from names(token.arguments)


def colours_in(style):
    """Each colour that is said outright, with the name of its property."""
    for thing in things_in(style):
        if thing.type == "declaration":
            yield from ((thing.name, words) for words in colours(thing.value))


def colours(tokens):
    for token in tokens:
        if isinstance(parse_color(token), Color) and getattr(token, "value", "") != "transparent":
            yield token.serialize()
        elif token.type == "function":
            yield from colours(token.arguments)


def worn_somewhere():
    """The classes and ids that pages, Python and JavaScript give to something.

    A class put together, `tone-{{ tone }}`, is worn with every word that the code says.
    """
    said = set(strings_of_the_code())
    ids, plain, composed = set(), set(), set()
    for name in pages():
        said |= set(re.findall(r'"([\w-]+)"', " ".join(re.findall(f"{TAG}|{VALUE}", read(name)))))
        ids |= set(re.findall(r' id="([\w-]+)"', read(name)))
    for classes in class_attributes():
        for word in re.sub(VALUE, "*", re.sub(TAG, " ", classes)).split():
            (composed if "*" in word else plain).add(word)
    plain |= {word.replace("*", value) for word in composed - {"*"} for value in said}
    return {f".{word}" for word in plain} | {f"#{word}" for word in ids}


def class_attributes():
    """What stands in class attributes, and in the blocks that other templates fill there."""
    markup = [COMMENT.sub("", read(name)) for name in pages()]
    written = [classes for text in markup for classes in CLASS.findall(text)]
    yield from written
    for block in {name for classes in written for name in re.findall(r"\{% block (\w+)", classes)}:
        for text in markup:
            yield from re.findall(rf"\{{% block {block} %\}}(.*?)\{{% endblock", text)
    python = [file for app in APPS for file in (ROOT / app).rglob("*.py")]
    for file in python:
        yield from map("".join, CLASS_OF_PYTHON.findall(file.read_text("utf-8")))
    for file in (ROOT / "static/js").glob("*.js"):
        yield from map("".join, CLASS_OF_JAVASCRIPT.findall(file.read_text("utf-8")))
