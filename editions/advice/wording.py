"""A third look: how purposes and definitions are worded; always a suggestion.

It is no part of the catalogue; its rules are W-01 to W-04.
"""

import re

from editions.advice.advice import Doubt
from editions.advice.language import MEASURE_IN_TEXT, UNIT_IN_NAME, is_blank, listed, word_set
from editions.advice.variables import defined, names_of

_OPEN_ENDED = re.compile(
    r"\b(?:dll|dsb|dst|dkk|dan lain[- ]lain(?:nya)?|dan sebagainya|dan seterusnya|dan sejenisnya"
    r"|sesuai (?:dengan )?kebutuhan|sebagaimana mestinya|dan hal lain(?:nya)?|apabila diperlukan"
    r"|sesuai (?:dengan )?(?:ketentuan|aturan)(?: yang berlaku)?)\b",
    re.I,
)
# What a purpose says whatever the activity is about.
_SAYS_NOTHING = word_set(
    "adalah agar akan akurat atau bagi bahan baik berbagai berkualitas bermanfaat bermutu data "
    "dalam dan dapat dari demi dengan dilaksanakan dilakukan diperlukan di dinas dokumen evaluasi "
    "guna hasil informasi ini instansi itu kabupaten kami keadaan kebijakan kebutuhan kegiatan "
    "kepentingan keperluan kinerja kompilasi kota laporan lengkap melakukan melaksanakan membuat "
    "memenuhi memperoleh mendapat mendapatkan mengetahui menghasilkan mengumpulkan menghimpun "
    "menjadi menunjang mendukung menyediakan menyusun mutakhir optimal pada pelaksanaan pelaporan "
    "pemerintah penelitian pengambilan penyediaan penyusunan perencanaan perumusan pimpinan "
    "program rangka sasaran satu sebagai sebagaimana sebuah secara serta suatu survei tahun "
    "tentang tepat terkait terkini terpadu tersedianya tersebut terwujudnya tugas tujuan untuk "
    "valid yang benar gambaran kondisi umum kerja monitoring keputusan pembangunan daerah"
)
_FILLS = _SAYS_NOTHING | word_set(
    "jumlah banyak banyaknya besarnya besaran nilai total ukuran angka ada adanya dimiliki "
    "terdapat merupakan ialah yaitu bersangkutan tertentu dimaksud setiap semua seluruh para "
    "responden peubah variabel"
)
_MEASURED = re.compile(
    r"\b(?:luas|panjang|lebar|tinggi|kedalaman|jarak|berat|bobot|volume|produksi|produktivitas"
    r"|hasil (?:panen|tangkapan|produksi)|harga|biaya|pendapatan|pengeluaran|penghasilan|upah|gaji"
    r"|omzet|laba|investasi|modal|umur|usia|lama|kecepatan|suhu|kapasitas|debit|konsumsi)\b",
    re.I,
)
_SORTED = re.compile(r"\b(?:jenis|kelompok|golongan|kategori|status|cara|sumber|alasan)\b", re.I)
_NO_PERIOD = re.compile(
    r"[0-9]{1,3}|rutin|tentatif|menyesuaikan|sesuai (?:dengan )?kebutuhan|fleksibel|sewaktu-waktu"
    r"|kondisional|sda|idem|sama|ya|ada",
    re.I,
)
_AFFIX = re.compile("^(?:di|ter|se)(?=[a-z]{4})|(?<=[a-z]{4})(?:nya|kan)$")
FEWEST_WORDS = 2


def purpose_is_meant(facts):
    """The purpose says what is to be known, without words that leave it open."""
    purpose = facts[facts.edition.purpose_question]
    if found := _OPEN_ENDED.search(purpose):
        return Doubt(
            f"Tujuan memuat “{found[0]}”, sehingga tidak jelas apa saja yang dimaksud.",
            "Sebutkan semuanya.",
            "Sarankan menyebut semua yang dimaksud.",
        )
    if len(_said(purpose, _SAYS_NOTHING)) < FEWEST_WORDS:
        return Doubt(
            "Tujuan belum menyebut apa yang ingin diketahui.",
            "Sebutkan indikator atau angka yang akan dihasilkan.",
            "Minta indikator yang akan dihasilkan.",
        )
    return None


def definitions_are_meant(facts):
    """A definition says more than the name, and leaves nothing open."""
    rows = defined(facts)
    repeating = [row for row in rows if _repeats(row)]
    vague = [row for row in rows if _OPEN_ENDED.search(row["definition"]) and row not in repeating]
    found = []
    if repeating:
        found.append(f"Definisi {listed(names_of(repeating))} hanya mengulang namanya.")
    if vague:
        phrase = _OPEN_ENDED.search(vague[0]["definition"])[0]
        found.append(f"Definisi {listed(names_of(vague))} memuat kata terbuka seperti “{phrase}”.")
    if not found:
        return None
    return Doubt(
        " ".join(found),
        "Jelaskan apa yang termasuk dan apa yang tidak.",
        "Sarankan menjelaskan apa yang termasuk dan apa yang tidak.",
    )


def measures_have_a_unit(facts):
    """What is measured says in what, in its definition or its concept."""
    bare = [
        row
        for row in defined(facts)
        if _MEASURED.search(row.get("name") or "")
        and not _SORTED.search(row["name"])
        and not UNIT_IN_NAME.search(row["name"])
        and not MEASURE_IN_TEXT.search(f"{row['definition']} {row.get('concept') or ''}")
    ]
    if not bare:
        return None
    return Doubt(
        f"Definisi {listed(names_of(bare))} belum menyebut satuan.",
        "Tambahkan satuannya, misalnya “dalam rupiah” atau “dalam kilogram”.",
        "Sarankan menyebut satuannya.",
    )


def periods_are_meant(facts):
    """Completeness asks for a time reference; here it has to be one."""
    vague = [row for row in facts["variables"] if _has_no_period(row.get("reference_period"))]
    if not vague:
        return None
    return Doubt(
        f"Referensi waktu {listed(names_of(vague))} belum menyebut masa yang dirujuk.",
        "Tulis masanya, misalnya “sebulan terakhir” atau “Januari–Desember 2025”.",
        "Tanyakan masa yang dirujuk.",
    )


def _has_no_period(text):
    text = " ".join((text or "").split()).strip(" .")
    return bool(text) and (is_blank(text) or _NO_PERIOD.fullmatch(text) is not None)


def _repeats(row):
    said = _said(row["definition"], _FILLS)
    return bool(row.get("name")) and said <= _said(row["name"], frozenset())


def _said(text, nothing):
    """The words of a text that say something, without affixes that change little."""
    words = re.findall(r"[a-z]+(?:-[a-z]+)*", text.lower())
    return {_AFFIX.sub("", word) for word in words if word not in nothing}
