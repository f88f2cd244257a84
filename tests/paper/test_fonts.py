"""The faces of printed pages: cut once, kept beside the packages, whole or not at all."""

import sys

import pytest
from fontTools.ttLib import TTFont

from paper import fonts, signs


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """An environment in which nothing was cut yet, and scissors that are quick."""
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setattr(fonts, "_cut_into", lambda folder: (folder / "face.ttf").touch())
    return tmp_path / "share" / "romantik"


def test_four_faces_are_cut_from_the_two_variable_fonts_and_lack_nothing():
    cut = [path for path in fonts.cut_fonts().iterdir() if path.name.startswith("Arimo")]
    faces = {path.name: TTFont(path, lazy=True) for path in cut}

    assert {name: face["name"].getBestSubFamilyName() for name, face in faces.items()} == {
        "Arimo-Regular.ttf": "Regular",
        "Arimo-Bold.ttf": "Bold",
        "Arimo-Italic.ttf": "Italic",
        "Arimo-BoldItalic.ttf": "Bold Italic",
    }
    for face in faces.values():
        assert "fvar" not in face
        assert signs._of_arimo() - set("\n\r\t") <= set(map(chr, face.getBestCmap()))


def test_no_font_is_variable_has_the_name_of_another_or_lacks_the_space_between_its_signs():
    """WeasyPrint would put today's date into the first, and confuse the glyphs of the second."""
    names = []
    for path in fonts.noto():
        font = TTFont(path, lazy=True, fontNumber=0)
        names.append(font["name"].getBestFamilyName())
        assert "fvar" not in font, path.name
        assert ord(" ") in font.getBestCmap(), path.name
    assert len(names) == len(set(names)) > 80


def test_they_are_kept_and_nothing_else_is_left(elsewhere):
    assert not fonts.are_cut()

    folder = fonts.cut_fonts()

    assert fonts.are_cut()
    assert list(elsewhere.iterdir()) == [folder]
    assert [path.name for path in folder.iterdir()] == ["face.ttf"]
    assert fonts.cut_fonts() == folder


def test_who_was_slower_takes_what_the_other_has_made(elsewhere, monkeypatch):
    def slowly(folder):
        monkeypatch.setattr(fonts, "_cut_into", lambda folder: (folder / "face.ttf").touch())
        fonts.cut_fonts()  # the other process begins later and is done before

    monkeypatch.setattr(fonts, "_cut_into", slowly)
    folder = fonts.cut_fonts()

    assert list(elsewhere.iterdir()) == [folder]
    assert [path.name for path in folder.iterdir()] == ["face.ttf"]


def test_where_nothing_can_be_kept_a_process_cuts_its_own(elsewhere):
    elsewhere.parent.write_text("no folder")

    assert fonts.cut_fonts() is None
    assert [path.name for path in fonts._of_this_process().iterdir()] == ["face.ttf"]
    fonts._of_this_process.cache_clear()


def test_the_ligatures_of_arabic_are_drawn_as_before_and_told_letter_by_letter():
    whole, told = (
        TTFont(path) for path in (fonts.packaged(fonts.ARABIC[1]), fonts.folder() / fonts.ARABIC[0])
    )
    added = told.getGlyphOrder()[len(whole.getGlyphOrder()) :]

    assert len(added) > 10
    assert {told["hmtx"][name] for name in added} == {(0, 0)}
    assert {told["glyf"][name].numberOfContours for name in added} == {0}
    for name in ("uniFEFB", "uniFEFC"):  # lam and alef
        assert told["glyf"][name] == whole["glyf"][name]
