"""Photographs of phones: what only phones can show becomes JPEG; of an anonymous complaint's
photograph nothing is kept but what it shows."""

from io import BytesIO

import pytest
from PIL import Image

from files.sniffing import Unfit
from files.taking import take
from tests.files.making import MAKE, OWNER, PHOTOGRAPHS, brought, photograph
from tests.files.photographing import colour_at, oddly_described

pytestmark = pytest.mark.one_database
HEIC = (PHOTOGRAPHS / "gps.heic").read_bytes()  # with place, owner and device
TURNED = (PHOTOGRAPHS / "turned.heic").read_bytes()  # held upright while it was taken
RED = (200, 30, 30)


def seen(taken):
    picture = Image.open(BytesIO(taken.file.read()))
    picture.load()
    return picture


def is_red(picture, x, y):
    shown = picture.convert("RGB").getpixel((x, y))
    return all(abs(one - other) < 30 for one, other in zip(shown, RED, strict=True))


@pytest.mark.parametrize(
    ("name", "content", "becomes"),
    [
        ("IMG_0412.HEIC", HEIC, "IMG_0412.jpg"),
        ("foto.heif", HEIC, "foto.jpg"),
        ("DSC01.HIF", HEIC, "DSC01.jpg"),
        ("kiriman.jpg", HEIC, "kiriman.jpg"),  # some programs only change the name
        ("kiriman.jpeg", TURNED, "kiriman.jpeg"),
        ("unduhan.webp", photograph("WEBP"), "unduhan.jpg"),
    ],
)
def test_heic_becomes_jpeg(name, content, becomes):
    taken = take(brought(name, content))

    assert (taken.file.name, taken.content_type) == (becomes, "image/jpeg")
    assert seen(taken).format == "JPEG"


def test_what_can_be_seen_through_is_seen_on_white():
    file = BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(file, "WEBP")

    assert seen(take(brought("a.webp", file.getvalue()))).getpixel((9, 9)) == (255, 255, 255)


def test_it_stays_upright():
    across, upright = seen(take(brought("a.heic", HEIC))), seen(take(brought("b.heic", TURNED)))

    assert (across.size, upright.size) == ((64, 48), (48, 64))
    assert is_red(across, 2, 2)
    assert is_red(upright, 45, 2)
    assert (dict(across.getexif()), dict(upright.getexif())) == ({}, {})


def test_a_jpeg_that_a_phone_calls_heic_is_a_jpeg():
    content = photograph()

    taken = take(brought("IMG.HEIC", content))

    assert (taken.file.name, taken.content_type) == ("IMG.jpg", "image/jpeg")
    assert taken.file.read() == content


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("foto.heic", HEIC[:24] + bytes(200)),
        ("foto.jpg", HEIC[:24] + bytes(200)),
        ("foto.heic", HEIC[: len(HEIC) // 2]),
        ("foto.heic", HEIC[:40]),
    ],
)
def test_what_cannot_be_turned_is_told_with_what_to_set_on_the_phone(name, content):
    with pytest.raises(Unfit) as told:
        take(brought(name, content))

    assert f"“{name}”" in str(told.value)
    for words in ("iPhone: Pengaturan – Kamera – Format – Paling Kompatibel", "Android", "JPEG"):
        assert words in str(told.value)


def hidden(picture, content):
    """What a picture tells beside what it shows."""
    told = [
        word for word in (MAKE, OWNER, "Exif", "xmp", "ICC_PROFILE") if word.encode() in content
    ]
    return (
        told
        + list(picture.getexif())
        + [key for key in ("comment", "exif", "xmp", "icc_profile") if key in picture.info]
    )


@pytest.mark.parametrize(
    ("name", "content", "red"),
    [
        ("gps.jpg", photograph(), (27, 2)),
        ("gps.png", photograph("PNG"), (27, 2)),
        ("gps.heic", HEIC, (2, 2)),
        ("gps.webp", photograph("WEBP"), (27, 2)),
        ("gps.jpeg", photograph(orientation=3), (37, 27)),
        ("gps.jpg", photograph("MPO"), (27, 2)),  # with a second picture behind it
        ("gps.jpg", photograph() + b"MP4 film " + MAKE.encode(), (27, 2)),  # a moving photograph
    ],
)
def test_place_owner_and_device_are_taken_away_and_the_picture_stays(name, content, red):
    taken = take(brought(name, content), discreet=True)

    picture = seen(taken)
    taken.file.seek(0)
    assert hidden(picture, taken.file.read()) == []
    assert is_red(picture, *red)
    assert taken.is_bare


def test_elsewhere_a_photograph_stays_as_it_is():
    content = photograph()

    taken = take(brought("gps.jpg", content))

    assert taken.file.read() == content
    assert not taken.is_bare


def test_an_anonymous_photograph_is_taken_whatever_else_its_camera_wrote():
    picture = seen(take(oddly_described(), discreet=True))

    assert (picture.size, colour_at(picture, 0.5, 0.1)) == ((60, 80), "red")
    assert dict(picture.getexif()) == {}
