"""Every page that somebody of the demonstration can reach is valid HTML."""

import pytest

from tests.nu_checker import mistakes
from tests.romantik.demonstration.walkers import walked
from tests.walking import named

pytestmark = pytest.mark.one_database


def test_every_page_of_everybody_is_valid_html(demonstration):
    pages = {}
    for who, reached in walked().items():
        pages |= named(who, reached)

    assert len(pages) > 1000
    assert mistakes(pages) == {}
