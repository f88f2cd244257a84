"""What the checks understand of Indonesian: negations, acronyms, units, blanks in words."""

import re

SHOWN = 5


def word_set(text):
    """The words of a text, for lists that are read more easily as prose."""
    return frozenset(text.split())


# Negation

_CLAUSE_ENDS = re.compile(
    r"\.(?![0-9])|[;!?\n]|:(?!\s*(?:tidak|belum|nihil))"
    r"|\b(?:tetapi|tapi|namun|melainkan|sedangkan|lalu|kemudian|maka|sehingga)\b"
    r"|(?<!tidak )(?<!tanpa )(?<!belum )\b(?:dilanjutkan|disertai|dilengkapi)\b"
    r"|,\s*(?=(?:dengan|menggunakan|memakai|melalui|dan (?:dengan|menggunakan))\b)",
    re.I,
)
_NOT = "tidak|belum|tak|tdk|blm|n?(?:gg?|d)ak"  # “nggak”, “gak” and “ndak” as well
# “Tanpa a, b, maupun c” and “tidak dilakukan a, b” deny all of it, “tidak acak, b” only one thing.
_NEGATED = re.compile(
    rf"\b(?:tanpa|tiada|nihil|non|(?:{_NOT})(?= (?:di|me|ber|ada|perlu|akan|sampai|untuk"
    r"|termasuk|dapat)))\b[^()]*$|\bnon-?$"
    rf"|\b(?:{_NOT}|bukan)(?! (?:hanya|sekadar|cuma|saja|lengkap|berimbang|sama|normal"
    r"|langsung|seragam|valid|merata|acak)\b)\b[^(),]*$"
    r"|\b(?:kecuali|(?:meng|di)hindari|meniadakan)\b[^(),]*$",
    re.I,
)
_DENIED = re.compile(
    rf"\w*\W*(?:\w+\W+){{0,3}}?(?:{_NOT})\s+(?:akan\s+|perlu\s+)?(?:di\w+|ada|perlu|termasuk)\b"
    rf"|\w*\s*[:=]?\s*\(?(?:{_NOT}|nihil)\)?\s*$"
    r"|\w*\s+(?:ditiadakan|dihindari|dikecualikan)\b",
    re.I,
)


def affirmed(pattern, text):
    """The first match of a pattern in the text that the words around it do not deny, or None."""
    for clause in _CLAUSE_ENDS.split(text):
        for found in pattern.finditer(clause):
            before, after = clause[: found.start()], clause[found.end() :]
            if not (_NEGATED.search(before) or _DENIED.match(after)):
                return found
    return None


# Blanks in words

_BLANK = re.compile(
    r"[\W_]*|(?:tidak|belum|tdk|blm) (?:ada|tersedia|diketahui|ditentukan|dihitung|tahu)"
    r"(?: (?:kerangka sampel|kerangka|daftar|data|informasi|keterangan|definisi|metode|fraksi))?"
    r"|nihil|kosong|n/?a|tba|tbd|x+|sda|idem|sama|(?:cukup )?jelas|(?:akan )?menyusul",
    re.I,
)


def is_blank(text):
    """Whether somebody wrote something that says nothing: “-”, “belum ada”, “n/a”."""
    return _BLANK.fullmatch(" ".join((text or "").split()).strip(" .")) is not None


# Acronyms

_CAPITALS = re.compile(r"\b[A-Z][A-Z0-9]+\b")
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_SHORTENED = re.compile(
    r"\b(?:Kab|Pemkab|Pemkot|Pemprov|Pemda|Kec|Kel|Prov|Kep|Sekda|Setda|Setwan|Kominfo|Bappe\w+|Bapenda|Bapeda|Kesbangpol"
    r"|Dukcapil|Satpol|Disduk\w+|Disdik\w*|Dishub\w*|Diskom\w+|Disper\w+|Dispar\w*|Dispora\w*"
    r"|Dispus\w+|Disnak\w*|Distan\w*|Dinkes|Dinsos|Diskan\w*|Disbun\w*|Dishut|Diskop\w*)\b",
    re.I,
)
_ORDINARY = word_set(
    "DINAS BADAN KOTA DAN UNIT BALAI BIRO DESA DATA ANAK AIR KERJA UMUM PASAR TANAH LAUT BARU "
    "PULAU NAMA UMUR JENIS LUAS HARGA IBU BAYI USIA JALAN LAMA DARI UNTUK YANG ATAU PADA DI KE "
    "HASIL BIAYA NILAI TOTAL RATA IKAN PADI"
)
_BEGINNINGS = word_set(
    "pr br tr dr kr gr pl bl kl gl sp st sk sw ng ny kh sy ps kw fr fl str spr skr"
)
_ENDINGS = word_set("ng nk ks rs ns lm rm kh")


