"""The photographs of one document, in the order of its pages, until they are joined."""

from typing import NamedTuple

from files.names import known
from files.photographs.pages import MOST_PAGES, joined, page_of
from files.sniffing import PICTURES, Unfit, sniff
from files.taking import take

PURPOSE = "photographs:"  # in the session, before what they are for


class Page(NamedTuple):
    """One photograph: the SHA-256 of its page among what has arrived, and the name it came by."""

    digest: str
    name: str


def waits(session, digest):
    """Is this a page here, drawn by the portal? What else has arrived nobody has looked at yet."""
    stacks = (pages for key, pages in session.items() if key.startswith(PURPOSE))
    return any(digest == page[0] for pages in stacks for page in pages)


class Stack:
    """A person's pages for one purpose: their order in the session, the rest in the store."""

    def __init__(self, session, arrivals, purpose):
        self.session, self.arrivals, self.key = session, arrivals, f"{PURPOSE}{purpose}"

    @property
    def pages(self):
        kept = [Page(*page) for page in self.session.get(self.key, [])]
        return [page for page in kept if self.arrivals.received(page.digest) is not None]

    def add(self, upload):
        """Put a photograph last. Raises ``Unfit``."""
        upload.name = known(upload.name)
        if sniff(upload) not in PICTURES.values():
            raise Unfit("Ini bukan foto. Pilih foto; berkas PDF diunggah tersendiri.")
        if len(self.pages) >= MOST_PAGES:
            raise Unfit(f"Paling banyak {MOST_PAGES} foto dalam satu PDF.")
        page = Page(self.arrivals.keep(page_of(take(upload).file)), upload.name[-150:])
        if page.digest in self._digests:
            raise Unfit("Foto ini sudah ada di antara halaman-halamannya.")
        self._keep([*self.pages, page])

    def move(self, digest, by):
        """Towards the beginning (-1) or the end (1)."""
        pages = self.pages
        if digest not in self._digests:
            return
        here = self._digests.index(digest)
        page = pages.pop(here)
        pages.insert(max(0, here + by), page)
        self._keep(pages)

    def remove(self, digest):
        """One of these pages; what else is named leads nowhere."""
        if digest not in self._digests:
            return
        self._keep([page for page in self.pages if page.digest != digest])
        self.arrivals.forget(digest)

    def clear(self):
        """They have become a file; the bytes are swept later."""
        self.session.pop(self.key, None)

    def pdf(self, title):
        """All of them as one PDF. Raises ``Unfit`` when they are too many bytes."""
        return joined([self.arrivals.read(page.digest) for page in self.pages], title)

    @property
    def _digests(self):
        return [page.digest for page in self.pages]

    def _keep(self, pages):
        self.session[self.key] = [list(page) for page in pages]
