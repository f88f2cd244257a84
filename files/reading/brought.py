"""What a file of Office brings or fetches besides its text: programs, objects, things elsewhere."""

import re

from defusedxml import DefusedXmlException, ElementTree

MACROS = ("vbaproject.bin", "vbadata.xml")
MACRO_FOLDERS = ("xl/macrosheets/",)
TYPES = "[content_types].xml"  # in lower case: capitals make no difference to Office
LONGEST_TYPES = 1 << 20
# Charts keep their own table as a workbook; whatever else is embedded may be a program.
EMBEDDED = re.compile(r"(^|/)(embeddings/.*(?<!\.xlsx)(?<!\.docx)(?<!\.pptx)|activex/.*)$")
PROGRAMS = re.compile(r"\.(exe|dll|com|scr|msi|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|lnk|jar|rtf)$")
WORKBOOKS_ELSEWHERE = "xl/externallinks/"
ELSEWHERE = "external"
FOLLOWED_BY_HAND = "hyperlink"
OBJECTS = {"oleobject", "package", "control", "afchunk"}  # that lie elsewhere, or are no text
ON_THIS_MACHINE = re.compile(r"(file:/{0,3})?[a-z]:[\\/]|[^:/\\%][^:]*$", re.IGNORECASE)
# Words of fields, which may be cut in pieces; DDE starts a program.
INSTRUCTION = re.compile(rb'instrText\b[^>]*>([^<]*)<|\binstr="([^"]*)"')
STARTS = re.compile(rb"\bDDE(AUTO)?\b", re.IGNORECASE)
MOST_XML = 1 << 25  # bytes of one part that is looked into


def problem_of(pack):
    """What is wrong with what it brings, in one word, or ""."""
    parts = [(part.filename.lower(), part) for part in pack.infolist()]  # one name may come twice
    names = [name for name, _ in parts]
    if _has_macros(pack, names):
        return "macro"
    if any(EMBEDDED.search(name) or PROGRAMS.search(name) for name in names):
        return "object"
    if any(name.startswith(WORKBOOKS_ELSEWHERE) for name in names):
        return "linked"
    for name, part in parts:
        if name.endswith(".rels") and (found := _led_to(_content(pack, part))):
            return found
        if name.startswith("word/") and name.endswith(".xml") and _starts(_content(pack, part)):
            return "object"
    return ""


def _has_macros(pack, names):
    if any(name.endswith(MACROS) or name.startswith(MACRO_FOLDERS) for name in names):
        return True
    return any(
        _says_macro(pack, part) for part in pack.infolist() if part.filename.lower() == TYPES
    )


def _says_macro(pack, types):
    """Programs would hide where nobody's Office writes: far down, or letters as numbers."""
    with pack.open(types) as said:
        told = said.read(LONGEST_TYPES).replace(b"\0", b"").lower()  # it may be UTF-16
    hides = types.file_size > LONGEST_TYPES or b"&#" in told
    return hides or b"macroenabled" in told or b"vbaproject" in told


def _content(pack, part):
    with pack.open(part) as opened:
        return opened.read(MOST_XML)


def _led_to(relations):
    """What the relations of a part lead to, where it is opened without being asked for."""
    try:
        found = list(ElementTree.fromstring(relations))
    except (ElementTree.ParseError, DefusedXmlException):
        return "linked"  # Office may read what nobody else does
    for relation in found:
        kind = relation.get("Type", "").rpartition("/")[2].lower()
        is_elsewhere = relation.get("TargetMode", "").lower() == ELSEWHERE
        if kind == "afchunk" or (is_elsewhere and kind in OBJECTS):
            return "object"
        if is_elsewhere and kind != FOLLOWED_BY_HAND and not _is_near(relation.get("Target", "")):
            return "linked"
    return ""


def _is_near(target):
    """A template or a picture on the disk of whoever wrote it is nowhere here; nothing is sent."""
    return ON_THIS_MACHINE.match(target.strip()) is not None


def _starts(text):
    said = b"".join(b"".join(found) for found in INSTRUCTION.findall(text.replace(b"\0", b"")))
    return STARTS.search(said) is not None