def acronyms(text):
    """The acronyms and shortened names in a text, also where all of it is in capitals."""
    is_shouted = text.isupper() and (" " in text or len(text) > 3)
    found = [match[0] for match in _CAPITALS.finditer(text) if _is_acronym(match[0], is_shouted)]
    return found + [match[0] for match in _SHORTENED.finditer(text) if match[0] not in found]


def _is_acronym(word, is_shouted):
    if word in _ORDINARY or (_ROMAN.fullmatch(word) and word not in ("DI", "CD", "MC", "DC", "MD")):
        return False
    return _cannot_be_said(word.lower()) or not (is_shouted or len(word) > 5)


def _cannot_be_said(word):
    """Whether no Indonesian word sounds so: no vowel, or consonants in a heap."""
    if not re.search("[aeiou]", word) or re.search("[0-9]", word):
        return True
    begins = re.match("[^aeiou]*", word)[0]
    ends = re.search("[^aeiou]*$", word)[0]
    odd_begin = len(begins) > 1 and begins not in _BEGINNINGS
    odd_end = len(ends) > 1 and ends not in _ENDINGS
    return odd_begin or odd_end or re.search("[^aeiou]{4}", word) is not None


# Units

_MEASURE = (
    r"%|‰|rp|idr|rupiah|dol[l]?ar|usd|k?g|gr|gram|mg|kilogram|kilo|ton|kuintal|kwintal|kw|ku|ons"
    r"|ha|hektare?|are|[cdkm]?m[23²³]?|(?:senti|kilo|mili)?meter(?: (?:persegi|kubik|kuadrat))?"
    r"|l|lt|ltr|ml|cc|liter|barel|hari|jam|menit|mnt|detik|dtk|kkal|kalori|minggu|bulan|tahun|thn|th|hok|persen|poin"
    r"|point|gt|pk|hp|k?wh|mw|k?watt|volt|k?va|mva|°?c|celsius|celcius|derajat(?: celsius)?|ppm"
    r"|ppb|[mµu]g|db|km/jam|skor|indeks"
)
_COUNT = (
    r"orang|org|jiwa|kk|keluarga|rumah tangga|ruta|ekor|unit|buah|bh|batang|btg|pohon|rumpun"
    r"|lembar|lbr|eksemplar|butir|ikat|karung|sak|botol|dosis|tablet|paket|set|bidang|petak|kali"
    r"|trip|kasus|kejadian|layanan|kunjungan|berkas|dokumen|ruang|kamar|tt|tempat tidur|murid|siswa"
)
_ONE_UNIT = rf"(?:{_MEASURE}|{_COUNT})"
_UNIT = (
    r"(?:%|‰|rp|idr|rupiah|dol[l]?ar|usd|k?g|gr|gram|mg|kilogram|kilo|ton|kuintal|kwintal|kw|ku|ons"
    r"|ha|hektare?|are|[cdkm]?m[23²³]?|(?:senti|kilo|mili)?meter(?: (?:persegi|kubik|kuadrat))?"
    r"|l|lt|ltr|ml|cc|liter|barel|orang|org|jiwa|kk|keluarga|rumah tangga|ruta|ekor|unit|buah|bh"
    r"|batang|btg|pohon|rumpun|lembar|lbr|eksemplar|butir|ikat|karung|sak|botol|dosis|tablet|paket"
    r"|set|bidang|petak|kali|trip|hari|jam|menit|mnt|detik|dtk|kkal|kalori|minggu|bulan|tahun|thn|th|hok|persen|poin"
    r"|point|gt|pk|hp|k?wh|mw|k?watt|volt|k?va|mva|°?c|celsius|celcius|derajat(?: celsius)?|ppm|ppb"
    r"|[mµu]g|db|km/jam|cm|mm|kasus|kejadian|layanan|kunjungan|berkas|dokumen|ruang|kamar|tt"
    r"|tempat tidur|murid|siswa|skor|indeks)"
)
_UNIT = (
    rf"(?:(?:dalam|satuan)\s*:?\s*)?(?:(?:ribu|juta|mil[iy]ar|triliun|ribuan|jutaan|puluh|ratus"
    rf"|100|1\.?000)\s*)*{_ONE_UNIT}(?:[ .]*0{{3}}|\.0{{3}},?-?|\.| ?(?:ribu|juta|mil[iy]ar))?"
    rf"(?:\s*(?:/|per|x|×)\s*(?:[0-9.]+\s*)?{_ONE_UNIT})*"
)
UNIT_IN_NAME = re.compile(
    rf"[(\[]\s*{_UNIT}\s*[)\]]|%|,\s*{_UNIT}\s*$|\bdalam (?:satuan )?{_UNIT}\s*$", re.I
)
MEASURE_IN_TEXT = re.compile(rf"\b(?:{_MEASURE})\b|%|\b(?:satuan|uang)\b", re.I)


def listed(names):
    """A few names in quotation marks, as one enumeration."""
    more = f" dan {len(names) - SHOWN} lainnya" if len(names) > SHOWN else ""
    return ", ".join(f"“{name}”" for name in names[:SHOWN]) + more
