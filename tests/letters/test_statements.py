"""What the QR code says without a network: signed, and still readable from a bad print."""

import io
import random
import subprocess
from datetime import date

import pytest
from django.core.management import call_command
from PIL import Image, ImageFilter

from letters import pdf, statements
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


def scanned(picture):
    with io.BytesIO() as file:
        picture.save(file, "PNG")
        command = ["zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", "-"]
        read = subprocess.run(command, input=file.getvalue(), capture_output=True, check=False)
    return read.stdout.decode().strip()


def views(page):
    """What a camera sees that is held over one part of the page after another (60 mm, 300 dpi)."""
    for top in range(page.height - 700, 0, -350):
        for left in range(0, page.width - 350, 350):
            yield page.crop((left, top, left + 700, top + 700))


def test_it_says_what_the_letter_says_and_whose_key_signed(statement):
    read = statements.read(CODE, statement)

    assert (read.number, read.identity) == (CONTENT["number"], CONTENT["identity"])
    assert (read.dated_on.isoformat(), read.office) == (CONTENT["dated_on"], "6302")
    assert read.is_trial
    assert read.is_about("rekomendasi kegiatan statistik survei biaya nelayan 2026")
    assert not read.is_about("Rekomendasi Kegiatan Statistik “Survei Biaya Nelayan 2027”")


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


def test_the_code_is_read_from_a_print_that_was_scanned_askew(tmp_path, statement):
    """Printed at 300 dpi, rotated, blurred, scanned at 150 dpi with noise; read by ZBar."""
    address = "https://romantik.kotabarukab.bps.go.id/surat/ABCDEFGHJKMNPQR/"
    content = CONTENT | {"verification_url": address, "statement": statement}
    (tmp_path / "surat.pdf").write_bytes(pdf.render(content, draft=False))
    command = ["pdftoppm", "-r", "300", "-gray", "-png", "-singlefile", "surat.pdf", "halaman"]
    subprocess.run(command, cwd=tmp_path, check=True)
    page = Image.open(tmp_path / "halaman.png").convert("L")
    half = page.resize((page.width // 2, page.height // 2), Image.Resampling.BOX)

    assert scanned(half) == f"{address}#{statement}"
    code = next(view for view in views(page) if scanned(view))
    chance = random.Random(4)
    for angle in (-3, 1.5, 4):
        askew = code.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
        worn = askew.filter(ImageFilter.GaussianBlur(1.4)).resize(
            (code.width // 2, code.height // 2), Image.Resampling.BOX
        )
        grain = Image.frombytes("L", worn.size, chance.randbytes(worn.width * worn.height))
        assert scanned(Image.blend(worn, grain, 0.1)) == f"{address}#{statement}"


@pytest.mark.django_db
def test_the_letter_carries_it(numbered):
    content = numbered.content
    read = statements.read(numbered.token, content["statement"])

    assert (read.number, read.identity) == (numbered.number, numbered.identity)
    assert (read.dated_on, read.office) == (numbered.dated_on, numbered.office.code)
    assert read.is_about(content["subject"])
