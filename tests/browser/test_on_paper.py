"""Pages on A4: tables are tables, states and days are told without colour, no box is empty."""

import re
import subprocess
from datetime import timedelta
from typing import NamedTuple

import pytest
from django.urls import reverse
from django.utils import timezone

from guestbook.models import Visit
from requests_app.models import Submission
from romantik.serving.staticfiles import joined_style
from tests.answers import fs3_answers
from tests.submissions import make_examined, make_submitted

pytestmark = pytest.mark.usefixtures("office")
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="[\d.]+">(.*)</word>')
FIELDS = "input:not([type=hidden], [type=radio], [type=checkbox], [type=submit]), select, textarea"
BOXES = """fields => fields.filter(field => field.checkVisibility()
  && parseFloat(getComputedStyle(field).borderTopWidth)).map(field => field.name)"""
EMPTY = """() => [...document.querySelectorAll("section, .panel, aside > *")].filter(part =>
  part.checkVisibility() && parseFloat(getComputedStyle(part).borderTopWidth)
  && !part.innerText.trim()).length"""


class Word(NamedTuple):
    """A word on the sheets, measured in points from the upper left corner of its own."""

    x: float
    y: float
    text: str


@pytest.fixture
def printed(page, live_server, sign_in):
    """What stands on paper: `printed(person, "name", …)` gives its words.

    A fifth larger: so much room is left where the printer's own margins come on top of ours.
    """

    def printed(person, name, *args):
        sign_in(person)
        page.goto(live_server.url + reverse(name, args=args))
        document = page.pdf(format="A4", scale=1.2)
        said = subprocess.run(
            ["pdftotext", "-bbox", "-", "-"], input=document, capture_output=True, check=True
        ).stdout.decode()
        assert max(float(width) for width in re.findall(r'page width="([\d.]+)"', said)) < 600
        page.emulate_media(media="print")
        return [Word(float(x), float(y), text) for x, y, text in WORD.findall(said)]

    return printed


def line_of(words, *wanted):
    """The words that were asked for, each once, if they stand in this order on one line."""
    for first in words:
        if first.text == wanted[0]:
            line = [word for word in words if abs(word.y - first.y) < 3 and word.x >= first.x]
            found = [next((word for word in line if word.text == text), None) for text in wanted]
            if all(found):
                return found
    return []


@pytest.mark.parametrize(
    ("name", "headings"),
    [
        ("submissions", ("Kegiatan", "Status", "Catatan", "Pemeriksa")),
        ("desk", ("Kegiatan", "Status", "Catatan", "Pemeriksa")),
        ("visits", ("Kunjungan", "Tanggal", "Tamu", "Layanan", "Status")),
    ],
)
def test_a_list_is_a_table_with_its_headings_on_one_line(
    printed, sari, ratna, budi, office, name, headings
):
    make_submitted(sari)
    Visit.objects.arrive(office=office, service="R", name="Yusuf", purpose="Survei", by=budi)

    words = printed(budi if name == "visits" else ratna, name)

    line = line_of(words, *headings)
    assert [word.text for word in line] == list(headings)
    assert [word.x for word in line] == sorted({word.x for word in line})
    assert not [word for word in words if word.text in {f"{heading}:" for heading in headings}]


def test_the_examination_reads_like_a_table_and_offers_nothing_to_press(page, printed, sari, ratna):
    submission = make_examined(sari, ratna)

    words = printed(ratna, "examination", submission.code)

    question = next(word for word in words if word.text == "Judul")
    line = [word for word in words if abs(word.y - question.y) < 3]
    assert max(word.x for word in line if word.text == "Survei") > question.x + 100
    assert not line_of(words, "Tulis", "catatan")
    assert page.locator(FIELDS).evaluate_all(BOXES) == []
    assert page.evaluate(EMPTY) == 0


def test_the_calendar_tells_each_kind_of_day_by_a_sign(page, printed, sari, ratna, time_machine):
    now = timezone.now()
    time_machine.move_to(now - timedelta(days=20))
    submission = make_examined(sari, ratna)
    time_machine.move_to(now - timedelta(days=10))
    submission.return_for_revision(by=ratna, note="Jelaskan kerangka sampel.")
    time_machine.move_to(now)

    words = [word.text for word in printed(ratna, "clock", submission.code)]

    for sign in ("×", "→", "‖"):
        assert words.count(sign) >= 2, sign  # in the legend and on a day
    assert words.count("ke") == 2
    assert line_of(printed(ratna, "clock", submission.code), "Tanggal", "Sebab", "Dasar")
    assert page.locator(".day-mark").evaluate_all(
        "marks => marks.every(mark => getComputedStyle(mark, '::after').content !== 'none')"
    )


def test_the_board_has_its_tables_side_by_side(page, printed, sari, ratna, hasan):
    make_submitted(sari)

    words = printed(hasan, "board")

    assert line_of(words, "Pemeriksa", "Diperiksa", "Lewat")
    assert page.locator(FIELDS).evaluate_all(BOXES) == []


def test_states_are_words_in_a_frame_with_an_icon(page, printed, sari, ratna):
    make_submitted(sari)

    words = printed(ratna, "submissions")

    assert {"Belum", "divalidasi"} <= {word.text for word in words}
    chip = page.locator(".desk .chip").first
    assert chip.evaluate("chip => parseFloat(getComputedStyle(chip).borderTopWidth)") > 0
    assert chip.locator("svg").is_visible()


def test_a_page_to_fill_in_prints_what_was_typed_and_no_box(page, printed, sari):
    draft = Submission.objects.start(
        edition="fs3_2021", agency=sari.agency, by=sari, answers=fs3_answers()
    )

    printed(sari, "answers", draft.code, "purpose")

    assert page.locator(FIELDS).evaluate_all(BOXES) == []


def test_no_rule_for_narrow_screens_reaches_paper():
    narrow = re.findall(r"@media ([^{]*max-width[^{]*)\{", joined_style())
    assert narrow
    assert [rule for rule in narrow if not rule.startswith("screen and")] == []


def test_on_wide_paper_nothing_beside_a_file_is_cut_off(page, printed, sari, ratna):
    """A landscape sheet is as wide as a desk, where that part stays in sight and is scrolled."""
    submission = make_examined(sari, ratna)
    page.set_viewport_size({"width": 1280, "height": 300})

    words = {word.text for word in printed(ratna, "submission", submission.code)}

    beside = page.locator(".layout-aside")
    assert beside.evaluate("part => part.scrollHeight > part.ownerDocument.defaultView.innerHeight")
    assert beside.evaluate("part => part.scrollHeight - part.clientHeight") == 0
    assert ("Keterangan" in words, "Langkah" in words) == (True, False)
