"""The emblem of an office, made harmless: a PNG drawn anew, or an SVG of shapes alone.

Of an SVG everything is left out that is not on the lists below; what could run, load or refer to
something elsewhere is not left out but refused, so that nobody believes to have kept it.
"""

import re
from io import BytesIO
from xml.etree import ElementTree as Xml

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from PIL import Image

from files.reading.drawn import ATTRIBUTES, DROPPED, ELEMENTS, HREF, LOOKS, REFUSED, SVG
from files.strictly import strictly

PNG_HEAD = b"\x89PNG\r\n\x1a\n"
MOST_PIXELS = 16_000_000
SMALLEST = 48  # pixels of the shorter side
STEEPEST = 4  # times as long as wide
SIDES = (640, 480, 320, 200)  # pixels of the longer side, the first that gets light enough
LIGHT = 200_000  # bytes that an emblem may weigh on a page
MOST_PARTS, DEEPEST = 3_000, 32
HEAD = 100  # bytes in which an SVG may hide an XML declaration and nothing else
HERE = re.compile(r"url\(\s*['\"]?#[\w.:-]+['\"]?\s*\)")
NAMED = re.compile(r"#([\w.:-]+)")
PAINTS = {"fill", "stroke"}
PLAIN = re.compile(r"[\w\s#.,%()+*/-]*", re.ASCII)
NUMBER = re.compile(r"\s*(\d{1,6}(?:\.\d+)?)(?:px|pt|mm|cm|in)?\s*")


class Unsafe(Exception):
    """Why a drawing is not taken, in a word of `words.py`."""


def read(document):
    """(problem, bytes): what may be kept."""
    try:
        if document.startswith(PNG_HEAD):
            return "", _redrawn(document)
        return "", _only_shapes(document)
    except Unsafe as problem:
        return str(problem), b""


# PNG


def _redrawn(document):
    try:
        with strictly(), Image.open(BytesIO(document), formats=("PNG",)) as picture:
            _measure(picture.width, picture.height, least=SMALLEST)
            if picture.width * picture.height > MOST_PIXELS:
                raise Unsafe("large")
            picture.load()
            bare = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    except Image.DecompressionBombError:
        raise Unsafe("large") from None
    except (OSError, SyntaxError, ValueError):
        raise Unsafe("damaged") from None
    bare.info = {}
    for side in SIDES:
        small = bare.copy()
        small.thumbnail((side, side), Image.Resampling.LANCZOS)
        file = BytesIO()
        small.save(file, "PNG", optimize=True)
        if file.tell() <= LIGHT:
            break
    return file.getvalue()


def _measure(width, height, least=0):
    if not (width and height) or min(width, height) < least:
        raise Unsafe("small")
    if max(width, height) > STEEPEST * min(width, height):
        raise Unsafe("steep")


# SVG


