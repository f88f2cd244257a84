"""Rubbish in the fields of forms breaks nothing; `bin/hostile` sends ten thousand."""

import time
from collections import defaultdict

import pytest

from tests.hostile import attempt, forms_of, trials
from tests.romantik.demonstration.walkers import walked, walkers

pytestmark = pytest.mark.one_database
ENOUGH = 45  # seconds; a quick machine tries more kinds of it in each field


def test_no_rubbish_in_any_field_breaks_a_page(demonstration):
    pages = walked()
    forms = [form for who, browser, _ in walkers() for form in forms_of(who, browser, pages[who])]
    by_field = defaultdict(list)
    for trial in trials(forms):
        by_field[trial[0].name, trial[1]].append(trial)
    wrong, until = [], time.monotonic() + ENOUGH
    for turn in range(len(max(by_field.values(), key=len))):
        for kinds in by_field.values():  # hidden fields come first
            if turn < len(kinds) and time.monotonic() < until:
                wrong.append(attempt(*kinds[turn]))

    assert len(by_field) > 250
    assert [words for words in wrong if words] == []
