"""One page of results, with the facets that narrow it: what every form of the answer draws from."""

from dataclasses import dataclass

from django.urls import reverse

from accounts.models import Region
from catalogue.asking import BEST, FACETS, LAST_PAGE
from editions import EDITIONS
from editions.sectors import SECTORS
from requests_app.models import Activity

PAGE = 20
MOST_OPTIONS = 8  # of one facet
WHOLE_COUNTRY = {"00": "Seluruh Indonesia"}
KINDS = {"survey": "Survei (FS3)", "compilation": "Kompilasi data administrasi (FP-KPA)"}
ORIGINS = {"arsip": "Arsip sebelum portal"}
METHODS = {
    slug: label.removesuffix(" (sebutkan)")
    for edition in EDITIONS.values()
    for slug, label in edition.options(edition.methods_question).items()
}


@dataclass
class Results:
    """A page of rows (`Activity`), and what was found in all (`Found`)."""

    found: object
    rows: list
    agencies: dict  # {value of the facet: name of the agency}
    next: dict  # parameters of the next page; empty on the last
    previous: dict | None


def results(asked, size=PAGE):
    """Look up one page of what is asked."""
    found = Activity.objects.search(*asked.search)
    if asked.order == BEST:
        return _best(asked, found, size)
    before = _place(asked.after)
    if before is None:
        numbers = [pk for pk, _, _ in found.heads[: size + 1]]
    else:
        numbers = Activity.objects.beyond(found, before=before, limit=size + 1)
    rows, agencies = _rows(numbers[:size], asked, found)
    more = {"sesudah": rows[-1].code} if len(numbers) > size and rows else {}
    back = {"sesudah": None} if before is not None else None
    return Results(found, rows, agencies, more, back)


def facet_groups(asked, page):
    """The facets that narrow the list further: (label, options with count and address)."""
    options = {
        name: some
        for name in FACETS
        if name not in asked.facets and len(some := _most_frequent(name, page.found)) > 1
    }
    labels = Labels({name: [value for value, _ in some] for name, some in options.items()}, page)
    return [
        (FACETS[name], [_option(asked, labels, name, *one) for one in some])
        for name, some in options.items()
    ]


def _option(asked, labels, name, value, count):
    href = asked.href(reverse("catalogue"), **{name: value})
    return {"label": labels.of(name, value), "count": count, "href": href}


def chosen_facets(asked, page):
    """The facets that are in force: what each is, and the address without it."""
    labels = Labels({name: [value] for name, value in asked.facets.items()}, page)
    path = reverse("catalogue")
    return [
        {
            "name": FACETS[name],
            "label": labels.of(name, value),
            "without": asked.href(path, **{name: None}),
        }
        for name, value in asked.facets.items()
    ]


class Labels:
    """What the values of facets are called; one query, for regions."""

    def __init__(self, wanted, page):
        codes = [*wanted.get("provinsi", []), *wanted.get("kabupaten", [])]
        regions = Region.objects.in_bulk(codes) if codes else {}
        self._labels = {
            "jenis": KINDS,
            "provinsi": WHOLE_COUNTRY | {code: one.name for code, one in regions.items()},
            "kabupaten": {code: one.full_name for code, one in regions.items()},
            "instansi": page.agencies,
            "sektor": {str(number): label for number, label in SECTORS.items()},
            "metode": METHODS,
            "asal": ORIGINS,
        }

    def of(self, name, value):
        """The words for one value; itself when nobody knows it."""
        return self._labels.get(name, {}).get(value, value)


def _best(asked, found, size):
    numbers, first = found.best_first(), (asked.page - 1) * size
    more = len(numbers) > first + size and asked.page < LAST_PAGE
    return Results(
        found,
        *_rows(numbers[first : first + size], asked, found),
        {"halaman": asked.page + 1} if more else {},
        {"halaman": asked.page - 1 if asked.page > 2 else None} if asked.page > 1 else None,
    )


def _place(code):
    """Where in the order of the newest the row of that code lies; None for an unknown one."""
    if not code:
        return None
    return Activity.objects.filter(code=code).values_list("pk", flat=True).first()


def _rows(numbers, asked, found):
    """The rows of a page, and the agencies' names, each from a row of theirs; one query."""
    slugs = [slug for slug, _ in _most_frequent("instansi", found)]
    speakers = _first_with([*slugs, asked.facets.get("instansi", "")], found)
    read = Activity.objects.in_bulk({*numbers, *speakers.values()})
    agencies = {slug: read[pk].agency_name for slug, pk in speakers.items() if pk in read}
    return [read[pk] for pk in numbers if pk in read], agencies


def _first_with(slugs, found):
    """The number of one row of each of these agencies."""
    tokens = {f"instansi:{slug}": slug for slug in slugs}
    numbers = {}
    for pk, _, facets in found.heads:
        for token in tokens.keys() & set(facets.split()):
            numbers.setdefault(tokens[token], pk)
    return numbers


def _most_frequent(name, found):
    prefix = f"{name}:"
    some = [
        (token.removeprefix(prefix), count)
        for token, count in found.facets.items()
        if token.startswith(prefix)
    ]
    newest_first = name == "tahun"
    some.sort(key=lambda one: (one[0] if newest_first else one[1], one[0]), reverse=True)
    return some[:MOST_OPTIONS]