def _only_shapes(document):
    try:
        root = fromstring(document, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    except DefusedXmlException:
        raise Unsafe("doctype") from None
    except (Xml.ParseError, ValueError, LookupError):  # damaged, or in letters nobody reads
        raise Unsafe("damaged") from None
    if root.tag != f"{{{SVG}}}svg":
        raise Unsafe("damaged")
    root_size = _size(root)
    counted = [0]
    clean = _copied(root, counted, 0)
    if not any(each.tag in ELEMENTS["drawn"] for each in clean.iter()):
        raise Unsafe("empty")
    _require_straight(clean)
    _require_few(clean)
    clean.attrib |= root_size
    for each in clean.iter():
        each.tag = f"{{{SVG}}}{each.tag}"
    Xml.register_namespace("", SVG)
    written = Xml.tostring(clean, encoding="utf-8", xml_declaration=False)
    if len(written) > LIGHT:
        raise Unsafe("heavy")
    return written


def _size(root):
    """Width, height and what is seen, in numbers."""
    seen = [float(one) for one in re.findall(r"-?\d{1,6}(?:\.\d+)?", root.get("viewBox", ""))]
    if len(seen) != 4:
        sides = [NUMBER.fullmatch(root.get(side, "")) for side in ("width", "height")]
        if not all(sides):
            raise Unsafe("unsized")
        seen = [0, 0, *(float(side[1]) for side in sides)]
    _measure(*seen[2:])
    width, height = (f"{number:g}" for number in seen[2:])
    box = " ".join(f"{number:g}" for number in seen)
    return {"viewBox": box, "width": width, "height": height}


def _copied(element, counted, depth):
    """The element with what is allowed of it, called without its namespace."""
    counted[0] += 1
    if counted[0] > MOST_PARTS or depth > DEEPEST:
        raise Unsafe("heavy")
    name = element.tag.rpartition("}")[2]
    copy = Xml.Element(name)
    for written, value in element.attrib.items():
        _take(copy, written, value.strip())
    for child in element:
        if (kind := _kind_of(child)) == "refused":
            raise Unsafe(REFUSED[child.tag.rpartition("}")[2]])
        if kind == "kept":
            copy.append(_copied(child, counted, depth + 1))
    return copy


def _kind_of(element):
    if not isinstance(element.tag, str):  # a comment, an instruction
        return "dropped"
    space, _, name = element.tag.rpartition("}")
    if name in REFUSED:
        return "refused"
    if space != f"{{{SVG}" or name in DROPPED:
        return "dropped"
    if any(name in names for names in ELEMENTS.values()):
        return "kept"
    raise Unsafe("unknown")


def _take(copy, written, value):
    """Keep the attribute, drop it, or refuse the drawing for it."""
    space, _, name = written.rpartition("}")
    if name.lower().startswith("on"):
        raise Unsafe("script")
    if name == "href":
        if not value.startswith("#") or copy.tag not in ELEMENTS["gradients"]:
            raise Unsafe("elsewhere")
        copy.set(HREF, value)
    elif space:
        return
    elif name == "style":
        for declared in value.split(";"):
            looks, _, how = declared.partition(":")
            if looks.strip() in LOOKS:
                copy.set(looks.strip(), _harmless(how.strip()))
            else:
                _harmless(how.strip(), anyhow=True)
    elif name in ATTRIBUTES or name in LOOKS:
        copy.set(name, _harmless(value))


def _harmless(value, *, anyhow=False):
    """The value, if it refers to nothing outside; more is not asked of what is dropped `anyhow`."""
    rest = HERE.sub("", value)
    if re.search(r"url\s*\(|\\|@import|expression|javascript:|data:", rest, re.IGNORECASE):
        raise Unsafe("elsewhere")
    if not anyhow and not PLAIN.fullmatch(rest):
        raise Unsafe("unknown")
    return value


def _require_straight(root):
    """Nothing refers to what refers further: no chain, so no circle."""
    refer = {each.get("id"): each for each in root.iter() if each.get(HREF)}
    for each in refer.values():
        if each.get(HREF)[1:] in refer:
            raise Unsafe("circle")
    for clip in root.iter("clipPath"):
        if any(each.get("clip-path") for each in clip.iter()):
            raise Unsafe("circle")


def _require_few(root):
    """What is referred to is drawn again with each part that refers to it, or inherits that."""
    weights = {}
    for each in root.iter():
        weights[each.get("id")] = max(weights.get(each.get("id"), 0), sum(1 for _ in each.iter()))
    for each in root.iter():
        if each.get(HREF):
            weights[each.get("id")] += weights.get(each.get(HREF)[1:], 0)
    drawn = 0
    for each in root.iter():
        for attribute, value in each.attrib.items():
            heirs = sum(1 for _ in each.iter()) if attribute in PAINTS else 1
            drawn += heirs * sum(weights.get(name, 0) for name in NAMED.findall(value))
    if drawn > MOST_PARTS:
        raise Unsafe("heavy")
