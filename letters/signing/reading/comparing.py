"""Does a file that came back from a service say what the file that went out says?

A service may append its signature or write the whole file anew. What is drawn and read must stay:
the pages with all that they use, the structure for reading aloud, the metadata; only what belongs
to the signature may have joined.
"""

from io import BytesIO

import pikepdf

# Keys of the catalogue that a signature brings; everything else must be as it was.
SIGNATURE_KEYS = {"/AcroForm", "/Perms", "/DSS", "/Extensions", "/Version"}
APART = {"/Pages", "/Metadata"}  # compared in their own way
# What the metadata must go on saying; the rest is who wrote the file, and when.
MARKS = (
    "{http://purl.org/dc/elements/1.1/}title",
    "{http://www.aiim.org/pdfa/ns/id/}part",
    "{http://www.aiim.org/pdfa/ns/id/}conformance",
    "{http://www.aiim.org/pdfua/ns/id/}part",
)
# What depends on how a file is written, not on what it says.
STREAM_KEYS = {"/Length", "/Filter", "/DecodeParms", "/DL"}
INVISIBLE = [0, 0, 0, 0]


def says_the_same(ours, theirs):
    """Tell whether two PDF files differ in nothing but an invisible signature."""
    try:
        with pikepdf.open(BytesIO(ours)) as one, pikepdf.open(BytesIO(theirs)) as other:
            return _Comparison().same_files(one, other)
    except (pikepdf.PdfError, ValueError, KeyError, RuntimeError):
        return False


class _Comparison:
    """Walks two files side by side; a pair of objects that was compared counts as same."""

    def __init__(self):
        self.seen = set()

    def same_files(self, one, other):
        if len(one.pages) != len(other.pages):
            return False
        pages = zip(one.pages, other.pages, strict=True)
        if not all(self.same_pages(page.obj, its.obj) for page, its in pages):
            return False
        keys = (set(one.Root.keys()) | set(other.Root.keys())) - SIGNATURE_KEYS - APART
        return (
            all(self.same(one.Root.get(key), other.Root.get(key)) for key in keys)
            and _marks(one) == _marks(other)
            and all(_is_signature(field) for field in _fields(other))
        )

    def same_pages(self, one, other):
        keys = (set(one.keys()) | set(other.keys())) - {"/Annots", "/Parent"}
        inherited = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
        self.seen.add((one.objgen, other.objgen))
        return (
            all(self.same(one.get(key), other.get(key)) for key in keys.difference(inherited))
            and all(self.same(_of_page(one, key), _of_page(other, key)) for key in inherited)
            and self.same_annotations(_list(one, "/Annots"), _list(other, "/Annots"))
        )

    def same_annotations(self, ours, theirs):
        theirs = [annotation for annotation in theirs if not _is_signature(annotation)]
        return len(ours) == len(theirs) and all(map(self.same, ours, theirs))

    def same(self, one, other):
        """Walk without recursion: structures for reading aloud are deep."""
        pairs = [(one, other)]
        while pairs:
            if not self.alike(*pairs.pop(), pairs):
                return False
        return True

    def alike(self, one, other, pairs):
        """Tell whether two objects agree in themselves; their parts join `pairs`."""
        if not isinstance(one, pikepdf.Object) or not isinstance(other, pikepdf.Object):
            return type(one) is type(other) and one == other
        if one.objgen != (0, 0) and other.objgen != (0, 0):
            if (one.objgen, other.objgen) in self.seen:
                return True
            self.seen.add((one.objgen, other.objgen))
        if one._type_code != other._type_code:
            return False
        if isinstance(one, pikepdf.Array):
            pairs += zip(one, other, strict=False)
            return len(one) == len(other)
        if not isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            return one == other
        is_stream = isinstance(one, pikepdf.Stream)
        ignored = STREAM_KEYS if is_stream else set()
        keys = (set(one.keys()) | set(other.keys())) - ignored
        pairs += [(one.get(key), other.get(key)) for key in keys]
        return not is_stream or one.read_bytes() == other.read_bytes()


def _marks(pdf):
    said = pdf.open_metadata()
    return [said.get(mark) for mark in MARKS]


def _of_page(page, key):
    """What the page says itself or has from the tree above it."""
    while page is not None:
        if key in page:
            return page[key]
        page = page.get("/Parent")
    return None


def _list(page, key):
    return list(page.get(key, []))


def _fields(pdf):
    form = pdf.Root.get("/AcroForm")
    return [] if form is None else list(form.get("/Fields", []))


def _is_signature(annotation):
    """An empty rectangle that carries a signature and draws nothing."""
    kind = annotation.get("/FT") == "/Sig"
    sides = [float(side) for side in annotation.get("/Rect", INVISIBLE)]
    return kind and len(sides) == 4 and sides[0] == sides[2] and sides[1] == sides[3]
