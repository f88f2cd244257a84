"""Advice on the names of organisers and activities (domain.md §4.2, R-I and R-ID)."""

import re

from editions.advice.advice import Doubt, Inapplicable, Unknown
from editions.advice.dates import day
from editions.advice.language import acronyms, affirmed, listed

YEAR = re.compile(  # "2000 rumah tangga" is no year
    r"\b(?:19|20)[0-9]{2}\b"
    r"(?!\s+(?:rumah tangga|ruta|responden|orang|jiwa|keluarga|kk|unit|sampel|titik)\b)",
    re.I,
)
_YEARS = re.compile(
    r"\b((?:19|20)[0-9]{2})\s*(?:[-–/]|s\.?d\.?|sampai|hingga)\s*((?:19|20)[0-9]{2})\b"
)
_OF_A_DEED = re.compile(r"\b(?:nomor|no\.?)\s*[0-9]+\s+tahun\s+[0-9]{4}", re.I)
_SURVEY = re.compile(r"\b(?:survei|survey|sensus|jajak pendapat|polling|pencacahan)\b", re.I)
_FIELDWORK = re.compile(rf"{_SURVEY.pattern}|\b(?:pendataan|pemetaan|pemantauan)\b", re.I)
_COMPILATION = re.compile(
    r"\b(?:kompilasi|rekapitulasi|rekap|himpunan data|(?:produk|catatan) administrasi)\b", re.I
)


def organizer_without_acronym(facts):
    if found := acronyms(facts["organizer_name"]):
        return Doubt(
            f"Nama penyelenggara memuat singkatan {listed(found)}.",
            "Tulis kepanjangannya supaya dikenali orang di luar instansi Anda.",
            "Minta instansi menulis kepanjangannya.",
        )
    return None


def title_fits_survey(facts):
    title = facts["survey_title"]
    found = affirmed(_COMPILATION, title)
    if found and not _comes_first(_FIELDWORK, _COMPILATION, title):
        return Doubt(
            f"Judul menyebut “{found[0]}”, sedangkan FS3 adalah formulir untuk survei.",
            "Bila Anda mengolah catatan administrasi, gunakan FP-KPA.",
            "Pastikan apakah data dikumpulkan dari responden atau dari catatan administrasi.",
        )
    return None


def title_fits_compilation(facts):
    if found := _names_a_survey(facts["activity_title"]):
        return Doubt(
            f"Judul menyebut “{found[0]}”, sedangkan FP-KPA adalah formulir untuk kompilasi "
            "produk administrasi.",
            "Bila data dikumpulkan langsung dari responden, gunakan FS3.",
            "Pastikan apakah data dikumpulkan dari responden atau dari catatan administrasi.",
        )
    return None


def title_says_compilation(facts):
    title = facts["activity_title"]
    if _names_a_survey(title):
        raise Inapplicable  # first it must be clear which form it is
    if "kompilasi" not in title.lower():
        return Doubt(
            "Judul belum memuat kata “Kompilasi”.",
            "Awali judul dengan kata itu, misalnya “Kompilasi Data Perizinan …”.",
            "Sarankan judul yang diawali “Kompilasi”.",
        )
    return None


def year_in_title(facts):
    has_year = YEAR.search(facts[facts.edition.title_question])
    if facts.edition.year_in_title and not has_year:
        return Doubt(
            "Judul belum menyebut tahun kegiatan.",
            "Tambahkan tahunnya, misalnya “… Tahun 2026”.",
            "Sarankan judul dengan tahun kegiatan.",
        )
    if has_year and not facts.edition.year_in_title:
        return Doubt(
            f"Judul menyebut tahun {has_year[0]}, padahal tahun mempunyai rincian sendiri.",
            "Hapus tahunnya dari judul.",
            "Sarankan judul tanpa tahun.",
        )
    return None


def year_agrees(facts, *, first, last):
    """The years of the title are those of the schedule, or those that the data are about."""
    title = _OF_A_DEED.sub("", facts[facts.edition.title_question])
    years = _years_of(title)
    if not years:
        raise Unknown("Judul tidak menyebut tahun.")
    begin, end = day(facts, first).year, day(facts, last).year
    periods = " ".join(row.get("reference_period") or "" for row in facts.get("variables", ()))
    if years & (set(range(begin, end + 1)) | _years_of(periods)):
        return None
    named = " dan ".join(YEAR.findall(title))
    span = str(begin) if begin == end else f"{begin}–{end}"
    return Doubt(
        f"Judul menyebut tahun {named}, sedangkan jadwal kegiatan pada tahun {span}.",
        "Perbaiki tahun pada judul atau tanggal pada jadwal.",
        "Pastikan tahun mana yang benar.",
    )


def _years_of(text):
    """Every year that a text names, those within a span as well."""
    years = {int(year) for year in YEAR.findall(text)}
    for begin, end in _YEARS.findall(text):
        years |= set(range(int(begin), int(end) + 1))
    return years


def _names_a_survey(title):
    found = affirmed(_SURVEY, title)
    return None if _comes_first(_COMPILATION, _SURVEY, title) else found


def _comes_first(one, other, text):
    """Whether the one is named, and before the other: “Survei Pengguna Kompilasi …” is a survey."""
    ours, theirs = affirmed(one, text), other.search(text)
    return bool(ours) and (theirs is None or one.search(text).start() < theirs.start())
