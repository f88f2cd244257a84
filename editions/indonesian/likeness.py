"""How alike two titles are: what they speak of counts, their area and what every title says hardly.

A title is the list of its stems. Abbreviations are spelled out first, so that "SKM" and "Survei
Kepuasan Masyarakat" say the same.
"""

from functools import lru_cache
from itertools import dropwhile, islice, takewhile

from editions.indonesian.places import AREAS, KINDS
from editions.indonesian.roots import ROOTS, root
from editions.indonesian.stems import YEAR, stems

ALIKE = 0.52  # from here on two titles are worth a look
SLIP = 0.45  # from here on two words may be one with a slip of spelling
AREA, USUAL, COMMON, SUBJECT = 0.1, 0.2, 0.4, 1.0  # what a word weighs
ANOTHER_SIDE = 0.75  # the price of a subject is another matter than how content its users are
_USUAL = frozenset(
    stems(
        "survei sensus kompilasi data kajian studi penelitian pendataan pengukuran pemetaan "
        "pemantauan evaluasi analisis identifikasi inventarisasi penyusunan pelaksanaan kegiatan "
        "monitoring profil indeks statistik tingkat tahun bulan triwulan semester dinas badan "
        "kantor unit pemerintah daerah hasil jumlah sebaran produk administrasi"
    )
)
_COMMON = frozenset(
    stems(
        "kepuasan masyarakat pelayanan publik pengguna kinerja rumahtangga usaha produksi harga "
        "kondisi kebutuhan luas angka kualitas kunjungan perilaku persepsi minat partisipasi "
        "biaya pendapatan pengeluaran konsumsi kesiapan pemanfaatan penggunaan pengelolaan "
        "potensi ketersediaan dampak efektivitas sarana prasarana kapasitas realisasi status "
        "rakyat warga wilayah kerja terdaftar umum aktif penerima pemilik pelaku peserta "
        "kejadian kasus barang objek"
    )
)
_SIDES = frozenset(
    stems(
        "kepuasan kunjungan harga kondisi kualitas produksi biaya pendapatan pengeluaran konsumsi "
        "minat persepsi perilaku partisipasi kesiapan pemanfaatan potensi kapasitas realisasi "
        "kebutuhan luas pelaku penerima kejadian"
    )
)
_OFFICES = frozenset(stems("dinas badan kantor balai rumahsakit sekretariat"))
_PLACES = {"bogor", "kapuas", "kudus", "lampung", "lebak", "malang", "nias", "sorong"}  # and words
_AREAS = frozenset(map(root, AREAS)) | _PLACES
_KINDS = frozenset(map(root, KINDS))


def title_stems(title):
    """The stems of a title without its year, which changes from one time to the next."""
    return [one for one in stems(title) if not YEAR.fullmatch(one)]


def year_of(title):
    """The year that a title names, if it names one."""
    found = YEAR.search(title)
    return int(found[0]) if found else None


class Spelling:
    """Puts abbreviations in full, by `{abbreviation: [stems of what it means]}`.

    One that has become a word ("puskesmas") stands for what it means instead.
    """

    def __init__(self, meanings):
        self.full = {one: full[0] for one, full in meanings.items() if not _is_word(one, full)}
        words = {one: full for one, full in meanings.items() if one not in self.full}
        self.short = [(meant, one) for one, full in words.items() for meant in full]

    def __call__(self, stems):
        full = [one for stem in stems for one in self.full.get(stem, (stem,))]
        for meant, short in self.short:
            if meant[0] in full:
                full = _replaced(full, meant, short)
        return list(dict.fromkeys(full))


def _is_word(short, full):
    return short in ROOTS and len(full[0]) > 1


def _replaced(stems, meant, short):
    """The short one in place of what it means; a stem that was said before is not said again."""
    place = end = stems.index(meant[0])
    for stem in meant:
        if stems[end : end + 1] == [stem]:
            end += 1
        elif stem not in stems[:place]:
            return stems
    return [*stems[:place], short, *stems[end:]]


def weights(stems):
    """What each stem of a title weighs, {stem: weight}; what follows "desa" is an area, too.

    The name of an office weighs little beside a subject of its own: "perizinan DPMPTSP".
    """
    weighed, before = {}, ""
    for stem in stems:
        weighed[stem] = AREA if before in _KINDS and stem not in ROOTS else _weight(stem)
        before = stem
    office = _office(weighed)
    if _speaks({stem: weight for stem, weight in weighed.items() if stem not in office}):
        weighed |= {stem: min(weighed[stem], USUAL) for stem in office}
    return weighed


def _office(weighed):
    """The stems that name an office: from behind "dinas" up to the area."""
    behind = dropwhile(lambda stem: stem not in _OFFICES, weighed)
    return set(takewhile(lambda stem: weighed[stem] > AREA, islice(behind, 1, None)))


@lru_cache(maxsize=50_000)
def _weight(stem):
    if stem in _AREAS or stem.isdigit():
        return AREA
    return USUAL if stem in _USUAL else COMMON if stem in _COMMON else SUBJECT


def subject(weighed):
    """The stems that say what a title is about."""
    return [stem for stem, weight in weighed.items() if weight >= COMMON]


def _speaks(weighed):
    return SUBJECT in weighed.values()


def alike(one, other):
    """From 0 to 1 for two titles as `weights` gives them; 0 where they speak of other things."""
    if one.keys() == other.keys():
        return 1.0
    both = one.keys() & other.keys()
    same, here, there = sum(one[stem] for stem in both), sum(one.values()), sum(other.values())
    spoken = any(one[stem] == SUBJECT for stem in both) or not (_speaks(one) or _speaks(other))
    if same + SUBJECT >= ALIKE * (here + there) / 2:  # a slip in one word may hide it
        left = [stem for stem in subject(other) if stem not in both]
        for stem in [stem for stem in subject(one) if left and stem not in both]:
            slip = max(_slip(stem, of) for of in left)
            if slip >= SLIP:
                same, spoken = same + slip * one[stem], True
    share = 2 * same / (here + there) * (1 if _on_one_side(one, other) else ANOTHER_SIDE)
    return min(1.0, share) if spoken else 0.0


def _on_one_side(one, other):
    """Do both look at the same side of it, or one of them at no side in particular?"""
    here, there = _SIDES & one.keys(), _SIDES & other.keys()
    return not here or not there or bool(here & there)


@lru_cache(maxsize=50_000)
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
