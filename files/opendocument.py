"""Workbooks as OpenDocument (ODS), for those who have no Excel: the same tables, written alike."""

import re
import zipfile
from datetime import date, datetime, time
from decimal import Decimal
from tempfile import TemporaryFile
from xml.sax.saxutils import escape, quoteattr

from files.cells import MonthCell, Pale, look_of, measured
from files.spoken_cells import spoken

CONTENT_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
LETTER = 0.2  # centimetres of width
NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office",
        "table": "table",
        "text": "text",
        "style": "style",
        "number": "datastyle",
        "fo": "xsl-fo-compatible",
        "config": "config",
        "manifest": "manifest",
    }.items()
)
START = '<?xml version="1.0" encoding="UTF-8"?>'
MANIFEST = f"""{START}<manifest:manifest {NAMES} manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:media-type="{CONTENT_TYPE}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="settings.xml" manifest:media-type="text/xml"/>
</manifest:manifest>"""
SPACE = "<number:text> </number:text>"
CLOCK = (
    '<number:hours number:style="long"/><number:text>.</number:text>'
    '<number:minutes number:style="long"/><number:text>.</number:text>'
    '<number:seconds number:style="long"/>'
)
MONTH = (
    '<number:month number:textual="true" number:style="long"/>'
    f'{SPACE}<number:year number:style="long"/>'
)
INDONESIAN = 'number:language="id" number:country="ID"'
STYLES = f"""
<number:date-style style:name="n-day" {INDONESIAN}><number:day/>{SPACE}{MONTH}</number:date-style>
<number:date-style style:name="n-month" {INDONESIAN}>{MONTH}</number:date-style>
<number:date-style style:name="n-moment" {INDONESIAN}><number:day/>{SPACE}{MONTH}{SPACE}{CLOCK}
</number:date-style>
<number:time-style style:name="n-clock">{CLOCK}</number:time-style>
<number:text-style style:name="n-text"><number:text-content/></number:text-style>"""
WRAPPED = '<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"'


def written(tables):
    """The tables as sheets of a workbook, in a file that vanishes when it is closed."""
    tables = list(tables)
    file = TemporaryFile()  # noqa: SIM115 - whoever reads it closes it
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("mimetype", CONTENT_TYPE, zipfile.ZIP_STORED)
        pack.writestr("META-INF/manifest.xml", MANIFEST)
        pack.writestr("settings.xml", _settings(tables))
        with pack.open("content.xml", "w", force_zip64=True) as part:
            for piece in _content(tables):
                part.write(piece.encode())
    file.seek(0)
    return file


def _content(tables):
    seen = [(table, *measured(table)) for table in tables]
    yield f'{START}<office:document-content {NAMES} office:version="1.3"><office:automatic-styles>'
    yield STYLES
    for number, (_, widths, _) in enumerate(seen):
        for place, width in enumerate(widths):
            yield (
                f'<style:style style:name="w{number}-{place}" style:family="table-column">'
                f'<style:table-column-properties style:column-width="{width * LETTER:.1f}cm"/>'
                "</style:style>"
            )
    yield from map(_style, ("day", "month", "moment", "clock", "text", "heading", "pale"))
    yield "</office:automatic-styles><office:body><office:spreadsheet>"
    for number, (table, widths, lines) in enumerate(seen):
        yield f"<table:table table:name={quoteattr(table.title)}>"
        for place in range(len(widths)):
            yield f'<table:table-column table:style-name="w{number}-{place}"/>'
        yield from (_line(line) for line in table.above)
        yield _line(table.columns, "heading")
        yield from map(_line, lines)
        yield "</table:table>"
    yield "</office:spreadsheet></office:body></office:document-content>"


def _style(name):
    """A cell's look; the values of dates and texts say how they are shown."""
    shown = "" if name in ("heading", "pale") else f' style:data-style-name="n-{name}"'
    pale = ' fo:background-color="#fff2cc"/>' if name == "pale" else "/>"
    bold = '<style:text-properties fo:font-weight="bold"/>' if name == "heading" else ""
    head = f'<style:style style:name="{name}" style:family="table-cell"{shown}>'
    return f"{head}{WRAPPED}{pale}{bold}</style:style>"


def _line(cells, look="text"):
    return f"<table:table-row>{''.join(_cell(value, look) for value in cells)}</table:table-row>"


def _cell(value, look):
    if isinstance(value, Pale):
        value, look = value.value, "pale"
    shown, kind = _shown(value), _kind(value)
    if kind is None:
        kind, look = 'office:value-type="string"', look
    elif isinstance(value, date | time):
        look = _look(value)
    else:
        look = ""
    style = f' table:style-name="{look}"' if look else ""
    lines = "".join(f"<text:p>{_text(line)}</text:p>" for line in shown.split("\n"))
    return f"<table:table-cell{style} {kind}>{lines}</table:table-cell>"


def _kind(value):
    """The value for programs, as attributes; None for text."""
    if isinstance(value, bool) or not isinstance(value, date | time | int | float | Decimal):
        return None
    if isinstance(value, datetime):
        return f'office:value-type="date" office:date-value="{value:%Y-%m-%dT%H:%M:%S}"'
    if isinstance(value, date):
        return f'office:value-type="date" office:date-value="{value:%Y-%m-%d}"'
    if isinstance(value, time):
        return f'office:value-type="time" office:time-value="{value:PT%HH%MM%SS}"'
    return f'office:value-type="float" office:value="{value}"'


def _look(value):
    if isinstance(value, time):
        return "clock"
    if isinstance(value, datetime):
        return "moment"
    return "month" if isinstance(value, MonthCell) else "day"


def _shown(value):
    if isinstance(value, datetime) and value.tzinfo:
        value = value.replace(tzinfo=None)
    return ILLEGAL.sub("", spoken(value, look_of(value) or "General"))


def _text(line):
    """Text in which several spaces stay several."""
    return re.sub("  +", lambda found: f' <text:s text:c="{len(found[0]) - 1}"/>', escape(line))


def _settings(tables):
    """The headings stay where they are while one scrolls."""
    views = "".join(
        f"<config:config-item-map-entry config:name={quoteattr(table.title)}>"
        '<config:config-item config:name="VerticalSplitMode" config:type="short">2'
        "</config:config-item>"
        '<config:config-item config:name="VerticalSplitPosition" config:type="int">'
        f"{len(table.above) + 1}</config:config-item>"
        '<config:config-item config:name="ActiveSplitRange" config:type="short">2'
        "</config:config-item>"
        '<config:config-item config:name="PositionBottom" config:type="int">'
        f"{len(table.above) + 1}</config:config-item></config:config-item-map-entry>"
        for table in tables
    )
    return (
        f'{START}<office:document-settings {NAMES} office:version="1.3"><office:settings>'
        '<config:config-item-set xmlns:ooo="http://openoffice.org/2004/office" '
        'config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views">'
        '<config:config-item-map-entry><config:config-item-map-named config:name="Tables">'
        f"{views}</config:config-item-map-named></config:config-item-map-entry>"
        "</config:config-item-map-indexed></config:config-item-set></office:settings>"
        "</office:document-settings>"
    )
