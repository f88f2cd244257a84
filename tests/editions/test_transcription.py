"""Every question of the official paper is in the edition, word by word."""

import itertools
import json
from functools import reduce
from pathlib import Path

import pytest

from editions import EDITIONS
from editions.fields import (
    Day,
    Email,
    Identity,
    LongText,
    Number,
    OneOf,
    SomeOf,
    Text,
    YesNo,
)
from editions.regions import Province, Regency
from editions.rows import Rows

PAPERS = {"fs3_2021": "fs3", "fpkpa_2021": "fpkpa"}
COUNTS = {"fs3_2021": 78, "fpkpa_2021": 60}
KINDS = {
    "text": Text,
    "longtext": LongText,
    "choice": OneOf,
    "multichoice": SomeOf,
    "bool": YesNo,
    "date": Day,
    "int": Number,
    "table": Rows,
}
LOOKUPS = {"bps_province": Province, "bps_regency": Regency}


def transcription(slug):
    """The blocks of the paper, as they were transcribed."""
    data = Path(__file__).parents[1] / "data" / f"{PAPERS[slug]}.json"
    return json.loads(data.read_text(encoding="utf-8"))


def names_of(edition):
    """The names of all its questions, without their blocks."""
    return [key.partition(".")[2] for key, _, _, _ in edition.questions()]


def pairs():
    """Each question of paper beside its block and field of the edition."""
    for slug, edition in EDITIONS.items():
        for paper, block in zip(transcription(slug), edition.blocks, strict=True):
            for question in paper["fields"]:
                yield slug, paper, question, block


QUESTIONS = list(pairs())
IDS = [f"{slug}-{question['key']}" for slug, _, question, _ in QUESTIONS]
each_question = pytest.mark.parametrize(("slug", "paper", "question", "block"), QUESTIONS, ids=IDS)


@pytest.mark.parametrize("slug", PAPERS)
def test_all_questions_stand_in_the_official_order(slug):
    asked = [
        (block["number"], question["key"], question["number"])
        for block in transcription(slug)
        for question in block["fields"]
    ]

    edition = EDITIONS[slug]
    written = [
        (paper["number"], name, block.numbers[name])
        for paper, block in zip(transcription(slug), edition.blocks, strict=True)
        for name in block.base_fields
    ]

    assert written == asked
    assert len(written) == COUNTS[slug]
    assert all(set(block.numbers) == set(block.base_fields) for block in edition.blocks)


@pytest.mark.parametrize("slug", PAPERS)
def test_a_question_is_known_by_its_name_alone(slug):
    names = names_of(EDITIONS[slug])

    assert len(names) == len(set(names))


@pytest.mark.parametrize("slug", PAPERS)
def test_blocks_bear_their_official_titles(slug):
    official = [
        block["title_id"]
        if block["number"] == "0"
        else f"Blok {block['number']}. {block['title_id']}"
        for block in transcription(slug)
    ]

    assert [block.title for block in EDITIONS[slug].blocks] == official


@each_question
def test_the_question_is_worded_as_on_paper(slug, paper, question, block):
    field = block.base_fields[question["key"]]

    assert field.label == question["label_id"]
    assert field.required == question["required"]
    assert block.numbers[question["key"]] == question["number"]


@each_question
def test_the_question_is_of_the_kind_on_paper(slug, paper, question, block):
    field = block.base_fields[question["key"]]

    assert isinstance(field, _kind(question))
    assert field.by_office == (question.get("filled_by") == "bps")
    assert getattr(field, "smallest", None) == question.get("min")
    if isinstance(field, LongText):
        assert field.max_length == 5000
    elif isinstance(field, Text):
        assert field.max_length == question.get("max_length", 255)
    if "check" in question:
        assert f"{question['key']} >= {field.tied_to}" == question["check"]


@each_question
def test_the_options_are_those_on_paper(slug, paper, question, block):
    field = block.base_fields[question["key"]]
    options = [(option["label_id"], option["code"]) for option in question["options"]]

    assert [(o.label, o.paper_code) for o in getattr(field, "options", ())] == options
    if options:
        assert [label for _, label in field.choices] == [label for label, _ in options]
        codes = {option.slug: option.paper_code for option in field.options}
        exclusive = [codes[each] for each in getattr(field, "exclusive", ())]
        assert exclusive == question.get("exclusive", [])


