"""The words for dates, the drawn icons, and the parts that pages are made of."""

import datetime
import re
from pathlib import Path
from types import SimpleNamespace

import brotli
import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template import Context, Template
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory
from django.utils import timezone

from romantik import interface
from romantik.looks import LOOKS
from workdays.due import Due

TEMPLATES = Path(settings.BASE_DIR) / "templates"
PARTS = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.glob("parts/**/*.html"))
PAGES = [
    path
    for path in sorted(TEMPLATES.rglob("*.html"))
    if path.relative_to(TEMPLATES).parts[0] not in ("emails", "paper") and "pdf" not in path.parts
]


def draw(source, **context):
    return Template(source).render(Context(context))


# Titles and the trail


def headings(**blocks):
    """The tab, the end of the trail and the heading of a page with these blocks."""
    said = "".join(f"{{% block {name} %}}{words}{{% endblock %}}" for name, words in blocks.items())
    page = BeautifulSoup(draw('{% extends "base.html" %}' + said), "html.parser")
    trail = page.select_one("[aria-current=page]")
    return page.title.text, trail and trail.text, page.h1.text


def test_a_page_says_its_title_once():
    assert headings(title="Hari libur", breadcrumbs="{% here %}") == (
        "Hari libur – Romantik",
        "Hari libur",
        "Hari libur",
    )


def test_heading_and_trail_may_have_their_own_words():
    trail = '{% crumb "Kantor" "office" %}{% here "Libur" %}'

    assert headings(title="Hari libur", breadcrumbs=trail, heading="Libur <b>2026</b>") == (
        "Hari libur – Romantik",
        "Libur",
        "Libur 2026",
    )


def test_what_a_title_repeats_is_escaped_once():
    page = draw(
        '{% extends "base.html" %}{% block title %}{{ name }}{% endblock %}'
        "{% block breadcrumbs %}{% here %}{% endblock %}",
        name="Ikan & laut",
    )

    assert page.count("Ikan &amp; laut") == 3


# Icons


def test_an_icon_is_drawn_into_the_page_and_hidden_from_readers():
    drawn = draw('{% icon "check" %}')

    assert drawn.startswith('<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"')
    assert drawn.count("<path d=") == 1


def test_an_icon_with_a_title_is_an_image_with_that_name():
    drawn = draw('{% icon "check" title=words %}', words="Tersimpan & aman")

    assert 'role="img" aria-label="Tersimpan &amp; aman"' in drawn


def test_an_unknown_icon_is_an_error():
    with pytest.raises(LookupError, match="no-such-icon"):
        draw('{% icon "no-such-icon" %}')


def test_every_state_and_every_page_names_icons_that_exist():
    named = {look.icon for look in LOOKS.values()}
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        named.update(re.findall(r'{% icon "([^"]+)"', text))
        named.update(re.findall(r'icon_name="([^"]+)"', text))

    assert [name for name in sorted(named) if not interface.icon_shapes(name)] == []


def test_an_unforeseen_state_still_shows():
    assert interface.look("something_new") == ("quiet", "circle")


def test_a_state_shows_its_word_and_its_icon_and_any_chip_does():
    state = draw("{% state_chip code label %}", code="returned", label="Perlu <perbaikan>")

    assert state.startswith('<span class="chip tone-action"><svg class="icon"')
    assert state.endswith("</svg> Perlu &lt;perbaikan&gt;</span>")
    assert draw('{% chip "sama" tone="bad" icon_name="files" %}').startswith(
        '<span class="chip tone-bad"><svg class="icon"'
    )


# Dates and times


AT = datetime.datetime(2026, 3, 1, 23, 42, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (interface.day(datetime.date(2026, 3, 2)), "Senin, 2 Maret 2026"),
        (interface.plain_day(datetime.date(2026, 5, 2)), "2 Mei 2026"),
        (interface.short_day(datetime.date(2026, 8, 2)), "2 Agu 2026"),
        (interface.short_day("2026-08-02"), "2 Agu 2026"),
        (interface.day(AT), "Senin, 2 Maret 2026"),
        (interface.moment(AT), "2 Maret 2026 pukul 07.42 WITA"),
        (interface.moment("2026-03-01T23:42:00Z"), "2 Maret 2026 pukul 07.42 WITA"),
        (interface.clock_time(AT), "07.42 WITA"),
        (interface.day(None), ""),
        (interface.moment(None), ""),
    ],
)
def test_dates_are_written_the_indonesian_way_in_the_office_s_time(written, expected):
    assert written == expected


def test_another_office_reads_its_own_clock():
    with timezone.override("Asia/Jayapura"):
        assert interface.clock_time(AT) == "08.42 WIT"


# Numbers, names, addresses


