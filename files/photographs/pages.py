"""A photograph as a page of A4, upright, and several of them as one PDF."""

from io import BytesIO

import pikepdf
from PIL import Image

from files.sniffing import LARGEST_FILE, Unfit
from files.strictly import strictly
from files.upright import upright

MOST_PAGES = 20
MOST_PIXELS = {"JPEG": 50_000_000, "PNG": 25_000_000}  # a JPEG is made smaller while it is read
A4 = (595.276, 841.89)  # points
# The longer side of a page in pixels (200, 150, 110 dots an inch), and the quality of its JPEG.
SIZES = [(2339, 82), (1754, 70), (1286, 55)]
OVERHEAD = 200_000  # bytes of a PDF besides its pictures, at most


def page_of(upload):
    """The JPEG of a photograph: turned as the camera was held, as large as A4 needs it, without
    what the camera wrote about place and owner. Raises ``Unfit``."""
    return _drawn(upload, *SIZES[0])


def shown(page, side):
    """The page as a browser shows it, its longer side so many pixels. Raises ``Unfit``."""
    return _drawn(page, side, 70)


def joined(pages, title):
    """One PDF, a page of A4 for each JPEG in their order, at most as large as a file may be."""
    for side, quality in SIZES:
        smaller = pages if side == SIZES[0][0] else [_anew(page, side, quality) for page in pages]
        if sum(map(len, smaller)) + OVERHEAD <= LARGEST_FILE:
            return _pdf(smaller, title)
    raise Unfit("Gabungan foto ini lebih besar dari 10 MB. Bagi menjadi beberapa berkas.")


def _drawn(file, side, quality):
    try:
        file.seek(0)
        with strictly(), Image.open(file, formats=list(MOST_PIXELS)) as picture:
            kind = "PNG" if picture.format == "PNG" else "JPEG"  # or several JPEG in one: MPO
            if picture.width * picture.height > MOST_PIXELS[kind]:
                raise Unfit("Foto ini terlalu besar. Potret lagi dengan resolusi lebih rendah.")
            return _jpeg(_reduced(picture, side), quality)
    except Unfit:
        raise
    except Exception as error:  # a reader fed with anything may raise anything
        raise Unfit(
            "Foto ini tidak dapat dibaca, mungkin terpotong. Potret atau simpan lagi, lalu unggah."
        ) from error


def _reduced(picture, side):
    """Small first, then turned, then on white: the large picture is there once."""
    picture.draft("L" if picture.mode == "L" else "RGB", (side, side))
    if picture.mode.startswith("I"):  # 16 bits of grey
        picture = picture.point(lambda grey: grey * (1 / 256)).convert("L")
    elif picture.mode not in ("L", "RGB"):
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    picture.thumbnail((side, side), reducing_gap=2.0)
    picture = upright(picture)
    if picture.mode != "RGBA":
        return picture
    return Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture).convert("RGB")


def _jpeg(picture, quality):
    sink = BytesIO()
    picture.info = {}  # Pillow would hand on comments
    picture.save(sink, "JPEG", quality=quality, optimize=True)
    return sink.getvalue()


def _anew(page, side, quality):
    with Image.open(BytesIO(page), formats=["JPEG"]) as picture:
        return _jpeg(_reduced(picture, side), quality)


def _pdf(pages, title):
    sink = BytesIO()
    with pikepdf.new() as pdf:
        for page in pages:
            _add(pdf, page)
        pdf.Root.Lang = "id"
        pdf.docinfo["/Title"] = title
        pdf.save(sink, deterministic_id=True)
    return sink.getvalue()


def _add(pdf, jpeg):
    """A page that the picture fills as far as its shape lets it, lying if the picture lies."""
    with Image.open(BytesIO(jpeg)) as picture:
        width, height, mode = picture.width, picture.height, picture.mode
    paper = A4 if height >= width else A4[::-1]
    scale = min(paper[0] / width, paper[1] / height)
    place = [(paper[0] - width * scale) / 2, (paper[1] - height * scale) / 2]
    image = pdf.make_stream(
        jpeg,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=width,
        Height=height,
        ColorSpace=pikepdf.Name.DeviceGray if mode == "L" else pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    page = pdf.add_blank_page(page_size=paper)
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Foto=image))
    numbers = [width * scale, 0, 0, height * scale, *place]
    drawn = " ".join(f"{number:.3f}" for number in numbers)
    page.Contents = pdf.make_stream(f"q {drawn} cm /Foto Do Q".encode())