@each_question
def test_the_table_has_the_columns_on_paper(slug, paper, question, block):
    field = block.base_fields[question["key"]]
    columns = field.row.base_fields if isinstance(field, Rows) else {}

    assert [(name, column.label, column.required) for name, column in columns.items()] == [
        (column["key"], column["label_id"], column["required"])
        for column in question.get("columns", [])
    ]
    for column in question.get("columns", []):
        assert isinstance(columns[column["key"]], _kind(column))
        allowed = getattr(columns[column["key"]], "allow_all", False)
        assert allowed == column.get("allow_all", False)


@each_question
def test_the_question_is_skipped_as_on_paper(slug, paper, question, block):
    """The skip of the paper and ours agree for all combinations of the deciding answers."""
    rule = _rule(paper, question)
    edition, name = EDITIONS[slug], question["key"]
    deciding = sorted(_mentioned(rule) | _ours(edition, block, name))

    for combination in itertools.product(*(_values(edition, key) for key in deciding)):
        given = dict(zip(deciding, combination, strict=True))
        answers = {}
        for key, answer in given.items():
            answers.setdefault(_block_of(edition, key).code, {})[key] = answer
        expected = _holds(rule, {key: _codes(edition, key, given[key]) for key in given})
        assert (name in block.asked_names(answers)) == expected, given


@each_question
def test_the_deciding_questions_come_first(slug, paper, question, block):
    names = names_of(EDITIONS[slug])
    ours = _ours(EDITIONS[slug], block, question["key"])

    assert all(names.index(name) < names.index(question["key"]) for name in ours)


@each_question
def test_the_question_has_help_with_an_example(slug, paper, question, block):
    field = block.base_fields[question["key"]]

    assert field.help_text.endswith(".")
    assert field.example
    assert len(field.help_text) <= 200
    for suggestion in question.get("suggestions", []):
        assert suggestion in field.help_text


def test_a_sum_of_codes_is_printed_for_several_choices():
    methods = EDITIONS["fs3_2021"].block("design").base_fields["collection_methods"]

    assert methods.paper_code(["face_to_face", "observation"]) == "9"


def _kind(question):
    if question.get("filled_by") == "bps":
        return Identity
    if "lookup" in question:
        return LOOKUPS[question["lookup"]]
    return Email if question.get("format") == "email" else KINDS[question["type"]]


def _rule(paper, question):
    """The conditions of the question and of its block, as one list that must all hold."""
    rules = [rule for rule in (paper.get("condition"), question["condition"]) if rule]
    return {"all": rules}


def _mentioned(rule):
    if "field" in rule:
        return {rule["field"]}
    return reduce(set.union, map(_mentioned, rule.get("all", rule.get("any"))), set())


def _ours(edition, block, name):
    ours = set()
    for condition in (block.asked_if, block.only_if.get(name)):
        if condition:
            ours |= {question.rpartition(".")[2] for question in condition.questions}
    return ours


def _block_of(edition, name):
    return next(block for block in edition.blocks if name in block.base_fields)


def _values(edition, name):
    """Every answer a deciding question can have, none and (of several choices) pairs included."""
    field = _block_of(edition, name).base_fields[name]
    slugs = [option.slug for option in field.options]
    if isinstance(field, SomeOf):
        return [None, *([slug] for slug in slugs), *map(list, itertools.combinations(slugs, 2))]
    return [None, *slugs]


def _codes(edition, name, answer):
    field = _block_of(edition, name).base_fields[name]
    codes = {option.slug: option.paper_code for option in field.options}
    if isinstance(answer, list):
        return [codes[slug] for slug in answer]
    return codes.get(answer)


def _holds(rule, answers):
    if "all" in rule:
        return all(_holds(each, answers) for each in rule["all"])
    if "any" in rule:
        return any(_holds(each, answers) for each in rule["any"])
    answer = answers[rule["field"]]
    if rule["op"] == "contains":
        return rule["value"] in (answer or [])
    return answer == rule["value"]
