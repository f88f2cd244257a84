"""No page and no code cites the law by hand: it is said from the table of norms alone."""

import ast
import re

import pytest

from norms.templatetags.norms import with_norms
from tests.test_house import APPS, ROOT, read, templates, without_tags

DEEDS = (
    r"(UU|PP|Perpres|Permen\w*|Perka|Kepka( BPS)?|SKB?|Undang-Undang( RI)?|Keputusan \w[\w ]*"
    r"|Peraturan (Menteri|Pemerintah|Presiden|BPS|ANRI)[\w ]*?)"
)
BY_HAND = re.compile(rf"\b{DEEDS} (Nomor |No\. ?)?\d")
LIMIT = re.compile(r"\b(\d+|dua|tiga|lima|sepuluh|empat belas) hari kerja\b|\d ?[×x] ?24 jam")
GUIDE = sorted((ROOT / "romantik/guide/pages").glob("*.toml"))
FREE = ("norms/law.toml", "romantik/demonstration/")  # the table itself; what the cast types
DRAWN = {"requests_app/board/charts.py"}  # how bars are cut, no limit


def strings_of(file):
    """What a file of the code says on screens: its strings without docstrings."""
    tree = ast.parse(file.read_text("utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


@pytest.fixture(scope="module")
def said():
    """{where: text} of everything that people read."""
    texts = {name: without_tags(read(name)) for name in [*templates(".html"), *templates(".txt")]}
    texts |= {f"guide {file.name}": file.read_text("utf-8") for file in GUIDE}
    for app in APPS:
        for file in (ROOT / app).rglob("*.py"):
            name = file.relative_to(ROOT).as_posix()
            if "migrations" not in file.parts and not name.startswith(FREE):
                texts[name] = "\n".join(strings_of(file))
    return texts


def found(pattern, said):
    return [(name, hit[0]) for name, text in said.items() for hit in pattern.finditer(text)]


def test_no_template_and_no_code_cites_a_deed_by_hand(said):
    assert found(BY_HAND, said) == []


def test_no_template_and_no_code_says_a_limit_by_hand(said):
    hits = found(LIMIT, said)
    assert [(name, hit) for name, hit in hits if name not in DRAWN] == []


@pytest.mark.parametrize(
    "text",
    [
        "UU 27/2022",
        "sesuai PermenPANRB 62/2018",
        "Peraturan Menteri PANRB Nomor 14 Tahun 2017",
        "Undang-Undang Nomor 25 Tahun 2009",
        "Keputusan Kepala BPS Kabupaten Kotabaru Nomor 118",
    ],
)
def test_the_check_would_find_one(text):
    assert BY_HAND.search(text)


def test_texts_of_the_guide_are_filled_in():
    assert with_norms("Paling lama {recommendation.answer}.") == "Paling lama 30 hari kerja."
    assert with_norms("{privacy.access:deed} dan {tidak.ada}") == "UU 27/2022 dan {tidak.ada}"
