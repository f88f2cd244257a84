"""The short code: every slip is told, with the group it is in; old codes go on working."""

import random
import re

import pytest

from letters import codes
from tests.letters.conftest import another_letter

CODE = "ABCDEFGHJKMNPQR"
PRINTED = codes.spoken(CODE)


def test_each_group_carries_its_check_character():
    assert PRINTED == "ABCDEZ-FGHJK8-MNPQRB"


@pytest.mark.parametrize(
    "typed", [PRINTED, PRINTED.lower(), PRINTED.replace("-", " "), PRINTED.replace("-", ""), CODE]
)
def test_it_may_be_typed_in_many_ways(typed):
    assert codes.read(f" {typed}. ").token == CODE


def test_a_code_printed_before_there_were_check_characters_is_read():
    assert codes.read("ABCDE-FGHJK-MNPQR") == codes.TypedCode(token=CODE)


def test_every_single_wrong_letter_is_told_with_its_group():
    for at, right in enumerate(PRINTED):
        for wrong in set(codes.CODE_LETTERS) - {right}:
            if right != "-":
                reading = codes.read(PRINTED[:at] + wrong + PRINTED[at + 1 :])
                assert (reading.token, reading.groups) == ("", (at // 7 + 1,))


def test_swapped_groups_and_missing_letters_are_told_with_their_groups():
    one, two, three = PRINTED.split("-")
    assert codes.read(f"{two}-{one}-{three}").groups == (1, 2)
    assert codes.read(f"{one}-{two[:-1]}-{three}").groups == (2,)
    assert codes.read(f"{one}-{two}-{three}").groups == ()
    assert "kelompok ke-2," in codes.read(f"{one}-{two[::-1]}-{three}").problem


def test_most_swapped_neighbours_are_noticed():
    chance, noticed, tried = random.Random(4), 0, 0
    for _ in range(300):
        printed = codes.spoken("".join(chance.choices(codes.CODE_LETTERS, k=15)))
        at = chance.choice([0, 1, 2, 3, 4, 7, 8, 9, 10, 11])
        if printed[at] != printed[at + 1]:
            swapped = printed[:at] + printed[at + 1] + printed[at] + printed[at + 2 :]
            tried += 1
            noticed += not codes.read(swapped).token
    assert noticed >= tried * 0.98


def test_letters_that_are_never_printed_are_forgiven_where_they_can_be_one_only():
    code = "QDVJT" * 3
    printed = codes.spoken(code)
    assert codes.read(printed.replace("V", "U")).token == code
    assert codes.read(printed.replace("Q", "O")).token == code
    assert codes.read(printed.replace("D", "0")).token == code
    assert codes.read(printed.replace("J", "I")).token == code
    assert codes.read("U" + codes.spoken("VWXYZ" * 3)[1:].replace("-", "")).token == "VWXYZ" * 3
    assert codes.read("OBCDE-FGHJK-MNPQR").groups == (1,)  # old codes have nothing to decide by


@pytest.mark.parametrize("typed", ["", "abc", "\0‮x", "0" * 18, "A-B-C", "-" * 60, "é" * 18])
def test_nonsense_is_answered_in_words(typed):
    reading = codes.read(typed)
    assert reading.token == ""
    assert reading.problem.startswith("Kode")


def test_codes_cannot_be_guessed_and_have_no_look_alikes(letter, ratna, agency):
    other = another_letter(ratna, agency)
    assert letter.token != other.token
    assert re.fullmatch(r"[2-9A-HJKMNP-TV-Z]{15}", letter.token)
