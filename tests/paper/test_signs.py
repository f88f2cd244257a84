"""What people type is drawn whatever its script; what nothing draws is told."""

import subprocess
import unicodedata
from io import BytesIO

import pikepdf
import pytest

from paper.printing import print_pdf
from paper.signs import MISSING, printable, told_of_unprintable, unprintable

SCRIPTS = {
    "Javanese": "ꦱꦼꦤ꧀ꦱꦸꦱ꧀ ꦏꦺꦴꦠ ꦱꦏ",
    "Balinese": "ᬩᬮᬶ ᬓ᭄ᬭᬫ",
    "Sundanese": "ᮞᮥᮔ᮪ᮓ",
    "Lontara": "ᨅᨔ ᨕᨘᨁᨗ",
    "Batak": "ᯅᯖᯂ᯲ ᯖᯬᯅ",
    "Rejang": "ꤼꥍꥆ",
    "Chinese": "統計局 统计局",
    "Japanese": "日本語かなカナ",
    "Korean": "한국어 통계",
    "Devanagari": "सांख्यिकी क्षेत्र",
    "Tamil": "புள்ளியியல்",
    "Bengali": "পরিসংখ্যান",
    "Thai": "สถิติ",
    "Khmer": "ស្ថិតិ",
    "Burmese": "စာရင်းအင်း",
    "Tibetan": "བོད་",
    "Ethiopic": "ስታቲስቲክስ",
    "Georgian": "სტატისტიკა",
    "Mathematics": "∀x ∈ ℝ: x̄ ⊂ ⟨a⟩ ⊕ ∯ ⇒ ⅓",
    "Symbols": "✓ ☎ ★ ⚠ ① ㎡ ♥",
    "Emoji": "😀 👍🏽 👨‍👩‍👧 🇮🇩 ❤️ 1️⃣",
}
RIGHT_TO_LEFT = {
    "Arabic": "دائرة مسح العراق",
    "ligatures": "مصلحة الإحصاء الآن لا بلاد الله",
    "Jawi": "كابوڤاتين كوتا بارو",
    "Persian": "گزارش چهارم",
    "Hebrew": "סטטיסטיקה",
    "Syriac": "ܣܘܪܝܝܐ",
}
MARKS = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u200e\u200f"))  # pdftotext adds them
PAGE = '<html lang="id"><title>x</title><style>body {{ font: 12pt Arimo }}</style><p>{}</p>'


def drawn(words):
    """The document, and what a reader takes out of it."""
    document = print_pdf(PAGE.format(words))
    command = ["pdftotext", "-", "-"]
    text = subprocess.run(command, input=document, capture_output=True, check=True).stdout.decode()
    return document, " ".join(text.translate(MARKS).split())


def glyphs(document):
    """Every font of a document, and whether it has to stand in for signs that it lacks."""
    with pikepdf.open(BytesIO(document)) as opened:
        fonts = opened.pages[0].Resources.Font
        return {str(font.BaseFont).partition("+")[2]: font.Encoding for font in fonts.values()}


@pytest.mark.parametrize("words", SCRIPTS.values(), ids=SCRIPTS)
def test_every_script_is_drawn_by_a_font_and_comes_out_of_the_file_as_it_was_typed(words):
    assert unprintable(words) == []
    assert MISSING not in printable(words)

    document, text = drawn(f"Survei {words} akhir")

    assert text == f"Survei {words} akhir"
    assert all(encoding == "/Identity-H" for encoding in glyphs(document).values())
    assert any(name.startswith("Noto") for name in glyphs(document))


@pytest.mark.parametrize("words", RIGHT_TO_LEFT.values(), ids=RIGHT_TO_LEFT)
def test_what_runs_from_right_to_left_comes_out_in_the_order_of_its_letters(words):
    document, text = drawn(words)

    assert text == words
    assert all(encoding == "/Identity-H" for encoding in glyphs(document).values())


def test_a_line_of_plain_letters_carries_no_second_text():
    with pikepdf.open(BytesIO(drawn("Nelayan ≥ 3 “ya” ½ m²")[0])) as opened:
        assert b"ActualText" not in opened.pages[0].Contents.read_bytes()


def test_disguised_letters_become_plain_ones_and_meaningful_forms_stay():
    assert printable("𝐁aru\U000e0041 ２０２６ 𝛼") == "Baru 2026 α"
    assert printable("① ㎡ （一）") == "① ㎡ （一）"
    assert unprintable("Survei ﬁnal 𝐁aru 2² – “ya” \u200b\ufeff") == []


@pytest.mark.parametrize("sign", ["𗀀", "\ue000", "𖼀", "\U0010fffd"])
def test_a_sign_that_no_font_has_is_told_and_printed_as_a_box(sign):
    assert unprintable(f"{sign} dan {sign}") == [sign]
    assert printable(f"{sign} dan") == "□ dan"
    assert told_of_unprintable(f"Survei {sign}").startswith(f"Tanda {sign} tidak ada pada huruf")
    assert told_of_unprintable("Survei ꦗꦮ") is None


def test_what_people_write_in_has_a_font():
    """Whole alphabets: those of Indonesia, of its neighbours, and of Unicode's main blocks."""
    blocks = [
        *((0x0620, 0x06FF), (0x0900, 0x097F), (0x0E00, 0x0E7F), (0x1780, 0x17DD), (0x1A00, 0x1A1F)),
        *(
            (0x1B00, 0x1B4B),
            (0x1B50, 0x1B7C),
            (0x1B80, 0x1BFF),
            (0x2190, 0x22FF),
            (0x2600, 0x27BF),
            (0x3040, 0x30FF),
        ),
        *((0x4E00, 0x9FA5), (0xA930, 0xA95F), (0xA980, 0xA9DF), (0xAC00, 0xD7A3)),
        *((0x1F300, 0x1F64F), (0x1F680, 0x1F6C5), (0x1F90C, 0x1F9FF)),
    ]
    signs = "".join(chr(code) for first, last in blocks for code in range(first, last + 1))
    assigned = "".join(sign for sign in signs if unicodedata.category(sign) != "Cn")
    assert unprintable(assigned) == []
