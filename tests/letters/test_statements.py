"""What the QR code says without a network: signed, and still readable from a bad print."""

import io
import random
import subprocess
from datetime import date

import pytest
import zxingcpp
from django.core.management import call_command
from PIL import Image, ImageFilter

from letters import statements
from letters.page import pdf
from tests.letters.test_pdf import CONTENT

CODE = "ABCDEFGHJKMNPQR"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.STATEMENT_KEYS = tmp_path / "keys"


@pytest.fixture
def statement():
    return made()


def made(code=CODE):
    return statements.make(
        code=code,
        number=CONTENT["number"],
        identity=CONTENT["identity"],
        dated_on=date.fromisoformat(CONTENT["dated_on"]),
        office="6302",
        subject=CONTENT["subject"],
    )


def read_by_zbar(picture):
    with io.BytesIO() as file:
        picture.save(file, "PNG")
        command = ["zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", "-"]
        read = subprocess.run(command, input=file.getvalue(), capture_output=True, check=False)
    return read.stdout.decode().strip()


def read_by_zxing(picture):
    """What the one code of the picture says, and where it stands in it."""
    (code,) = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    place = code.position
    corners = (place.top_left, place.top_right, place.bottom_left, place.bottom_right)
    return code.text, [corner.x for corner in corners], [corner.y for corner in corners]


def scans(page, chance):
    """The page put on a scanner askew: printed at 300 dpi, blurred, read at 150 dpi with noise."""
    for angle in (-3, 1.5, 4):
        askew = page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
        worn = half(askew.filter(ImageFilter.GaussianBlur(1.4)))
        grain = Image.frombytes("L", worn.size, chance.randbytes(worn.width * worn.height))
        yield Image.blend(worn, grain, 0.1)


def half(page):
    return page.resize((page.width // 2, page.height // 2), Image.Resampling.BOX)


def test_it_says_what_the_letter_says_and_whose_key_signed(statement):
    read = statements.read(CODE, statement)

    assert (read.number, read.identity) == (CONTENT["number"], CONTENT["identity"])
    assert (read.dated_on.isoformat(), read.office) == (CONTENT["dated_on"], "6302")
    assert read.is_trial
    assert read.subject_digest == statements.digest_of_subject(
        "rekomendasi kegiatan statistik survei biaya nelayan 2026"
    )
    assert read.subject_digest != statements.digest_of_subject(
        "Rekomendasi Kegiatan Statistik “Survei Biaya Nelayan 2027”"
    )


def test_no_letter_of_it_can_be_changed(statement):
    for at, letter in enumerate(statement):
        changed = statement[:at] + ("1" if letter != "1" else "2") + statement[at + 1 :]
        with pytest.raises(statements.NotGenuine):
            statements.read(CODE, changed)
    for broken in ("", "*", statement[:-1], statement + "0", statement.replace("*", "", 1)):
        with pytest.raises(statements.NotGenuine):
            statements.read(CODE, broken)


def test_it_does_not_fit_another_letter_or_another_installation(statement, settings, tmp_path):
    with pytest.raises(statements.NotGenuine):
        statements.read(CODE[::-1], statement)
    settings.STATEMENT_KEYS = tmp_path / "elsewhere"
    made()
    with pytest.raises(statements.NotGenuine):
        statements.read(CODE, statement)


def test_a_new_key_signs_and_the_old_one_still_counts(statement, settings, capsys):
    old = statements.newest_key()
    call_command("statement_key", new=True)
    new = statements.newest_key()
    (settings.STATEMENT_KEYS / f"{old}.key.pem").unlink()

    assert (old, new) == tuple(sorted([old, new]))
    assert new in capsys.readouterr().out
    assert statements.read(CODE, statement).key == old
    assert statements.read(CODE, made()).key == new
    assert [key["kid"] for key in statements.key_set()["keys"]] == [old, new]


def test_outside_the_demonstration_a_key_is_made_by_hand(settings, capsys):
    settings.DEMONSTRATION = False
    assert made() == ""
    call_command("statement_key")
    first = statements.newest_key()
    call_command("statement_key")

    assert statements.newest_key() == first
    assert not statements.read(CODE, made()).is_trial
    private = settings.STATEMENT_KEYS / f"{first}.key.pem"
    assert private.stat().st_mode & 0o77 == 0
    assert settings.STATEMENT_KEYS.stat().st_mode & 0o77 == 0


def test_the_code_is_read_from_a_page_that_was_printed_and_scanned_askew(tmp_path, statement):
    """ZXing reads the whole page; ZBar what a camera held over the code would see."""
    address = "https://romantik.kotabarukab.bps.go.id/surat/ABCDEFGHJKMNPQR/"
    content = CONTENT | {"verification_url": address, "statement": statement}
    (tmp_path / "surat.pdf").write_bytes(pdf.render(content, draft=False))
    command = ["pdftoppm", "-r", "300", "-gray", "-png", "-singlefile", "surat.pdf", "halaman"]
    subprocess.run(command, cwd=tmp_path, check=True)
    page = Image.open(tmp_path / "halaman.png").convert("L")

    assert read_by_zbar(half(page)) == f"{address}#{statement}"
    for scan in scans(page, random.Random(4)):
        said, xs, ys = read_by_zxing(scan)
        camera = scan.crop((min(xs) - 60, min(ys) - 60, max(xs) + 60, max(ys) + 60))
        assert said == f"{address}#{statement}"
        assert read_by_zbar(camera) == said


@pytest.mark.django_db
def test_the_letter_carries_it(numbered):
    content = numbered.content
    read = statements.read(numbered.token, content["statement"])

    assert (read.number, read.identity) == (numbered.number, numbered.identity)
    assert (read.dated_on, read.office) == (numbered.dated_on, numbered.office.code)
    assert read.subject_digest == statements.digest_of_subject(content["subject"])
