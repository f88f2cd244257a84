"""The paragraphs of a letter, read from the page that is printed: a note can be about one of them.

A paragraph's key counts within its part of the letter ("isi-3", "lampiran-5"). The content of a
letter that waits for its signature does not change, so neither do the keys.
"""

from dataclasses import dataclass
from html.parser import HTMLParser

from events.refusals import NotNow
from letters.page import pdf

PARTS = {
    "opening": ("kepala", "Kepala surat"),
    "signature": ("tanda-tangan", "Tanda tangan"),
    "copies": ("tembusan", "Tembusan"),
    "annex": ("lampiran", "Lampiran"),
}
BODY = ("isi", "Isi surat")
UNITS = {"p": "alinea", "li": "butir", "tr": "baris", "h2": "judul"}
LEFT_OUT = {"foot", "warning", "no-code", "how"}
WITHOUT_END = {"meta", "img", "br", "link", "col", "hr"}


@dataclass(frozen=True)
class Paragraph:
    """One piece of the letter, as it can be pointed at."""

    key: str
    label: str
    text: str

    def facts(self):
        """What an event keeps of it: the words stay, whatever becomes of the letter."""
        return {"label": self.label, "text": self.text}


def of(content):
    """All paragraphs of the letter, in the order of its pages."""
    reader = _Reader()
    reader.feed(pdf.page_of(content))
    return reader.found


def find(content, key):
    """The facts of one paragraph. Raises ``NotNow`` when the letter has none of that key."""
    for paragraph in of(content):
        if paragraph.key == key:
            return paragraph.facts()
    raise NotNow("Bagian surat ini tidak ada lagi. Muat ulang halaman, lalu pilih kembali.")


class _Reader(HTMLParser):
    """Walks the page and keeps the outermost paragraphs, list items and rows of tables."""

    def __init__(self):
        super().__init__()
        self.found, self.counts = [], {}
        self.open = []  # (tag, names of its classes)
        self.unit, self.words, self.depth = "", [], 0

    def handle_starttag(self, tag, attributes):
        if tag in WITHOUT_END:
            self.words.append(" ")
            return
        self.open.append((tag, set((dict(attributes).get("class") or "").split())))
        if tag in UNITS and not self.unit and self._is_wanted():
            self.unit, self.words, self.depth = tag, [], len(self.open)

    def handle_endtag(self, tag):
        if tag in WITHOUT_END:
            return
        if self.unit and len(self.open) == self.depth:
            self._keep()
        self.words.append(": " if tag == "th" else " ")
        self.open.pop()

    def handle_data(self, words):
        self.words.append(words)

    def _keep(self):
        text = " ".join("".join(self.words).split()).replace(" :", ":")
        kind, self.unit = self.unit, ""
        if not text:
            return
        part, name = self._part()
        number = self._count(part)
        label = f"{name}, {UNITS[kind]} {self._count((part, kind))}"
        self.found.append(Paragraph(f"{part}-{number}", label, text))

    def _count(self, what):
        self.counts[what] = self.counts.get(what, 0) + 1
        return self.counts[what]

    def _part(self):
        names = set().union(*(classes for _, classes in self.open))
        return next((PARTS[name] for name in PARTS if name in names), BODY)

    def _is_wanted(self):
        tags = {tag for tag, _ in self.open}
        names = set().union(*(classes for _, classes in self.open))
        return "body" in tags and "header" not in tags and not names & LEFT_OUT
