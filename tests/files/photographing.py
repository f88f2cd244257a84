"""Photographs as phones make them, for tests."""

import struct
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

ORIENTATION, RESOLUTION = 0x0112, 0x011A
RED, GREEN, BLUE = (200, 30, 30), (30, 160, 30), (30, 30, 200)


def photograph(name="foto.jpg", *, size=(60, 80), colour=RED, orientation=None, mode="RGB"):
    """A picture whose upper half has a colour and whose lower half is white, as it is held."""
    picture = Image.new("RGB", size, "white")
    picture.paste(colour, (0, 0, size[0], size[1] // 2))
    exif = Image.Exif()
    if orientation:
        exif[ORIENTATION] = orientation
        turned = {3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90}
        picture = picture.transpose(turned[orientation])  # as the sensor saw it
    sink = BytesIO()
    kind = "PNG" if name.endswith(".png") else "JPEG"
    if mode == "I;16":  # a scanner's grey, of 16 bits
        picture = picture.convert("L").convert("I").point(lambda grey: grey * 257)
    picture.convert(mode).save(sink, kind, exif=exif, quality=95)
    return SimpleUploadedFile(name, sink.getvalue())


def oddly_described():
    """A photograph whose camera wrote its resolution in letters: as it is held it is red above."""
    sink = BytesIO()
    sensor = Image.open(photograph(orientation=6))
    entries = [(ORIENTATION, 3, 1, b"\6\0\0\0"), (RESOLUTION, 2, 3, b"72\0\0")]
    exif = b"".join(struct.pack("<HHI4s", *entry) for entry in entries)
    exif = b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", len(entries)) + exif + bytes(4)
    sensor.save(sink, "JPEG", exif=exif)
    return SimpleUploadedFile("foto.jpg", sink.getvalue())


def colour_at(picture, across, down):
    """Which colour a place of the picture has, from (0, 0) to (1, 1): red, green, blue or white."""
    where = (int(across * (picture.width - 1)), int(down * (picture.height - 1)))
    seen = picture.convert("RGB").getpixel(where)
    names = {"red": RED, "green": GREEN, "blue": BLUE, "white": (255, 255, 255)}
    return min(
        names, key=lambda name: sum(abs(a - b) for a, b in zip(seen, names[name], strict=True))
    )
