"""docs/security.md: every number of ASVS 5.0.0, levels 1 and 2, once; what it names is there."""

import re

from tests.test_docs import ROOT

TEXT = (ROOT / "docs" / "security.md").read_text("utf-8")
LIST = (ROOT / "tests" / "data" / "asvs_5_0_0.txt").read_text("utf-8")
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| (\d) \| ([^|]+) \| ([^|]+) \| (.+) \|$", re.M)
ROWS = ROW.findall(TEXT)
STATES = {"met", "**not met**", "n/a", "by the operator"}
NAMED = re.compile(r"`((?:[\w.-]+/)+[\w.-]*\.\w+|[\w.-]+\.(?:yml|toml)|Dockerfile)(?:::(\w+))?`")


def test_every_number_stands_there_once_with_its_level():
    wanted = [tuple(line.split()) for line in LIST.splitlines() if not line.startswith("#")]

    assert [(number, level) for number, level, *_ in ROWS] == wanted
    assert len(wanted) == 253


def test_a_row_says_its_state_and_why():
    odd = [
        number
        for number, _, asked, state, how in ROWS
        if state not in STATES or len(asked.split()) > 14 or len(how) < 5
    ]

    assert odd == []


def test_what_is_met_names_a_test_or_says_that_there_is_none():
    silent = [
        number
        for number, _, _, state, how in ROWS
        if state == "met"
        and not any(path.startswith("tests/") for path, _ in NAMED.findall(how))
        and "No test" not in how
    ]

    assert silent == []


def test_every_path_and_every_test_named_is_there():
    lost = []
    for path, name in NAMED.findall(TEXT):
        file = ROOT / path
        if not file.exists() or (name and f"def {name}(" not in file.read_text("utf-8")):
            lost.append(f"{path}::{name}")

    assert lost == []


def test_the_counts_at_the_head_are_those_of_the_rows():
    told = re.findall(r"^\| ([12]) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", TEXT, re.M)
    order = ["met", "n/a", "by the operator", "**not met**"]

    for level, *numbers in told:
        states = [row[3] for row in ROWS if row[1] == level]
        assert list(map(int, numbers)) == [states.count(state) for state in order]
    assert [level for level, *_ in told] == ["1", "2"]
