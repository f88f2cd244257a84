"""Files as people bring them: whole, locked, cut off, with programs in them."""

import zipfile
from io import BytesIO
from pathlib import Path

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

PHOTOGRAPHS = Path(__file__).parents[1] / "data/photographs"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAKE, OWNER = "MerekPonsel", "Pemilik Contoh"
SCRIPT = {"/S": pikepdf.Name.JavaScript, "/JS": "app.alert('x')"}
LAUNCH = {"/S": pikepdf.Name.Launch, "/F": "program.exe"}


def brought(name, content):
    return SimpleUploadedFile(name, content)


def pdf(*, change=lambda pdf: None, pages=3, **saving):
    """A PDF of some pages with text; ``change`` puts something in."""
    document = pikepdf.new()
    for number in range(pages):
        page = document.add_blank_page(page_size=(595, 842))
        page.Contents = document.make_stream(b"BT (Halaman %d) Tj ET %s" % (number, b"q Q " * 90))
    change(document)
    file = BytesIO()
    document.save(file, **saving)
    return file.getvalue()


def locked(revision, *, user="", owner="pemilik"):
    """Locked as PDF readers of each age did; without ``user`` anybody may open it."""
    modern = revision > 3
    return pdf(
        encryption=pikepdf.Encryption(
            R=revision, user=user, owner=owner, aes=modern, metadata=modern
        )
    )


def office(folder="word", **more):
    """A DOCX (XLSX for ``xl``); names of further parts have "__" for "/"."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("[Content_Types].xml", more.pop("types", "<Types/>"))
        pack.writestr(f"{folder}/document.xml", "<x>isi</x>" * 50)
        for name, content in more.items():
            pack.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def ole(*parts):
    """A container as Office wrote them before 2007, and writes them when they are locked."""
    return OLE + bytes(504) + b"".join(f"{part}\0".encode("utf-16-le") for part in parts)


def photograph(kind="JPEG", *, orientation=6, size=(40, 30)):
    """Red where the upper left corner is before it is turned, with everything a phone tells."""
    picture = Image.new("RGB", size, (230, 230, 230))
    picture.paste((200, 30, 30), (0, 0, size[0] // 2, size[1] // 2))
    told = Image.Exif()
    told[0x10F], told[0x110], told[0x13B], told[0x112] = MAKE, "Model-X", OWNER, orientation
    told[0x8825] = {1: "S", 2: (3.0, 14.0, 61.0), 3: "E", 4: (116.0, 13.0, 20.0)}
    file, more = BytesIO(), {}
    if kind in ("JPEG", "MPO"):
        more = {"comment": OWNER.encode(), "xmp": f"<x>{OWNER}</x>".encode()}
    if kind == "MPO":
        more |= {"save_all": True, "append_images": [picture.copy()]}
    picture.save(file, kind, exif=told.tobytes(), **more)
    return file.getvalue()
