"""Can a PDF be read here by whoever opens it, and does it bring programs with it?"""

import re
from io import BytesIO
from pathlib import PurePath

import pikepdf

MOST_OBJECTS = 400_000
OBJECT = re.compile(rb"\d\s+\d+\s+obj\b|\bendobj\b")
SUSPECT = re.compile(rb"/(?:S\s*/(?:JavaScript|Launch)|JS|EF)(?![A-Za-z0-9])")
PROGRAMS = ("/JavaScript", "/Launch")  # no set: what lies elsewhere has no hash
NAMES = ("/UF", "/F", "/Unix", "/DOS", "/Mac")  # of an embedded file: which is used, who knows
# What may be embedded: documents and data. Everything else could be started by a click.
DOCUMENTS = {".pdf", ".xml", ".csv", ".txt", ".json", ".xlsx", ".docx", ".ods", ".odt"}
DOCUMENTS |= {".png", ".jpg", ".jpeg"}
PROGRAM_HEADS = (b"MZ", b"\x7fELF", b"#!")


def read(document):
    """(problem, b""): what is wrong with a PDF, in one word."""
    try:
        with pikepdf.open(BytesIO(document)) as pdf:
            return _problem(pdf, document), b""
    except pikepdf.PasswordError:
        return "password", b""
    except pikepdf.PdfError as broken:
        if "encrypt" in str(broken):  # by a certificate, or by a seller of books
            return "password", b""
        return "cut" if is_cut(document) else "damaged", b""


def is_cut(document):
    """Does anything begin after the last end? What servers and mail programs append is no harm."""
    end = max(document.rfind(b"startxref"), document.rfind(b"%%EOF"), 0)
    return OBJECT.search(document, end) is not None or end == 0


def _problem(pdf, document):
    if is_cut(document):
        return "cut"
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary) and form.get("/XFA"):
        return "xfa"
    if "/Collection" in pdf.Root:
        return "portfolio"
    if len(pdf.pages) == 0:
        return "damaged"
    if not all(map(_is_whole, pdf.pages)):
        return "damaged"
    return _programs(pdf)


def _is_whole(page):
    """Is what the page draws still there? A page may draw nothing, but not what is lost."""
    drawn = page.obj.get("/Contents")
    if drawn is None:
        return b"/Contents" not in page.obj.unparse(resolved=True)
    parts = [drawn] if isinstance(drawn, pikepdf.Stream) else list(drawn)
    return all(isinstance(part, pikepdf.Stream) for part in parts)


def _programs(pdf):
    if len(pdf.objects) > MOST_OBJECTS:
        return "heavy"
    found = ""
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Name) and thing in PROGRAMS:  # some /S leads here
            return "program"
        if isinstance(thing, pikepdf.Stream):
            thing = thing.stream_dict
        if SUSPECT.search(thing.unparse(resolved=True)):
            for part in _dictionaries(thing):  # the words alone may be somebody's text
                if "/JS" in part or part.get("/S") in PROGRAMS:
                    return "program"
                if "/EF" in part and _is_program(part):
                    found = "embedded"
    return found


def _dictionaries(thing):
    """It, and what stands in it."""
    left = [thing]
    while left:
        one = left.pop()
        if isinstance(one, pikepdf.Dictionary):
            yield one
            left += [part for _, part in one.items() if _stands_in(part)]
        elif isinstance(one, pikepdf.Array):
            left += [part for part in one if _stands_in(part)]


def _stands_in(part):
    return isinstance(part, pikepdf.Object) and not part.is_indirect


def _is_program(description):
    names = [str(description[key]) for key in NAMES if key in description] or [""]
    if any(PurePath(name.strip(" .")).suffix.lower() not in DOCUMENTS for name in names):
        return True
    files = [file for _, file in description.EF.items()]
    return any(file.read_bytes().startswith(PROGRAM_HEADS) for file in files)
