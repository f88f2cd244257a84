"""Advice on how things are worded: titles, names, variables (domain.md §4.2, R-I to R-III)."""

import re

ACRONYM = re.compile(r"\b[A-Z]{2,}[A-Z0-9]*\b")
YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
UNIT = re.compile(
    r"\(\s*(?:%|rp|rupiah|kg|ton|ha|m2|km|liter|orang|unit|persen|jam|hari)[^)]*\)|%", re.I
)
SHOWN = 5


def acronyms(text):
    """The acronyms in a text; where all words are in capitals none can be told apart."""
    return [] if text.isupper() and " " in text else ACRONYM.findall(text)


def listed(names):
    """A few names in quotation marks, as one enumeration."""
    more = f" dan {len(names) - SHOWN} lainnya" if len(names) > SHOWN else ""
    return ", ".join(f"“{name}”" for name in names[:SHOWN]) + more


def organizer_without_acronym(facts):
    if found := acronyms(facts["organizer_name"]):
        return (
            f"Nama penyelenggara memuat singkatan {listed(found)}. Tulis kepanjangannya supaya "
            "dikenali orang di luar instansi Anda."
        )
    return None


def title_fits_survey(facts):
    if "kompilasi" in facts["survey_title"].lower():
        return (
            "Judul menyebut “kompilasi”, sedangkan FS3 untuk survei. Bila Anda mengolah catatan "
            "administrasi, gunakan FP-KPA."
        )
    return None


def title_fits_compilation(facts):
    if found := re.search(r"\b(survei|sensus)\b", facts["activity_title"], re.I):
        return (
            f"Judul menyebut “{found[0]}”, sedangkan FP-KPA untuk kompilasi produk administrasi. "
            "Bila data dikumpulkan langsung dari responden, gunakan FS3."
        )
    return None


def title_says_compilation(facts):
    if "kompilasi" not in facts["activity_title"].lower():
        return "Judul belum memuat kata “Kompilasi”, misalnya “Kompilasi Data Perizinan …”."
    return None


def year_in_title(facts):
    has_year = YEAR.search(facts[facts.edition.title_question])
    if facts.edition.year_in_title and not has_year:
        return "Judul belum menyebut tahun kegiatan, misalnya “… Tahun 2026”."
    if has_year and not facts.edition.year_in_title:
        return f"Judul menyebut tahun {has_year[0]}; tahun kegiatan mempunyai rincian sendiri."
    return None


def variables_without_acronym_or_unit(facts):
    names = [row["name"] for row in facts["variables"] if row.get("name")]
    odd = [name for name in names if acronyms(name) or UNIT.search(name)]
    if odd:
        return (
            f"Nama peubah {listed(odd)} memuat singkatan atau satuan. Tulis nama lengkapnya; "
            "satuan cukup pada definisi."
        )
    return None


def variables_defined(facts):
    bare = [row.get("name", "") for row in facts["variables"] if not row.get("definition")]
    if bare:
        return f"Peubah {listed(bare)} belum mempunyai definisi. Tulis dengan kata sehari-hari."
    return None


def definitions_well_formed(facts):
    given = [row for row in facts["variables"] if row.get("definition")]
    if not given:
        facts["definition"]  # nothing to judge
    odd = [
        row.get("name", "")
        for row in given
        if row["definition"].lower().startswith("adalah") or not row["definition"].endswith(".")
    ]
    if odd:
        return f"Definisi {listed(odd)} sebaiknya tidak diawali “adalah” dan diakhiri dengan titik."
    return None


def variables_have_a_period(facts):
    bare = [row.get("name", "") for row in facts["variables"] if not row.get("reference_period")]
    if bare:
        return f"Peubah {listed(bare)} belum mempunyai referensi waktu."
    return None
