"""What an address of the catalogue asks for: words, facets, an order, a place in the list.

The same address asks the same of the page, the feed, the files and the interface for machines.
"""

from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from accounts.text import plain_line
from requests_app.activities.search.expression import LONGEST_FACET
from requests_app.models.activities.activity_queryset import LONGEST_QUESTION

FACETS = {
    "jenis": "Jenis",
    "tahun": "Tahun",
    "provinsi": "Provinsi",
    "kabupaten": "Kabupaten/kota",
    "instansi": "Instansi",
    "sektor": "Sektor",
    "metode": "Metode pengumpulan data",
    "asal": "Asal",
}
NEWEST, BEST = "terbaru", "cocok"
ORDERS = {BEST: "Paling cocok", NEWEST: "Terbaru"}
LAST_PAGE = 50  # of the best matches, of which a thousand are ranked


@dataclass(frozen=True)
class Asked:
    """One question to the catalogue."""

    words: str = ""
    facets: dict = field(default_factory=dict)  # {name: value}
    order: str = NEWEST
    page: int = 1  # of the best matches
    after: str = ""  # code of the last row of the page before, of the newest

    @classmethod
    def of(cls, given):
        """Read from the parameters of an address; what makes no sense is left out."""
        words = plain_line(given.get("cari", "")[: 4 * LONGEST_QUESTION])[:LONGEST_QUESTION]
        facets = {
            name: value
            for name in FACETS
            if (value := plain_line(given.get(name, "")[:LONGEST_FACET]))
        }
        order = given.get("urut", "")
        if order not in ORDERS or not words:
            order = BEST if words else NEWEST
        page = given.get("halaman", "")
        page = int(page) if page.isascii() and page.isdecimal() and len(page) < 4 else 1
        after = plain_line(given.get("sesudah", "")[:20])
        return cls(words, facets, order, min(max(page, 1), LAST_PAGE), after)

    @property
    def is_whole(self):
        """Is nothing asked for, so that it is the whole catalogue?"""
        return not self.words and not self.facets

    @property
    def is_best_first(self):
        """Do the best matches come first, of which only the newest thousand are ranked?"""
        return self.order == BEST

    @property
    def is_worth_keeping(self):
        """May search engines list it: the beginning, or one facet alone?"""
        return not self.words and len(self.facets) < 2 and not self.after

    def parameters(self, **changes):
        """The address's parameters with some changed (None takes one away), always in one order.

        Another question begins at its first page.
        """
        given = {"cari": self.words, **self.facets}
        if self.words and self.order != BEST:
            given["urut"] = self.order
        given |= changes
        order = ["cari", *FACETS, "urut", "halaman", "sesudah"]
        return urlencode([(name, given[name]) for name in order if given.get(name)])

    def href(self, path, **changes):
        """The address of the same question at a path, with some parameters changed."""
        parameters = self.parameters(**changes)
        return f"{path}?{parameters}" if parameters else path

    def newest_first(self):
        """The same question, answered in the order that pages can follow without end."""
        return replace(self, order=NEWEST, page=1)

    @property
    def search(self):
        """The arguments for `Activity.objects.search`."""
        return self.words, list(self.facets.items())
