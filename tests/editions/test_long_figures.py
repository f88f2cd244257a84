"""A line of thousands of figures is read once, and not anew from each of them."""

import time

import pytest

from editions.advice import errors, sampling
from editions.fields import LONG_TEXT_LENGTH
from letters.checking import typed

LONGEST = 0.3  # seconds of CPU on a slow machine; each took more than twice that
LINES = ("1", "1.", "1,", "1/1 ", "kode ", "kode.", "a", "(")


@pytest.mark.parametrize(
    "pattern", [sampling._TERMS, sampling._RESULT, errors._PERCENT, typed.STROKES, typed.LABEL]
)
def test_the_longest_answer_of_figures_is_read_in_no_time(pattern):
    for line in LINES:
        text = (line * LONG_TEXT_LENGTH)[:LONG_TEXT_LENGTH] + "!"
        began = time.process_time()
        list(pattern.finditer(text))
        assert time.process_time() - began < LONGEST, line