@pytest.mark.parametrize(
    ("size", "written"),
    [
        (830, "830 B"),
        (12_300, "12 kB"),
        (1_048_063, "1023 kB"),
        (10_485_760, "10,0 MB"),
        (5_300_000_000, "4,9 GB"),
    ],
)
def test_sizes_are_written_for_people(size, written):
    assert interface.filesize_id(size) == written


def test_what_came_with_the_portal_is_no_version_of_the_office():
    assert draw("{{ 3|version }}, {{ 0|version|lower }}") == "Versi 3, bawaan portal"


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Ratna Kusuma Wardhani", "RW"), ("sari", "S"), ("Budi, S.ST. 2", "BS"), ("", "")],
)
def test_initials_stand_for_a_person(name, letters):
    assert interface.initials(name) == letters


def test_the_query_keeps_what_it_is_not_told_to_change():
    request = RequestFactory().get("/meja/?keadaan=returned&q=ikan+laut&sesudah=9")

    drawn = draw('{% query keadaan="submitted" sesudah=None %}', request=request)

    assert drawn == "?keadaan=submitted&amp;q=ikan+laut"


# Parts


@pytest.mark.parametrize("part", PARTS)
def test_every_part_tells_how_it_is_used(part):
    source = (TEMPLATES / part).read_text(encoding="utf-8")

    assert source.startswith("{% comment %}")
    assert get_template(part)


@pytest.mark.parametrize(
    ("left", "is_over", "words", "short_words", "tone"),
    [
        (12, False, "sisa 12 hari kerja", "sisa 12 hari", "quiet"),
        (5, False, "sisa 5 hari kerja", "sisa 5 hari", "action"),
        (0, False, "hari terakhir", "hari terakhir", "action"),
        (0, True, "lewat batas waktu", "lewat", "bad"),  # over, on a day off
        (-3, True, "lewat 3 hari kerja", "lewat 3 hari", "bad"),
    ],
)
def test_the_clock_says_what_is_left(left, is_over, words, short_words, tone):
    due = Due(datetime.date(2027, 1, 14), left, is_over)

    drawn = render_to_string("parts/clock.html", {"submission": SimpleNamespace(due=due)})

    assert re.sub(r"<[^>]+>", "", drawn).strip() == f"{words} · 14 Jan 2027"
    assert f'class="chip clock tone-{tone}"' in drawn
    assert due.short_words == short_words


def test_the_clock_of_a_returned_file_stands_still():
    returned = SimpleNamespace(due=None, is_paused=True, returned_at=AT)

    drawn = render_to_string("parts/clock.html", {"submission": returned})

    assert re.sub(r"<[^>]+>", "", drawn).strip() == "Waktu berhenti sejak 2 Mar 2026"


def test_a_submission_without_a_clock_shows_none():
    draft = SimpleNamespace(due=None, is_paused=False)

    assert render_to_string("parts/clock.html", {"submission": draft}).strip() == ""


def test_what_is_gone_and_what_is_new_is_marked():
    parts = [(" ", "Analisis "), ("−", "<b>"), ("+", "baru\nsekali")]

    assert interface.marked(parts) == "Analisis <del>&lt;b&gt;</del><ins>baru<br>sekali</ins>"


def test_an_empty_list_says_what_belongs_there():
    drawn = draw('{% nothing_here "Belum ada" %}<p>{{ how }}</p>{% endnothing_here %}', how="<b>")

    assert drawn.startswith('<div class="empty"><svg class="icon"')
    assert drawn.endswith('<p class="empty-title">Belum ada</p><p>&lt;b&gt;</p></div>')


def test_what_people_write_is_text_and_never_markup():
    ratna = SimpleNamespace(name="<b>Ratna</b>")
    said = SimpleNamespace(by=ratna, at=AT, text="<script>1</script>")

    drawn = render_to_string("parts/note.html", {"said": said})

    assert "<script>" not in drawn
    assert "<b>" not in drawn


# What is sent to the browser


def test_no_page_carries_inline_script_or_style():
    sources = {str(page.relative_to(TEMPLATES)): page.read_text("utf-8") for page in PAGES}

    assert [name for name, source in sources.items() if has_inline(source)] == []


def has_inline(source):
    source = re.sub(r"{% comment %}.*?{% endcomment %}|{% include .*?%}", "", source, flags=re.S)
    return re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|hx-on|hx-vals=.js:", source) or any(
        not ("src=" in attributes or 'type="application/json"' in attributes)
        for attributes in re.findall(r"<script([^>]*)>", source)
    )


def test_the_first_view_stays_within_60_kilobytes():
    base = (TEMPLATES / "base.html").read_text(encoding="utf-8")
    names = re.findall(r'{% static "([^"]+\.(?:css|js))" %}', base)

    sizes = {name: len(brotli.compress(Path(finders.find(name)).read_bytes())) for name in names}

    assert len(sizes) == 8
    assert sizes["css/romantik.css"] <= 12_000
    assert sum(sizes.values()) <= 60_000
