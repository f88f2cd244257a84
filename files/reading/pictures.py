"""Can a photograph be seen here? Turned into JPEG where browsers cannot; and what it tells apart
from what it shows (place, owner, device) taken away where nobody shall know it."""

import warnings
from io import BytesIO

from PIL import Image, ImageCms, JpegImagePlugin, WebPImagePlugin

from files.strictly import strictly
from files.upright import upright

KINDS = ("JPEG", "PNG", WebPImagePlugin.WebPImageFile.format)
MOST_PIXELS = 50_000_000
QUALITY = 90
warnings.simplefilter("ignore")


def read(document, to_jpeg=False, discreet=False):
    """(problem, bytes): the new bytes only where the picture had to change."""
    is_heif = document[4:8] == b"ftyp"
    if is_heif and not _knows_heif():
        return "heif", b""
    kinds = ("HEIF",) if is_heif else KINDS
    try:
        with strictly(), Image.open(BytesIO(document), formats=kinds) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return "large", b""
            picture.load()
            return "", _changed(picture) if to_jpeg or discreet else b""
    except Image.DecompressionBombError:
        return "large", b""
    except (OSError, SyntaxError, ValueError):
        return "heif" if is_heif else "damaged", b""


def _knows_heif():
    try:
        import pi_heif
    except ImportError:
        return False
    pi_heif.options.DECODE_THREADS = 1
    pi_heif.register_heif_opener()
    return True


def _changed(picture):
    """The picture alone, upright and in common colours, with as little loss as can be."""
    kind = "PNG" if picture.format == "PNG" else "JPEG"
    looks = _looks(picture) if kind == "JPEG" else {}
    bare = _in_common_colours(upright(picture))
    kept = {key: bare.info[key] for key in ("transparency",) if key in bare.info}
    bare.info = kept
    if kind == "JPEG" and bare.mode not in ("L", "RGB", "CMYK"):
        bare = _on_white(bare)
    file = BytesIO()
    bare.save(file, kind, **looks)
    return file.getvalue()


def _on_white(picture):
    """What can be seen through, seen on paper."""
    paper = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(paper, picture.convert("RGBA")).convert("RGB")


def _looks(picture):
    """As fine as the JPEG was; of another picture's, good."""
    if picture.format not in ("JPEG", "MPO"):  # MPO: several JPEG behind each other
        return {"quality": QUALITY}
    return {
        "qtables": picture.quantization,
        "subsampling": JpegImagePlugin.get_sampling(picture),
    }


def _in_common_colours(picture):
    """The colours of its device as those that every screen takes for granted."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode != "RGB":
        return picture
    try:
        given = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(picture, given, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError):
        return picture
