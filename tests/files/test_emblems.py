"""An emblem is drawn anew, or taken apart to its shapes; what could run or load is refused."""

from io import BytesIO

import pytest
from PIL import Image, ImageFile
from PIL.PngImagePlugin import PngInfo

from files.reading import emblems
from files.reading.words import OF_EMBLEMS, said_of

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SQUARE = '<path d="M1 1h8v8h-8z" fill="#0b4a8f"/>'


def svg(inside=SQUARE, attributes='viewBox="0 0 10 10"'):
    return f"{HEAD} {attributes}>{inside}</svg>".encode()


def png(size=(64, 64), mode="RGB", **facts):
    file = BytesIO()
    Image.new(mode, size, "red").save(file, "PNG", **facts)
    return file.getvalue()


def test_shapes_stay_as_they_are_without_what_a_program_leaves():
    drawn = svg(
        '<metadata><x xmlns="urn:x">Rahasia</x></metadata><title>t</title><!-- siapa -->'
        '<sodipodi:view xmlns:sodipodi="http://sodipodi.example/" path="C:\\siapa"/>'
        '<g id="a" inkscape:label="b" xmlns:inkscape="urn:i" class="c" data-x="y"'
        " style=\"fill:#0b4a8f;-inkscape-font-specification:'Sans';stroke-width:2px\">"
        '<rect x="1" y="1" width="8" height="8"/></g>',
        'width="20mm" height="20mm" viewBox="0 0 10 10"',
    )

    problem, kept = emblems.read(drawn)

    assert (problem, kept.decode()) == (
        "",
        '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10" viewBox="0 0 10 10">'
        '<g id="a" fill="#0b4a8f" stroke-width="2px"><rect x="1" y="1" width="8" height="8" />'
        "</g></svg>",
    )
    assert emblems.read(kept) == ("", kept)


GRADIENT = (
    '<defs><linearGradient id="a"><stop offset="0" stop-color="#fff"/></linearGradient>'
    '<linearGradient id="b" xlink:href="#a"/></defs><rect width="9" height="9" fill="url(#b)"/>'
)


def test_gradients_and_clips_of_its_own_are_kept():
    problem, kept = emblems.read(svg(GRADIENT))

    assert (problem, kept.count(b"linearGradient")) == ("", 3)
    assert b'href="#a"' in kept


# Small, and drawn again with each part that refers to it.
CLIP = f'<clipPath id="a">{SQUARE * 100}</clipPath>'
STOPS = (
    '<linearGradient id="a">' + '<stop offset="0" stop-color="#fff"/>' * 100 + "</linearGradient>"
    '<linearGradient id="b" xlink:href="#a"/>'
)


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        (svg("<script>alert(1)</script>" + SQUARE), "script"),
        (svg(SQUARE.replace("<path", '<path onload="alert(1)"')), "script"),
        (svg(attributes='viewBox="0 0 10 10" onload="alert(1)"'), "script"),
        (svg('<foreignObject><p xmlns="urn:h"/></foreignObject>' + SQUARE), "script"),
        (svg('<h:script xmlns:h="http://www.w3.org/1999/xhtml"/>' + SQUARE), "script"),
        (svg('<set attributeName="href" to="javascript:a"/>' + SQUARE), "script"),
        (svg('<image href="https://elsewhere.example/a.png"/>'), "elsewhere"),
        (svg('<image xlink:href="data:image/png;base64,AA=="/>'), "elsewhere"),
        (svg('<use href="#a"/>' + SQUARE), "elsewhere"),
        (svg('<a href="javascript:alert(1)">' + SQUARE + "</a>"), "elsewhere"),
        (svg('<path d="M0 0h9v9z" fill="url(https://elsewhere.example/#a)"/>'), "elsewhere"),
        (svg('<path d="M0 0h9v9z" style="fill:url(//elsewhere.example/a)"/>'), "elsewhere"),
        (svg('<path d="M0 0h9v9z" style="background:u\\72l(//e.example)"/>'), "elsewhere"),
        (svg('<path d="M0 0h9v9z" style="x:@import y"/>'), "elsewhere"),
        (svg('<linearGradient xlink:href="e.svg#a"/>' + SQUARE), "elsewhere"),
        (svg("<style>path{fill:url(//e.example)}</style>" + SQUARE), "style"),
        (svg('<text x="1" y="9">BPS</text>'), "letters"),
        (svg('<filter id="a"/>' + SQUARE), "unknown"),
        (svg('<path d="M0 0" fill="&lt;b&gt;"/>'), "unknown"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg(), "doctype"),
        (b'<!DOCTYPE svg SYSTEM "file:///etc/passwd">' + svg(), "doctype"),
        (svg('<linearGradient id="a" xlink:href="#a"/>' + SQUARE), "circle"),
        (svg(GRADIENT.replace('id="a"', 'id="a" xlink:href="#b"')), "circle"),
        (svg('<clipPath id="a"><path d="M0 0" clip-path="url(#a)"/></clipPath>'), "circle"),
        (svg("<g>" * 40 + SQUARE + "</g>" * 40), "heavy"),
        (svg(SQUARE * 3_001), "heavy"),
        (svg(f'<path d="M0 0{"h9" * 120_000}"/>'), "heavy"),
        (svg(CLIP + '<path d="M0 0h9v9z" clip-path="url(#a)"/>' * 40), "heavy"),
        (svg(STOPS + f'<g fill="url(#b)">{SQUARE * 40}</g>'), "heavy"),
        (svg(""), "empty"),
        (svg(attributes=""), "unsized"),
        (svg(attributes='viewBox="0 0 100 10"'), "steep"),
        (svg(attributes='viewBox="0 0 0 10"'), "small"),
        (svg()[:-20], "damaged"),
        (b"<html/>", "damaged"),
        (b'<?xml version="1.0" encoding="shift_jis"?>' + svg(), "damaged"),
        (b'<?xml version="1.0" encoding="utf-7"?>' + svg(), "damaged"),
        (b"GIF89a", "damaged"),
        (b"", "damaged"),
        (png((47, 64)), "small"),
        (png((400, 90)), "steep"),
        (png((4_100, 4_100), "1"), "large"),
        (png()[:-60], "damaged"),
    ],
)
def test_what_is_refused_and_what_is_said(document, problem, monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint leaves it
    assert emblems.read(document) == (problem, b"")
    assert said_of("a.svg", problem, "emblems").startswith("“a.svg” ")


def test_every_refusal_has_been_tried():
    marks = test_what_is_refused_and_what_is_said.pytestmark
    tried = {problem for _, problem in marks[0].args[1]}

    assert set(OF_EMBLEMS) == tried


def test_a_png_loses_what_it_tells_beside_its_picture_and_gets_small():
    told = PngInfo()
    told.add_text("Author", "Somebody")
    large = png((2_000, 1_000), "RGBA", pnginfo=told)

    problem, kept = emblems.read(large)

    with Image.open(BytesIO(kept)) as picture:
        assert (problem, picture.size, picture.mode, picture.info) == ("", (640, 320), "RGBA", {})
        assert picture.getpixel((9, 9)) == (255, 0, 0, 255)
    assert emblems.read(large) == ("", kept)
