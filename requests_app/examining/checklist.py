"""The examiner's checklist and the verdict that follows from it (domain.md §4.3, a proposal)."""

from dataclasses import dataclass

from editions.conditions import flat, when

FIT, UNFIT, INAPPLICABLE = "fit", "unfit", "inapplicable"  # Finding.Kind


@dataclass(frozen=True)
class Item:
    """One thing to judge, and the parts of each form in which to look."""

    code: str
    letter: str
    label: str
    hint: str
    survey: tuple = ()  # codes of blocks; none: not a matter of that form
    compilation: tuple = ()
    unless: object = None  # a condition of the answers under which it does not apply
    why_not: str = ""  # then

    def parts(self, kind):
        """The codes of the blocks of a survey's or a compilation's form."""
        return self.survey if kind == "survey" else self.compilation

    def is_ruled_out(self, answers):
        """Do the answers say by themselves that there is nothing to judge?"""
        return self.unless is not None and self.unless.holds(flat(answers))


ITEMS = (
    Item(
        "administration",
        "A",
        "Administrasi",
        "Surat pengantar ada, formulirnya tepat, lampiran lengkap, narahubung dapat dihubungi.",
        ("organizer", "contacts"),
        ("organizer", "contacts"),
    ),
    Item(
        "authority",
        "B",
        "Kewenangan dan duplikasi",
        "Statistik sektoral dalam tugas instansi; belum ada kegiatan yang sama di SIRUSA atau BPS.",
        ("cover", "general"),
        ("cover", "design"),
    ),
    Item(
        "title_and_purpose",
        "C",
        "Judul dan tujuan",
        "Judul jelas; tujuan menyebut indikator yang dihasilkan.",
        ("cover", "purpose"),
        ("cover", "planning"),
    ),
    Item(
        "variables",
        "D",
        "Peubah, konsep, dan definisi",
        "Menjawab tujuan; memakai konsep, klasifikasi, dan kode wilayah nasional.",
        ("purpose",),
        ("variables",),
    ),
    Item(
        "collection",
        "E",
        "Rancangan pengumpulan data",
        "Metode, petugas, pelatihan, dan pengawasan sesuai dengan datanya.",
        ("design",),
        ("design", "collection"),
    ),
    Item(
        "sampling",
        "F",
        "Rancangan sampel",
        "Kerangka, metode, ukuran sampel, dan sampling error mendukung tujuan.",
        ("sampling",),
        unless=when("design.collection_coverage", "whole"),
        why_not="seluruh populasi didata",
    ),
    Item(
        "analysis",
        "G",
        "Pengolahan, estimasi, dan analisis",
        "Tingkat penyajian didukung oleh rancangan datanya.",
        ("processing",),
        ("processing",),
    ),
    Item(
        "dissemination",
        "H",
        "Diseminasi dan metadata",
        "Hasil tersedia untuk umum; metadata akan diserahkan.",
        ("processing",),
        ("processing",),
    ),
    Item(
        "schedule",
        "I",
        "Jadwal",
        "Rekomendasi terbit sebelum pengumpulan data dimulai; tahapnya masuk akal.",
        ("processing",),
        ("planning",),
    ),
    Item(
        "protection",
        "J",
        "Pelindungan data pribadi dan beban responden",
        "Hanya data yang perlu; kerahasiaan dijaga; pertanyaan tidak membebani.",
        ("purpose", "design"),
        ("variables", "collection"),
    ),
)


def items_for(kind):
    """The items of a ``survey`` or a ``compilation``, in order."""
    return [item for item in ITEMS if item.parts(kind)]


def verdict(found, kind):
    """What follows from the findings, `{item code: kind}`, in words; with whether it is *layak*.

    One item to be improved is enough; without a finding on every item there is no verdict yet.
    """
    items = items_for(kind)
    judged = [found[item.code] for item in items if found.get(item.code)]
    if unfit := judged.count(UNFIT):
        return f"Perlu perbaikan: {unfit} butir", False
    if len(judged) < len(items):
        return f"Belum lengkap: {len(judged)} dari {len(items)} butir dinilai", False
    return "Layak: setiap butir sesuai atau tidak berlaku", True
