"""How alike two titles are: what they speak of counts, their area and what every title says hardly.

A title is the list of its stems. Abbreviations are spelled out first, so that "SKM" and "Survei
Kepuasan Masyarakat" say the same.
"""

from functools import lru_cache

from editions.indonesian.places import AREAS, KINDS
from editions.indonesian.roots import ROOTS, root
from editions.indonesian.stems import YEAR, stems

ALIKE = 0.5  # from here on two titles are worth a look
SLIP = 0.5  # from here on two words may be one with a slip of spelling
AREA, USUAL, COMMON, SUBJECT = 0.1, 0.2, 0.5, 1.0  # what a word weighs
_USUAL = frozenset(
    stems(
        "survei sensus kompilasi data kajian studi penelitian pendataan pengukuran pemetaan "
        "pemantauan evaluasi analisis identifikasi inventarisasi penyusunan pelaksanaan kegiatan "
        "monitoring profil indeks statistik tingkat tahun bulan triwulan semester dinas badan "
        "kantor unit pemerintah daerah hasil jumlah sebaran"
    )
)
_COMMON = frozenset(stems("kepuasan masyarakat pelayanan publik pengguna kinerja"))
_AREAS = frozenset(map(root, AREAS))
_KINDS = frozenset(map(root, KINDS))


def title_stems(title):
    """The stems of a title without its year, which changes from one time to the next."""
    return [one for one in stems(title) if not YEAR.fullmatch(one)]


def year_of(title):
    """The year that a title names, if it names one."""
    found = YEAR.search(title)
    return int(found[0]) if found else None


def spelled_out(stems, meanings):
    """The stems with abbreviations put in full, by `{abbreviation: [stems of what it means]}`."""
    full = [one for stem in stems for one in meanings.get(stem, [[stem]])[0]]
    return list(dict.fromkeys(full))


def weights(stems):
    """What each stem of a title weighs, {stem: weight}; what follows "desa" is an area, too."""
    weighed, before = {}, ""
    for stem in stems:
        weighed[stem] = AREA if before in _KINDS and stem not in ROOTS else _weight(stem)
        before = stem
    return weighed


@lru_cache(maxsize=50_000)
def _weight(stem):
    if stem in _AREAS or stem.isdigit():
        return AREA
    return USUAL if stem in _USUAL else COMMON if stem in _COMMON else SUBJECT


def subject(weighed):
    """The stems that say what a title is about."""
    return [stem for stem, weight in weighed.items() if weight >= COMMON]


def alike(one, other):
    """From 0 to 1 for two titles as `weights` gives them; 0 where no subject is in common."""
    if one.keys() == other.keys():
        return 1.0
    same = one.keys() & other.keys()
    matched = 2 * sum(min(one[stem], other[stem]) for stem in same)
    spoken = any(min(one[stem], other[stem]) >= COMMON for stem in same)
    left = [stem for stem in subject(other) if stem not in same]
    for stem in [stem for stem in subject(one) if left and stem not in same]:
        share = max(_slip(stem, of) for of in left)
        if share >= SLIP:
            matched, spoken = matched + 2 * share * one[stem], True
    return min(1.0, matched / (sum(one.values()) + sum(other.values()))) if spoken else 0.0


def _slip(one, other):
    return likeness(_pieces(one), _pieces(other)) if min(len(one), len(other)) > 3 else 0.0


@lru_cache(maxsize=50_000)
def _pieces(word):
    """The three-letter pieces of a word with its beginning."""
    padded = f"  {word} "
    return frozenset(padded[place : place + 3] for place in range(len(padded) - 2))


def likeness(one, other):
    """From 0 (nothing in common) to 1 (the same) for two sets."""
    return len(one & other) / len(one | other) if one and other else 0.0
