"""Photographs become pages: upright, no larger than A4 needs, bounded, without place and owner."""

import struct
import zlib
from io import BytesIO
from os import urandom

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageFile

from files.photographs import pages
from files.photographs.pages import joined, page_of, shown
from files.sniffing import LARGEST_FILE, Unfit
from tests.files.photographing import BLUE, RED, colour_at, oddly_described, photograph

# A PNG whose head says that it has 30,000 × 30,000 pixels.
SIZE = struct.pack(">II5B", 30_000, 30_000, 8, 2, 0, 0, 0)
PNG_BOMB = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + SIZE
PNG_BOMB += struct.pack(">I", zlib.crc32(b"IHDR" + SIZE)) + b"\0\0\0\0IDAT\x35\xaf\x06\x1e"
COLOURS = (RED, BLUE)
pytestmark = pytest.mark.one_database


def seen(jpeg):
    return Image.open(BytesIO(jpeg))


@pytest.mark.parametrize("orientation", [None, 3, 6])
@pytest.mark.parametrize("name", ["foto.jpg", "foto.png"])
def test_a_page_stands_as_the_camera_was_held(name, orientation):
    page = seen(page_of(photograph(name, orientation=orientation)))

    assert page.size == (60, 80)
    assert colour_at(page, 0.5, 0.1) == "red"
    assert colour_at(page, 0.5, 0.9) == "white"


def test_a_page_stands_upright_whatever_else_the_camera_wrote():
    page = seen(page_of(oddly_described()))

    assert (page.size, colour_at(page, 0.5, 0.1)) == ((60, 80), "red")


def test_a_page_hands_on_no_words_of_the_camera():
    sink = BytesIO()
    seen(photograph().read()).save(sink, "JPEG", comment=b"Tempat: Desa X", xmp=b"<x>Desa X</x>")
    large = SimpleUploadedFile("foto.jpg", sink.getvalue())

    assert b"Desa X" not in page_of(large)


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "LA", "1", "I;16"])
def test_every_kind_of_picture_is_read(mode):
    page = seen(page_of(photograph("pindai.png", mode=mode)))

    assert page.mode in ("L", "RGB")
    assert colour_at(page, 0.5, 0.9) == "white"


def test_a_photograph_with_others_behind_it_is_one_page():
    """As telephones keep a portrait's depth, or its brightest parts, with it."""
    sink = BytesIO()
    first, behind = (seen(photograph(size=(3000, 4000), colour=each).read()) for each in COLOURS)
    first.save(sink, "MPO", save_all=True, append_images=[behind])
    page = seen(page_of(SimpleUploadedFile("potret.jpg", sink.getvalue())))

    assert (page.format, page.size) == ("JPEG", (1754, 2339))
    assert (colour_at(page, 0.5, 0.1), colour_at(page, 0.5, 0.9)) == ("red", "white")


def test_what_is_seen_through_is_white():
    sink = BytesIO()
    Image.new("RGBA", (60, 80), (0, 0, 0, 0)).save(sink, "PNG")

    assert (
        colour_at(seen(page_of(SimpleUploadedFile("cap.png", sink.getvalue()))), 0.5, 0.5)
        == "white"
    )


def test_a_page_is_as_large_as_paper_needs_and_tells_nothing_of_the_camera():
    large = photograph(size=(3000, 4000), orientation=6)
    page = seen(page_of(large))

    assert page.size == (1754, 2339)
    assert not page.getexif()
    assert "icc_profile" not in page.info


@pytest.mark.parametrize("cut", [1, 2, 10])
def test_a_photograph_that_was_cut_off_is_refused(cut, monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint leaves it
    whole = photograph(size=(400, 600)).read()

    with pytest.raises(Unfit, match="terpotong"):
        page_of(SimpleUploadedFile("foto.jpg", whole[: len(whole) // (cut + 1)]))


@pytest.mark.parametrize(("name", "kind"), [("foto.jpg", "JPEG"), ("foto.png", "PNG")])
def test_a_picture_of_too_many_pixels_is_not_read(name, kind, monkeypatch):
    monkeypatch.setitem(pages.MOST_PIXELS, kind, 4799)

    with pytest.raises(Unfit, match="terlalu besar"):
        page_of(photograph(name))


def test_photographs_become_pages_of_a4_in_their_order():
    upright, lying = photograph(), photograph(size=(80, 60), colour=(30, 30, 200))
    content = joined([page_of(upright), page_of(lying)], "Surat pengantar")

    with pikepdf.open(BytesIO(content)) as pdf:
        boxes = [[round(float(side)) for side in page.mediabox] for page in pdf.pages]
        tops = [colour_at(picture_of(page), 0.5, 0.1) for page in pdf.pages]
        title = str(pdf.docinfo["/Title"])
    assert boxes == [[0, 0, 595, 842], [0, 0, 842, 595]]
    assert (tops, title) == (["red", "blue"], "Surat pengantar")


def picture_of(page):
    return pikepdf.PdfImage(page.Resources.XObject.Foto).as_pil_image()


def test_many_heavy_photographs_stay_below_the_limit(monkeypatch):
    monkeypatch.setattr(pages, "LARGEST_FILE", 900_000)
    noise = Image.frombytes("L", (1200, 1700), urandom(1200 * 1700))
    sink = BytesIO()
    noise.save(sink, "JPEG", quality=82)

    assert len(sink.getvalue()) > 900_000
    assert len(joined([sink.getvalue()], "Derau")) <= 900_000
    monkeypatch.setattr(pages, "LARGEST_FILE", 300_000)
    with pytest.raises(Unfit, match="Bagi menjadi beberapa berkas"):
        joined([sink.getvalue()], "Derau")


def test_twenty_photographs_of_a_phone_fit_into_one_file():
    page = page_of(photograph(size=(3000, 4000)))

    assert len(joined([page] * pages.MOST_PAGES, "Formulir")) < LARGEST_FILE


def test_a_page_is_shown_small_before_it_is_joined():
    page = page_of(photograph(size=(3000, 4000)))

    assert seen(shown(BytesIO(page), 320)).size == (240, 320)


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"", b"\xff\xd8\xff\xe0", PNG_BOMB])
def test_what_is_no_photograph_is_not_shown(content):
    with pytest.raises(Unfit):
        shown(BytesIO(content), 320)
